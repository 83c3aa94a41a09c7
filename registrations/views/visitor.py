"""What views need to know of who is there."""

from django.conf import settings
from django.http import HttpRequest

from core.client_address import client_address
from registrations.domain.limits import may_submit


def is_too_often(request: HttpRequest, form: str) -> bool:
    """Whether this address sent the form more often than people do, a busy office included."""
    return not may_submit(form, client_address(request), at_most=settings.FORM_LIMIT)
