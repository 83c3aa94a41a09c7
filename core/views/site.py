"""Small things that belong to the whole site: language, colours, privacy, robots."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.branding import branding_for
from core.palette import action_colours
from core.privacy import kept_data

LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600
ROBOTS = "\n".join(
    [
        "User-agent: *",
        *(
            f"Disallow: /{path}/"
            for path in (
                "beheer",
                "mijn-plek",
                "stem",
                "scherm",
                "regie",
                "verslaglegger",
                "balie",
                "aanmelden",
                "collegas",
                "code",
                "uitnodiging",
                "vooraankondiging",
                "live",
            )
        ),
        "",
    ]
)


@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language in a cookie and go back, never to another site.

    Without the CSRF check, so that a page without a form of its own sets no cookie at all: the
    worst that another site could do here is to change the language of the buttons.
    """
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=LANGUAGE_COOKIE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def look(request: HttpRequest) -> HttpResponse:
    """The organisation's colours as custom properties; the page names it only when they differ from ours."""
    hue = branding_for(request).hue
    colours = {"light": action_colours(hue), "dark": action_colours(hue, dark=True)}
    return render(request, "core/look.css", colours, content_type="text/css")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, what for and how long, from the retention registry."""
    return render(request, "core/privacy.html", {"kept": kept_data()})


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines stay away from personal and working addresses."""
    return HttpResponse(ROBOTS, content_type="text/plain")
