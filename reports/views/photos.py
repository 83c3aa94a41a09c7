"""Photos of flip charts on the reporter's side: which there are, and taking one into the verslag."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import signed_in
from reports.domain.flip_charts import OfferedPhoto, PhotoWithheld, offered_photos, take_photo
from reports.forms.photos import LONGEST_ALT, TakePhotoForm
from reports.views.signoff import ReportAction, ReportAdminView
from workshops.models import Photo


@dataclass(frozen=True)
class Row:
    """A photo with the form that takes it in."""

    offered: OfferedPhoto
    form: forms.Form


class PhotosView(ReportAdminView):
    """All photos of the meeting."""

    template_name = "reports/admin/photos.html"
    page_title = gettext_lazy("Photos of the flip charts")
    header_icon = "image"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A row per photo."""
        return super().get_context_data(rows=[_row(offered) for offered in offered_photos(self.report)], **kwargs)


def _row(offered: OfferedPhoto) -> Row:
    initial = {"alt_text": " ".join(offered.photo.text.split())[:LONGEST_ALT]}
    return Row(offered, TakePhotoForm(auto_id=f"id_{offered.photo.uid}_%s", initial=initial))


class TakePhotoView(ReportAction):
    """Puts a photo in the report."""

    back_to = "reports_admin:photos"

    def post(self, request: HttpRequest, uid: UUID, **kwargs: Any) -> HttpResponse:
        """Copy it; pressed twice it stands there once."""
        photo = get_object_or_404(self.scoped(Photo, "sheet__event").defer("content"), uid=uid)
        form = TakePhotoForm(request.POST)
        if not form.is_valid():
            message = _("Say in at most %(most)s characters what can be read on the photo.") % {"most": LONGEST_ALT}
            return self.back(message, is_error=True)
        try:
            take_photo(self.report, photo, **form.cleaned_data, actor=signed_in(request))
        except PhotoWithheld as refusal:
            return self.back(str(refusal), is_error=True)
        return self.back(_("The photo stands in the draft of the report."))
