"""What views need to know of who is there."""

from django.conf import settings
from django.http import HttpRequest

from registrations.domain.limits import may_submit


def address_of(request: HttpRequest) -> str:
    """The visitor's network address: behind our proxy the one that the proxy saw, else the peer's."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def is_too_often(request: HttpRequest, form: str) -> bool:
    """Whether this address sent the form more often than people do, a busy office included."""
    return not may_submit(form, address_of(request), at_most=settings.FORM_LIMIT)
