"""Pictures of flip charts: made small and stripped of everything a phone writes into them, place included."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 2_000  # pixels; handwriting on a flip chart stays readable
QUALITY = 82
LARGEST_UPLOAD = 15 * 1024 * 1024  # bytes
MOST_PIXELS = 60_000_000  # a picture that unpacks to more is refused before it is unpacked
MOST_PHOTOS = 40  # of one sheet
FORMATS = ("JPEG", "PNG", "WEBP")


class UnreadablePhoto(Exception):
    """Not a picture that can be read, or one that is far too large."""


@dataclass(frozen=True)
class Picture:
    """A JPEG without metadata and its size in pixels."""

    content: bytes
    width: int
    height: int


def prepare_picture(upload: IO[Any]) -> Picture:
    """Turn a picture upright, make it small and write it anew, so that nothing but pixels is kept.

    Raises UnreadablePhoto.
    """
    try:
        with Image.open(upload, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnreadablePhoto
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = Image.new("RGB", upright.size, "white")
            plain.paste(upright, mask=upright.getchannel("A") if upright.mode in {"RGBA", "LA"} else None)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePhoto from error
    written = BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return Picture(written.getvalue(), plain.width, plain.height)
