"""What every template may use."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from core.branding import branding_for

BASE_STYLESHEETS = [
    f"core/css/{name}.css"
    for name in (
        "fonts",
        "tokens",
        "base",
        "header",
        "footer",
        "button",
        "form",
        "notice",
        "card",
        "badge",
        "table",
        "bare",
        "print",
    )
]


@cache
def base_stylesheets() -> list[str]:
    """The addresses of the stylesheets that every page has; they change only with a new version of Plenair."""
    return [static(path) for path in BASE_STYLESHEETS]


def site_look(request: HttpRequest) -> dict[str, object]:
    """Look of the site, the chosen language, and the live gateway's address ("" when on our own origin)."""
    return {
        "live_origin": settings.LIVE_ORIGIN,
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "content_language": settings.WAGTAIL_CONTENT_LANGUAGES[0][0],
        "branding": SimpleLazyObject(lambda: branding_for(request)),
        "base_stylesheets": base_stylesheets(),
        "quick_exit_url": settings.QUICK_EXIT_URL,
    }
