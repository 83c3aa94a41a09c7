"""What an organiser searches for among registrations.

A name typed into a search field ends up in addresses, histories, logs and referrers. So the form is posted, and
the term stays in the organiser's own browser: a signed cookie for this one list, for a few hours. The server
keeps nothing.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from events.models import EventPage

COOKIE = "people_search"
LONGEST = 100
MOST_SECONDS = 4 * 3600


def term_of(request: HttpRequest, event: EventPage) -> str:
    """The term that this browser searches the event's list for, or nothing."""
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_salt(event), max_age=MOST_SECONDS))
    except signing.BadSignature:
        return ""


def keep_term(response: HttpResponse, event: EventPage, term: str) -> None:
    """Let the browser remember the term, or forget it when it is empty."""
    path = reverse("registrations_admin:list", args=[event.pk])
    term = " ".join(term.replace("\x00", "").split())[:LONGEST]
    if not term:
        response.delete_cookie(COOKIE, path=path, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(term, salt=_salt(event)),
        max_age=MOST_SECONDS,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _salt(event: EventPage) -> str:
    return f"{COOKIE}:{event.pk}"
