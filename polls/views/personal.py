"""The room behind the personal link of somebody with a place."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from polls.views.rooms import cast, show_room
from polls.views.states import phone_state_response
from polls.views.visitors import participant_by_link
from registrations.domain.links import find_by_token
from registrations.views.personal import kept_private, unknown_link


@never_cache
@require_GET
def room(request: HttpRequest, token: str) -> HttpResponseBase:
    """The room on a phone."""
    try:
        return show_room(request, participant_by_link(token))
    except Http404:
        return no_place(request, token)


@never_cache
@require_POST
def vote(request: HttpRequest, token: str) -> HttpResponseBase:
    """One tap."""
    try:
        return cast(request, participant_by_link(token))
    except Http404:
        return no_place(request, token)


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a phone that cannot reach the gateway."""
    return phone_state_response(request, participant_by_link(token).room)


def no_place(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who has no place (any more) reads so, with the way on; a link that is not ours gets the way to a new one."""
    registration = find_by_token(token)
    if registration is None:
        return kept_private(unknown_link(request))
    context = {"token": token, "event": registration.event}
    return kept_private(render(request, "polls/phone/no_place.html", context, status=404))
