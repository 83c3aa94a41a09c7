"""What views need to know of who is there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.client_address import client_address
from registrations.domain.limits import may_submit


def is_too_often(request: HttpRequest, form: str) -> bool:
    """Whether this address sent the form more often than people do, a busy office included."""
    return not may_submit(form, client_address(request), at_most=settings.FORM_LIMIT)


def keep_private(response: HttpResponse) -> HttpResponse:
    """A page behind a personal link: nobody keeps or indexes it, no other site learns its address."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
