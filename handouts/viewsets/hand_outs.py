"""Who handed in what; asking speakers, and for whom and when files are released."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.tokens import link_token
from handouts.domain.asking import ask_speaker, links_of, mail_ask, take_back
from handouts.domain.folders import folder_of, rows_of, set_release, subjects_of
from handouts.domain.hints import words_of
from handouts.enums import Audience, Release
from handouts.forms import AddFilesForm, AskForm, ReleaseForm
from handouts.models import SpeakerAsk
from handouts.viewsets import files
from handouts.viewsets.base import HandOutMixin, anchor_of, words_of_errors


class HandOutIndexView(HandOutMixin, WagtailAdminTemplateMixin, TemplateView):
    """Per programme item and workshop: who was asked, what came in, for whom it is released and when."""

    template_name = "handouts/admin/index.html"
    page_title = gettext_lazy("Presentations and hand-outs")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this list."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A fixed number of queries."""
        links = links_of(self.event.pk)
        rows = [
            {
                "row": row,
                "anchor": f"{row.kind}-{row.subject.pk}",
                "files": [(file, words_of(file.hints)) for file in row.files],
                "asks": [(ask, self._address(links.get(ask.pk))) for ask in row.asks],
                "people": [person for person in row.people if person[0] not in {ask.name for ask in row.asks}],
                "acts": row.acts[:20],
                "release": ReleaseForm(
                    initial={name: getattr(row.folder, name) for name in ("audience", "release", "release_at")}
                    if row.folder
                    else None,
                    auto_id=f"{row.kind}-{row.subject.pk}-%s",
                ),
                "add": AddFilesForm(auto_id=f"{row.kind}-{row.subject.pk}-%s"),
                "ask": AskForm(auto_id=f"{row.kind}-{row.subject.pk}-ask-%s"),
            }
            for row in rows_of(self.event)
        ]
        return super().get_context_data(rows=rows, release_all=ReleaseForm(auto_id="all-%s"), **kwargs)

    def _address(self, link: Any) -> str:
        return self.request.build_absolute_uri(reverse("handouts:speaker", args=[link_token(link)])) if link else ""


class ReleaseView(HandOutMixin, View):
    """For whom and when: of one programme item or workshop, or of all at once."""

    http_method_names = ["post"]
    is_for_all = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Set it."""
        anchor = "" if self.is_for_all else self.anchor_of_address()
        form = ReleaseForm(request.POST)
        subjects = [row.subject for row in subjects_of(self.event)] if self.is_for_all else [self.subject()]
        if not form.is_valid():
            return self.back(words_of_errors(form), is_error=True, anchor=anchor)
        set_release(
            [folder_of(subject) for subject in subjects],
            audience=Audience(form.cleaned_data["audience"]),
            release=Release(form.cleaned_data["release"]),
            release_at=form.cleaned_data["release_at"],
            by=self.giver.user,
        )
        return self.back(_("Saved."), anchor=anchor)


class AskView(HandOutMixin, View):
    """Asks a speaker for files; with an address the link is mailed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make the link; asked again, the moment moves."""
        folder, form = self.folder(), AskForm(request.POST)
        if not form.is_valid():
            return self.back(words_of_errors(form), is_error=True, anchor=self.anchor_of_address())
        ask = ask_speaker(folder, name=form.cleaned_data["name"], deliver_by=form.cleaned_data["deliver_by"])
        done = _("Copy the link and send it to the speaker.")
        if form.cleaned_data["email"]:
            mail_ask(ask, form.cleaned_data["email"])
            done = _("The link was mailed to the speaker.")
        return self.back(done, anchor=self.anchor_of_address())


class TakeBackView(HandOutMixin, View):
    """Stops the link of a speaker; what was handed in stays."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The link stops at once."""
        asks = self.scoped(SpeakerAsk, "folder__event").select_related("folder")
        ask: SpeakerAsk = get_object_or_404(asks, pk=self.kwargs["pk"])
        take_back(ask)
        return self.back(_("The link does not work any more. What was handed in stays."), anchor=anchor_of(ask.folder))


class HandOutViewSet(ViewSet):
    """``/beheer/bijeenkomsten/<event_id>/presentaties/``."""

    name = "hand_outs"
    url_prefix = "bijeenkomsten/<pk:event_id>/presentaties"
    icon = "doc-full"

    def on_register(self) -> None:
        """The event workspace links to it; there is no menu item."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list and its actions."""
        one = "<str:kind>/<pk:pk>/"
        return [
            path("", HandOutIndexView.as_view(), name="index"),
            path("vrijgeven/", ReleaseView.as_view(is_for_all=True), name="release_all"),
            path("sprekers/<pk:pk>/intrekken/", TakeBackView.as_view(), name="take_back"),
            path("bestanden/<uuid:uid>/", files.FileView.as_view(), name="file"),
            path("bestanden/<uuid:uid>/bestand/", files.DownloadView.as_view(), name="download"),
            path("bestanden/<uuid:uid>/verwijderen/", files.RemoveView.as_view(), name="remove"),
            path("bestanden/<uuid:uid>/intrekken/", files.WithdrawView.as_view(), name="withdraw"),
            path("bestanden/<uuid:uid>/tonen/", files.WithdrawView.as_view(shows=True), name="show"),
            path(
                "bestanden/<uuid:uid>/woorden/overnemen/",
                files.DescriptionView.as_view(is_accepted=True),
                name="words_accept",
            ),
            path("bestanden/<uuid:uid>/woorden/laten/", files.DescriptionView.as_view(), name="words_decline"),
            path(f"{one}vrijgeven/", ReleaseView.as_view(), name="release"),
            path(f"{one}spreker/", AskView.as_view(), name="ask"),
            path(f"{one}bestanden/", files.AddView.as_view(), name="add"),
        ]
