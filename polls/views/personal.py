"""The room behind the personal link of somebody with a place."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from polls.views.rooms import cast, show_room
from polls.views.states import phone_state_response
from polls.views.visitors import participant_by_link


@never_cache
@require_GET
def room(request: HttpRequest, token: str) -> HttpResponse:
    """The room on a phone."""
    return show_room(request, participant_by_link(token))


@never_cache
@require_POST
def vote(request: HttpRequest, token: str) -> HttpResponse:
    """One tap."""
    return cast(request, participant_by_link(token))


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a phone that cannot reach the gateway."""
    return phone_state_response(request, participant_by_link(token).room)
