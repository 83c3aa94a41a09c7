"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site_look(request: HttpRequest) -> dict[str, object]:
    """The address of the live gateway ("" when it is on our own origin)."""
    return {"live_origin": settings.LIVE_ORIGIN}
