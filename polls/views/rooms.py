"""The room on a phone, however somebody came in: the page and the tap."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polls import charts
from polls.domain.ballots import Outcome, Vote, cast_vote
from polls.domain.choices import present_choice
from polls.domain.snapshots import phone_snapshot
from polls.domain.voters import room_channel
from polls.enums import VoterScope
from polls.forms import VoteForm, sectors_of
from polls.views.visitors import Participant

STATUS = {
    Outcome.ACCEPTED: 200,
    Outcome.CLOSED: 409,
    Outcome.INVALID: 400,
    Outcome.FORBIDDEN: 403,
    Outcome.REVOKED: 401,
}
MESSAGES: dict[Outcome, Promise] = {
    Outcome.CLOSED: _("The question was closed already. This answer is not counted."),
    Outcome.INVALID: _("This is not an answer to the question. Choose one of the answers below."),
    Outcome.FORBIDDEN: _("For this question you need the link in your confirmation mail."),
    Outcome.REVOKED: _("This page was open too long. It is fresh again now: tap your answer once more."),
}


def show_room(request: HttpRequest, participant: Participant) -> HttpResponse:
    """What is going on in the room, and the answers when a question is open; ``?deel`` gives only that part."""
    snapshot = phone_snapshot(participant.room)
    result = snapshot["result"]
    context = {
        "participant": participant,
        "sectors": sectors_of(participant.room.event) if participant.asks_background else (),
        "event": participant.room.event,
        "channel": room_channel(participant.room.event_id),
        "snapshot": snapshot,
        "stage": "result" if result else snapshot["state"],
        "choice": present_choice(participant.voter, snapshot["round"]["id"]) if snapshot["state"] == "open" else None,
        "may_vote": may_vote(participant, snapshot["question"]),
        "band_words": [(name.value, word) for name, word in charts.BAND_WORDS.items()],
        "reasons": [(name.value, text) for name, text in charts.REASONS.items()],
        "bars": charts.result_bars(result) if result else (),
        "comparison": charts.comparison(result) if result else None,
        "reason": charts.reason_in_words(result) if result else "",
    }
    return render(request, "polls/phone/stage.html" if "deel" in request.GET else "polls/phone/room.html", context)


def cast(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Store one tap; "received" is said only after it was stored. Answers JSON to the page's own
    script, with a fresh voter token for the gateway."""
    form = VoteForm(request.POST)
    outcome = Outcome.INVALID
    if form.is_valid():
        outcome = cast_vote(Vote(participant.voter, form.cleaned_data["round"], form.cleaned_data["option"])).outcome
    if request.accepts("text/html"):
        if outcome in MESSAGES:
            messages.warning(request, str(MESSAGES[outcome]))
        return redirect(participant.room_url)
    return JsonResponse({"outcome": outcome.value, "token": participant.token}, status=STATUS[outcome])


def may_vote(participant: Participant, question: dict[str, str] | None) -> bool:
    """Whether this phone may vote on the question."""
    return question is None or participant.voter.scope.rank >= VoterScope(question["voters"]).rank
