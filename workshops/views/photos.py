"""Photos of flip charts: taken in, shown."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workshops.domain import cards
from workshops.domain.photos import MOST_PHOTOS
from workshops.forms import PhotoUploadForm
from workshops.models import CaptureSheet, Photo
from workshops.views.access import refuse, with_sheet
from workshops.views.answers import invalid, saved
from workshops.views.sheet import PHOTO


@require_POST
@with_sheet
def add_photo(request: HttpRequest, sheet: CaptureSheet, token: str) -> HttpResponse:
    """Take a photo in; sent twice it stands once."""
    form = PhotoUploadForm(request.POST, request.FILES, auto_id="id_photo_%s")
    if not form.is_valid():
        return invalid(request, sheet, token, {"photo": form})
    uid, picture = form.cleaned_data["uid"], form.cleaned_data["picture"]
    others = Photo.objects.filter(sheet=sheet).exclude(uid=uid)
    if others.count() >= MOST_PHOTOS:
        message = _("There are %(most)s photos on this sheet already.") % {"most": MOST_PHOTOS}
        return refuse(request, "too-many", message, 409)
    fields = {
        "text": form.cleaned_data["text"],
        "content": picture.content,
        "width": picture.width,
        "height": picture.height,
    }
    photo = cards.create_card(sheet, Photo, uid=uid, fields=fields)
    return saved(request, sheet, token, PHOTO, photo, _("Added."))


@require_safe
@with_sheet
def show_photo(request: HttpRequest, sheet: CaptureSheet, token: str, uid: UUID) -> HttpResponse:
    """The picture of a photo of this sheet."""
    return picture_of(get_object_or_404(Photo, sheet=sheet, uid=uid))


def picture_of(photo: Photo) -> HttpResponse:
    """A JPEG that is nothing else, kept by nobody."""
    response = HttpResponse(bytes(photo.content), content_type="image/jpeg")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
