"""Where this installation stands on the web."""

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of a path of ours, as it stands in mails, calendars and QR codes."""
    return f"{settings.PUBLIC_ORIGIN.rstrip('/')}{path}"
