"""The sheets of one event: what came in, the links that scribes and leaders get, until when they may write."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.enums import LinkPurpose, Role
from core.scoped import EventScopedMixin, ScopedEditView
from workshops.domain.deadlines import hand_in_by
from workshops.domain.links import WRITERS, make_link, renew_link, revoke_links, set_hand_in
from workshops.domain.passages import ask_speaker, mail_passage, usual_deadline, withdraw
from workshops.domain.sheets import ensure_sheets, hand_in, reopen
from workshops.domain.templates import own_template, templates_for
from workshops.enums import SheetKind
from workshops.forms import AskSpeakerForm, HandInForm
from workshops.models import CaptureDeadline, CaptureSheet, Passage, Photo
from workshops.views.photos import picture_of
from workshops.viewsets.rows import sheet_rows, wall_rows
from workshops.viewsets.walls import RoomCardsView, WallLinkView


class SheetIndexView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All sheets with their counts and links."""

    roles = (Role.REPORTER,)
    template_name = "workshops/admin/sheets.html"
    page_title = gettext_lazy("Sheets and links")
    header_icon = "edit"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this list."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sheets in order of time; templates; the hand-in moment."""
        chosen = CaptureDeadline.objects.filter(event=self.event).first()
        form = HandInForm(initial={"hand_in_by": chosen and timezone.localtime(chosen.hand_in_by)})
        return super().get_context_data(
            rows=sheet_rows(self.event),
            walls=wall_rows(self.event),
            hand_in_form=form,
            hand_in_by=hand_in_by(self.event),
            templates=list(templates_for(self.event).values()),
            usual_deadline=timezone.localtime(usual_deadline()),
            **kwargs,
        )


class _SheetAction(EventScopedMixin, View):
    """Does one thing, by POST only, and goes back to the list."""

    roles = (Role.REPORTER,)
    http_method_names = ["post"]

    def _back(self, message: str, *, is_error: bool = False) -> HttpResponse:
        (messages.error if is_error else messages.success)(self.request, message)
        return HttpResponseRedirect(reverse("capture_sheets:index", args=(self.event.pk,)))

    def _sheet(self) -> CaptureSheet:
        return get_object_or_404(self.scoped(CaptureSheet), pk=self.kwargs["pk"])

    def _purpose(self) -> LinkPurpose:
        purpose = self.request.POST.get("purpose", LinkPurpose.SCRIBE)
        if purpose not in WRITERS:
            raise Http404
        return LinkPurpose(purpose)


class EnsureSheetsView(_SheetAction):
    """Makes the sheets that are missing, and the links that scribes and leaders need."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make sheets and links; what is there stays."""
        made = len(ensure_sheets(self.event))
        for sheet in self.scoped(CaptureSheet):
            make_link(sheet)
            if sheet.kind == SheetKind.WORKSHOP:
                make_link(sheet, LinkPurpose.LEADER)
        return self._back(ngettext("%(count)s sheet was made.", "%(count)s sheets were made.", made) % {"count": made})


class RenewLinkView(_SheetAction):
    """Makes a new link; the old one stops at once."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Revoke and make; after the hand-in moment a link would not work."""
        if hand_in_by(self.event) <= timezone.now():
            words = _("The hand-in date has passed, so a new link would not work. Choose a later date first.")
            return self._back(words, is_error=True)
        renew_link(self._sheet(), self._purpose())
        return self._back(_("There is a new link. The old one does not work any more."))


class RevokeLinkView(_SheetAction):
    """Stops every link of a kind to a sheet."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Revoke."""
        revoke_links(self._sheet(), self._purpose())
        return self._back(_("The link was revoked."))


class ToggleHandInView(_SheetAction):
    """Closes a sheet, or opens it again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Hand in or reopen."""
        sheet = self._sheet()
        if sheet.handed_in_at:
            reopen(sheet)
            return self._back(_("The sheet is open again."))
        hand_in(sheet)
        return self._back(_("The sheet counts as handed in."))


class SetHandInView(_SheetAction):
    """Until when scribes and leaders may write."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Set the moment, or go back to the usual one."""
        form = HandInForm(request.POST)
        if not form.is_valid():
            return self._back(str(form.errors["hand_in_by"][0]), is_error=True)
        set_hand_in(self.event, form.cleaned_data["hand_in_by"])
        return self._back(_("The hand-in date was saved. Links that were given follow it."))


