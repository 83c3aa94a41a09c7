"""Adding a card from a phone: one page with a form, by code or by personal link."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from polls.domain.room_cards import MOST_OF_SENDER, send_card
from polls.room_card_forms import RoomCardForm
from polls.views.join import find_room
from polls.views.personal import no_place
from polls.views.visitors import Participant, keep_browser, participant_by_code, participant_by_link, read_browser
from workshops.domain.room_cards import Proposed, taking_sheets

REFUSED: Mapping[Proposed | None, tuple[int, Promise]] = {
    None: (429, _("You have sent ten cards. That is what one person can send.")),
    Proposed.EXISTS: (409, _("This card is there already.")),
    Proposed.BUSY: (503, _("There are very many cards now. Try again in a few minutes.")),
    Proposed.CLOSED: (409, _("This room takes no cards any more. Your card was not sent.")),
}


def _page(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The form, or what was sent. What was typed stays until it was received."""
    event = participant.room.event
    sheets = list(taking_sheets(event))
    form = RoomCardForm(request.POST if request.method == "POST" else None, sheets=sheets)
    status = 200
    if request.method == "POST" and sheets and form.is_valid():
        sheet_id, prompt_id = form.cleaned_data["place"]
        sent = send_card(participant.voter, event, sheet_id, prompt_id, form.cleaned_data["text"])
        if sent in REFUSED:
            status, message = REFUSED[sent]
            form.add_error("text", str(message))
        else:
            messages.success(request, _("Received. A scribe or workshop leader reads your card first."))
            return redirect(participant.card_url)
    elif request.method == "POST":
        status = 422 if sheets else 409
    context: dict[str, Any] = {
        "event": event,
        "form": form,
        "sheets": sheets,
        "here": participant.card_url,
        "room_url": participant.room_url,
        "most": MOST_OF_SENDER,
    }
    return render(request, "polls/phone/card.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """For who came in by code."""
    found = find_room(request, code)
    if isinstance(found, HttpResponse):
        return found
    browser = read_browser(request, found)
    response = _page(request, participant_by_code(found, browser))
    keep_browser(response, request, found, browser)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card_personal(request: HttpRequest, token: str) -> HttpResponseBase:
    """For who has a personal link."""
    try:
        return _page(request, participant_by_link(token))
    except Http404:
        return no_place(request, token)
