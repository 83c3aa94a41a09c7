"""Photos of flip charts: small, upright, without metadata, and only through the link."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.enums import LinkPurpose
from core.tokens import link_token
from tests.factories import AccessLinkFactory, CaptureSheetFactory
from tests.workshops.desk import Desk
from workshops.domain.photos import UnreadablePhoto, prepare_picture
from workshops.models import Photo

SECRET = "Hans Vermeer"


def photo(size=(3000, 1500), form="JPEG"):
    """A picture that lies on its side, with a name and a place in its metadata."""
    exif = Image.Exif()
    exif[0x013B] = SECRET
    exif[0x0112] = 6  # turn a quarter
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    written = BytesIO()
    Image.new("RGB", size, "white").save(written, form, exif=exif)
    return written


def test_picture_becomes_small_upright_and_without_metadata():
    upload = photo()
    assert SECRET.encode() in upload.getvalue()

    picture = prepare_picture(upload)

    assert (picture.width, picture.height) == (1000, 2000)
    assert SECRET.encode() not in picture.content
    made = Image.open(BytesIO(picture.content))
    assert (dict(made.getexif()), made.info.get("exif")) == ({}, None)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg_on_white(form):
    written = BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(written, form)

    made = Image.open(BytesIO(prepare_picture(written).content))

    assert (made.format, made.getpixel((5, 5))) == ("JPEG", (255, 255, 255))


def bomb():
    """A few kilobytes that would unpack to 400 million pixels."""
    written = BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    return written


@pytest.mark.parametrize(
    "upload", [BytesIO(b""), BytesIO(b"<svg/>"), BytesIO(b"GIF89a"), BytesIO(photo().getvalue()[:900])]
)
def test_what_is_no_photo_is_refused(upload):
    with pytest.raises(UnreadablePhoto):
        prepare_picture(upload)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_picture_that_would_unpack_enormously_is_refused():
    with pytest.raises(UnreadablePhoto):
        prepare_picture(bomb())


@pytest.mark.django_db
def test_photo_sent_twice_stands_once_and_opens_with_this_link_only():
    desk, uid = Desk(), uuid4()
    for _ in range(2):
        upload = SimpleUploadedFile("IMG_1.jpg", photo((40, 20)).getvalue(), "image/jpeg")
        answer = desk.client.post(desk.url("add_photo"), {"uid": uid, "text": "Drie punten", "picture": upload})
        assert answer.status_code == 302

    shown = desk.client.get(desk.url("photo", uid))
    assert Photo.objects.get().text == "Drie punten"
    assert (shown["Content-Type"], "no-store" in shown["Cache-Control"]) == ("image/jpeg", True)
    assert "sandbox" in shown["Content-Security-Policy"]
    other = CaptureSheetFactory(template=desk.sheet.template)
    token = link_token(AccessLinkFactory(event=other.event, purpose=LinkPurpose.SCRIBE, target=other.pk))
    assert desk.client.get(f"/verslaglegger/{token}/fotos/{uid}.jpg").status_code == 404


@pytest.mark.django_db
def test_refused_photo_gets_an_error_at_its_field_and_keeps_the_text():
    desk = Desk()
    upload = SimpleUploadedFile("foto.jpg", b"geen foto", "image/jpeg")

    answer = desk.client.post(desk.url("add_photo"), {"uid": uuid4(), "text": "Mijn tekst", "picture": upload})

    assert answer.status_code == 422
    assert "Deze foto kunnen wij niet lezen." in answer.content.decode()
    assert "Mijn tekst" in answer.content.decode()
    assert not Photo.objects.exists()
