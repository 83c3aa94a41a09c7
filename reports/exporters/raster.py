"""Pictures for formats that take no SVG: drawn at twice their size with the vendored font only."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import resvg_py
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image as Picture
from PIL import UnidentifiedImageError

from core.font_metrics import BOLD, FONT_FAMILY, FONT_FOLDER, REGULAR, advance_widths
from reports.document import DocumentError

ZOOM = 2
TEXT_WIDTH_CM = 16.0
TEXT_HEIGHT_CM = 20.0  # with its caption and note under it
CM_PER_PIXEL = 2.54 / 96
KEPT = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_FONT_FILES = [str(FONT_FOLDER / REGULAR), str(FONT_FOLDER / BOLD)]


@dataclass(frozen=True)
class Raster:
    """An image file with the width at which it is placed."""

    data: bytes
    extension: str
    width_cm: float


@lru_cache(maxsize=64)
def draw_figure(svg: str) -> Raster:
    """A chart as PNG over the full text width, or as high as a page; remembered: DOCX and ODT are made together."""
    data = draw_svg(svg)
    with Picture.open(io.BytesIO(data)) as picture:
        width = min(TEXT_WIDTH_CM, TEXT_HEIGHT_CM * picture.width / picture.height)
    return Raster(data, "png", round(width, 2))


def draw_svg(svg: str) -> bytes:
    """An SVG as PNG at twice its size; characters that the font lacks become a question mark, never nothing."""
    try:
        root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise DocumentError(_("A drawing is not valid SVG.")) from error
    known = advance_widths(REGULAR)
    for node in root.iter("{http://www.w3.org/2000/svg}text", "{http://www.w3.org/2000/svg}tspan"):
        node.text = "".join(letter if ord(letter) in known or letter.isspace() else "?" for letter in node.text or "")
    try:
        return resvg_py.svg_to_bytes(
            etree.tostring(root, encoding="unicode"),
            skip_system_fonts=True,
            font_files=_FONT_FILES,
            font_family=FONT_FAMILY,
            sans_serif_family=FONT_FAMILY,
            background="white",
            zoom=ZOOM,
        )
    except ValueError as error:
        raise DocumentError(_("A drawing is not valid SVG.")) from error


def place_image(data: bytes, mime: str, *, widest_cm: float = TEXT_WIDTH_CM) -> Raster:
    """An uploaded image in a type that word processors read, no wider than the text."""
    if mime == "image/svg+xml":
        data, mime = draw_svg(data.decode("utf-8", "replace")), "image/png"
        shrink = 1 / ZOOM
    else:
        shrink = 1.0
    try:
        with Picture.open(io.BytesIO(data)) as picture:
            width = picture.width * shrink
            if mime not in KEPT:
                copy = io.BytesIO()
                picture.convert("RGBA").save(copy, "PNG")
                data, mime = copy.getvalue(), "image/png"
    except (UnidentifiedImageError, OSError) as error:
        raise DocumentError(_("An image file cannot be read.")) from error
    return Raster(data, KEPT[mime], round(min(widest_cm, width * CM_PER_PIXEL), 2))