class OwnTemplateView(_SheetAction):
    """Makes the default prompts into own ones of the event, to change them."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Copy, and open the copy."""
        if request.POST.get("kind") not in SheetKind.values:
            raise Http404
        template = own_template(self.event, SheetKind(request.POST["kind"]))
        ensure_sheets(self.event)
        return HttpResponseRedirect(reverse("capture_templates:edit", args=(self.event.pk, template.pk)))


class AskSpeakerView(_SheetAction):
    """Asks a speaker of a programme item about her passage."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make the link; asked again, the deadline moves."""
        sheet = self._sheet()
        form = AskSpeakerForm(request.POST)
        if not form.is_valid():
            return self._back(
                " ".join(str(error) for errors in form.errors.as_data().values() for one in errors for error in one),
                is_error=True,
            )
        passage = ask_speaker(sheet, name=form.cleaned_data["name"], answer_by=form.cleaned_data["answer_by"])
        if form.cleaned_data["email"]:
            mail_passage(passage, form.cleaned_data["email"])
            return self._back(_("The link was mailed to the speaker."))
        return self._back(_("Copy the link and send it to the speaker."))


class WithdrawPassageView(_SheetAction):
    """Stops asking a speaker."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The link stops, and what was answered goes."""
        withdraw(get_object_or_404(self.scoped(Passage, "sheet__event"), pk=self.kwargs["pk"]))
        return self._back(_("The question to the speaker was withdrawn."))


class PhotoView(EventScopedMixin, View):
    """A photo, for who writes the report."""

    roles = (Role.REPORTER,)
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, uid: UUID, **kwargs: Any) -> HttpResponse:
        """The picture."""
        return picture_of(get_object_or_404(self.scoped(Photo, "sheet__event"), uid=uid))


class BriefingView(ScopedEditView):
    """What the leader of a workshop must know."""

    roles = (Role.REPORTER,)
    model = CaptureSheet
    header_icon = "edit"
    index_url_name = "capture_sheets:index"
    edit_url_name = "capture_sheets:briefing"
    delete_url_name = None


class CaptureSheetViewSet(ViewSet):
    """``/beheer/bijeenkomsten/<event_id>/verslaglegging/``."""

    name = "capture_sheets"
    url_prefix = "bijeenkomsten/<pk:event_id>/verslaglegging"
    icon = "edit"

    def on_register(self) -> None:
        """The event workspace links to it; there is no menu item."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list and its actions."""
        panel = ObjectList([FieldPanel("briefing")]).bind_to_model(CaptureSheet)
        return [
            path("", SheetIndexView.as_view(), name="index"),
            path("bijwerken/", EnsureSheetsView.as_view(), name="ensure"),
            path("inleverdatum/", SetHandInView.as_view(), name="hand_in_date"),
            path("eigen-formulier/", OwnTemplateView.as_view(), name="own_template"),
            path("fotos/<uuid:uid>/", PhotoView.as_view(), name="photo"),
            path("wand/nieuw/", WallLinkView.as_view(), name="walls_link"),
            path("wand/intrekken/", WallLinkView.as_view(revokes=True), name="walls_revoke"),
            path("<pk:pk>/kaarten-uit-de-zaal/", RoomCardsView.as_view(), name="room_cards"),
            path("<pk:pk>/wand/nieuw/", WallLinkView.as_view(), name="wall_link"),
            path("<pk:pk>/wand/intrekken/", WallLinkView.as_view(revokes=True), name="wall_revoke"),
            path("<pk:pk>/nieuwe-koppeling/", RenewLinkView.as_view(), name="renew"),
            path("<pk:pk>/intrekken/", RevokeLinkView.as_view(), name="revoke"),
            path("<pk:pk>/inleveren/", ToggleHandInView.as_view(), name="hand_in"),
            path("<pk:pk>/briefing/", BriefingView.as_view(panel=panel), name="briefing"),
            path("<pk:pk>/spreker/", AskSpeakerView.as_view(), name="ask_speaker"),
            path("passages/<pk:pk>/intrekken/", WithdrawPassageView.as_view(), name="withdraw_passage"),
        ]
