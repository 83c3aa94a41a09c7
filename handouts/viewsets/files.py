"""What an organiser does with files: add for a speaker, describe, replace, remove, withdraw, show."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.uploads import UploadRefused
from handouts.domain.delivering import (
    Giver,
    add_files,
    decide_description,
    remove_file,
    show_file,
    withdraw_file,
)
from handouts.forms import AddFilesForm, DescribeForm
from handouts.models import HandOut, SpeakerAsk
from handouts.views.files import download
from handouts.views.speaker import change
from handouts.views.telling import tell
from handouts.viewsets.base import INDEX, HandOutMixin, anchor_of, words_of_errors


class AddView(HandOutMixin, View):
    """Takes files in, for a speaker of this programme item or for nobody in particular."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Those that can be taken stand; the others are named with the reason."""
        folder, form, anchor = self.folder(), AddFilesForm(request.POST, request.FILES), self.anchor_of_address()
        if not form.is_valid():
            return self.back(words_of_errors(form), is_error=True, anchor=anchor)
        key = request.POST.get("ask", "")
        ask = None
        if key.isascii() and key.isdigit() and len(key) < 19:
            asks = SpeakerAsk.objects.select_related("folder")
            ask = get_object_or_404(asks, folder=folder, pk=int(key))
        delivered = add_files(folder, form.cleaned_data["files"], giver=Giver(ask=ask, user=self.giver.user))
        tell(request, delivered)
        for name, why in delivered.refused:
            messages.error(request, f"{name}: {why}" if name else why)
        return self.redirect_to(anchor)


class FileView(HandOutMixin, WagtailAdminTemplateMixin, TemplateView):
    """One file: title, description, another file in its place."""

    template_name = "handouts/admin/file.html"
    header_icon = "doc-full"

    def get_page_title(self) -> str:
        """The title of the file."""
        return self.found.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, file."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        index = {"url": reverse(INDEX, args=(self.event.pk,)), "label": _("Presentations and hand-outs")}
        return [*self.breadcrumbs_items, event, index, {"url": "", "label": self.found.title}]

    @cached_property
    def found(self) -> HandOut:
        """The file of the address."""
        return self.file()

    @cached_property
    def form(self) -> DescribeForm:
        """With what stands there."""
        is_post = self.request.method == "POST"
        initial = {"title": self.found.title, "text": self.found.text}
        return DescribeForm(
            self.request.POST if is_post else None, self.request.FILES if is_post else None, initial=initial
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form."""
        return super().get_context_data(file=self.found, form=self.form, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save it."""
        if self.form.is_valid():
            try:
                change(self.found, self.form, self.giver)
            except UploadRefused as refusal:
                self.form.add_error("replacement", str(refusal))
            else:
                return self.back(_("Saved."), anchor=anchor_of(self.found.folder))
        return self.render_to_response(self.get_context_data(), status=422)


class DownloadView(HandOutMixin, View):
    """The file, released or not."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """To save."""
        return download(self.file())


class RemoveView(HandOutMixin, View):
    """Deletes a file."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """It is gone for everybody."""
        file = self.file()
        remove_file(file, giver=self.giver)
        return self.back(_("The file was removed."), anchor=anchor_of(file.folder))


class WithdrawView(HandOutMixin, View):
    """Takes a file back from who could have it, or lets it be had (again)."""

    http_method_names = ["post"]
    shows = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """At once."""
        file = self.file()
        (show_file if self.shows else withdraw_file)(file, by=self.giver.user)
        done = _("The file follows what was set here.") if self.shows else _("Nobody can get this file any more.")
        return self.back(done, anchor=anchor_of(file.folder))


class DescriptionView(HandOutMixin, View):
    """Takes over what a speaker wants a released file to be called, or leaves it as it is."""

    http_method_names = ["post"]
    is_accepted = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Only the very words that were looked at."""
        file = self.file()
        seen = request.POST.get("seen", "")
        anchor = anchor_of(file.folder)
        if not decide_description(file, seen=seen, is_accepted=self.is_accepted, by=self.giver.user):
            return self.back(
                _("The words were changed or decided about meanwhile. Look again."), is_error=True, anchor=anchor
            )
        done = _("The new words stand now.") if self.is_accepted else _("The old words stay.")
        return self.back(done, anchor=anchor)
