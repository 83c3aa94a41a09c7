"""How a vote is protected, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from polls.disclosure.groups import SMALLEST_GROUP
from polls.disclosure.ladder import LARGEST_SHARE, LEAST_DISSENT, POSSIBLE_VALUES
from polls.domain.policies import MINIMUMS
from polls.domain.rounds import REOPEN_SECONDS


@require_GET
def protection(request: HttpRequest) -> HttpResponse:
    """What is promised and what is not.

    No event is named in its address: ``?vanaf=5`` says from how many votes the room shows a result, and without it
    the page tells both.
    """
    known = {str(number): number for number in MINIMUMS}
    usual, lowest = MINIMUMS
    context = {
        "minimum": known.get(request.GET.get("vanaf", "")),
        "usual": usual,
        "lowest": lowest,
        "reopen_seconds": REOPEN_SECONDS,
        "smallest_group": SMALLEST_GROUP,
        "least_dissent": LEAST_DISSENT,
        "one_in": LARGEST_SHARE[1] // (LARGEST_SHARE[1] - LARGEST_SHARE[0]),
        "possible_values": POSSIBLE_VALUES,
    }
    return render(request, "polls/protection.html", context)
