"""The room's address for people: short to type, and as a QR code to scan."""

from functools import lru_cache

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core.origin import absolute
from polls.models import Room


def join_address(room: Room) -> str:
    """The full address that the QR code leads to."""
    return absolute(reverse("polls:room", args=(room.join_code,)))


def short_join_address() -> str:
    """The address to type, without what a browser adds by itself."""
    return absolute(reverse("polls:join")).split("://", 1)[-1].removeprefix("www.").rstrip("/")


@lru_cache(maxsize=64)
def qr_svg(address: str) -> SafeString:
    """The QR code as inline SVG without inline style; black on white in any theme."""
    code = segno.make(address, error="m")
    svg = code.svg_inline(border=2, omitsize=True, svgclass="qr__code", lineclass=None, dark="#000", light="#fff")
    return mark_safe(svg)  # noqa: S308 (made from digits and our own origin)
