"""Where this installation stands on the web."""

from django.conf import settings
from wagtail.models import Page


def absolute(path: str) -> str:
    """The full address of a path of ours, as it stands in mails, calendars and QR codes."""
    return f"{settings.PUBLIC_ORIGIN.rstrip('/')}{path}"


def address_of(page: Page) -> str:
    """The full address of a page, empty while it has none. One site stands at our origin, whatever its record says."""
    url = page.url or ""
    return absolute(url) if url.startswith("/") else url
