"""Who may open the check-in desk: whoever holds a link that works. Nobody keeps or indexes what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import get_link_or_404
from events.models import EventDate, EventPage
from registrations.domain.desk import default_date, desk_dates


@dataclass(frozen=True)
class Desk:
    """One desk at work: its link, its event, the date it checks in for (None: the event has no date)."""

    link: AccessLink
    token: str
    dates: list[EventDate]
    date: EventDate | None

    @property
    def event(self) -> EventPage:
        """The event of the link."""
        return self.link.event

    @cached_property
    def actor(self) -> str:
        """Who stands in the history."""
        return str(self.link)


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's own script asks, rather than a browser that submits a form."""
    return request.headers.get("Accept", "").startswith("application/json")


def at_desk(view: Callable[[HttpRequest, Desk], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open a view by the desk's token; a link that does not work (any more) gets a friendly 404."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        try:
            desk = _open(request, token)
        except Http404:
            response = _refused(request)
        else:
            response = view(request, desk)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        return response

    return opened


def _open(request: HttpRequest, token: str) -> Desk:
    link = get_link_or_404(LinkPurpose.CHECK_IN, token.replace("\x00", ""))
    dates = desk_dates(link.event)
    wished = request.POST.get("datum") or request.GET.get("datum")
    chosen = next((date for date in dates if str(date.pk) == wished), None)
    return Desk(link, token, dates, chosen or default_date(dates))


def _refused(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"kind": "link", "message": _("This link does not work any more.")}, status=404)
    return render(request, "registrations/desk/closed.html", status=404)
