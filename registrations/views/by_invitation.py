"""The page of an event that is by invitation, for who comes without one: what holds, and the field for a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.models import EventPage
from registrations.forms.invitation import CodeForm


def by_invitation_page(request: HttpRequest, event: EventPage) -> HttpResponse:
    """Says so, and asks for a code."""
    context = {"event": event, "form": CodeForm(), "dates": event.dates_in_order()}
    return render(request, "registrations/by_invitation.html", context)
