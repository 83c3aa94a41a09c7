"""Who may open a check-in desk: whoever holds a link that works. Nobody keeps or indexes what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.models import AccessLink
from core.tokens import BadToken, read_token
from events.models import EventDate, EventPage
from registrations.domain.doors import PURPOSES, Door, default_date, doors_of_link


@dataclass(frozen=True)
class Desk:
    """One desk at work: its link, the doors that the link opens, and the one it works at (None: there is none)."""

    link: AccessLink
    token: str
    doors: list[Door]
    door: Door | None

    @cached_property
    def event(self) -> EventPage:
        """The event of the link."""
        return self.link.event

    @cached_property
    def actor(self) -> str:
        """Who stands in the history."""
        return str(self.link)

    @property
    def date(self) -> EventDate | None:
        """The date it checks in for."""
        return self.door.date if self.door else None


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's own script asks, rather than a browser that submits a form."""
    return request.headers.get("Accept", "").startswith("application/json")


def at_desk(view: Callable[[HttpRequest, Desk], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open a view by the desk's token; a link that does not work (any more) gets a friendly 404."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        try:
            desk = open_desk(token, request.POST.get("datum") or request.GET.get("datum") or "")
        except Http404:
            response = refused(request)
        else:
            response = view(request, desk)
        return kept_to_itself(response)

    return opened


def kept_to_itself(response: HttpResponse) -> HttpResponse:
    """A response that nobody keeps or indexes; the page may use the camera."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return response


def open_desk(token: str, date: str = "") -> Desk:
    """The desk behind a token, at the wished date if it has that; Http404 when the link does not work. 2–3 queries."""
    link = _find_link(token)
    doors = doors_of_link(link)
    chosen = next((door for door in doors if str(door.date.pk) == date), None)
    if chosen is None:
        usual = default_date([door.date for door in doors])
        chosen = next((door for door in doors if door.date == usual), None)
    return Desk(link, token, doors, chosen)


def _find_link(token: str) -> AccessLink:
    for purpose in PURPOSES:
        try:
            pk, _dash, serial = read_token(f"link:{purpose}", token.replace("\x00", "")).partition("-")
        except BadToken:
            continue
        links = AccessLink.objects.usable().filter(pk=int(pk) if pk.isdigit() else 0, serial=serial, purpose=purpose)
        link = links.first()
        if link is not None:
            return link
    raise Http404


def refused(request: HttpRequest) -> HttpResponse:
    """The link does not work (any more)."""
    if wants_json(request):
        return JsonResponse({"kind": "link", "message": _("This link does not work any more.")}, status=404)
    return render(request, "registrations/desk/closed.html", status=404)
