"""How a vote is protected, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from polls.disclosure.ladder import LEAST_DISSENT, POSSIBLE_VALUES
from polls.models import DisclosurePolicy


@require_GET
def protection(request: HttpRequest) -> HttpResponse:
    """What is promised and what is not. The same for every event: no event is named in its address."""
    minimum = DisclosurePolicy._meta.get_field("minimum").default
    context = {"minimum": minimum, "possible_values": POSSIBLE_VALUES, "least_dissent": LEAST_DISSENT}
    return render(request, "polls/protection.html", context)
