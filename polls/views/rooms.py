"""The room on a phone, however somebody came in: the page and the tap."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polls.domain.ballots import Outcome, Vote, cast_vote
from polls.domain.choices import present_answer
from polls.domain.policies import minimum_of
from polls.domain.snapshots import phone_snapshot
from polls.domain.voters import room_channel
from polls.enums import RoundState, VoterScope
from polls.forms import VoteForm, sectors_of
from polls.hall_forms import AskForm
from polls.stages import draw_stage, stage_context
from polls.views.hall_context import hall_context
from polls.views.problems import problem_in_words
from polls.views.visitors import Participant
from workshops.domain.room_cards import taking_sheets

STATUS = {
    Outcome.ACCEPTED: 200,
    Outcome.CLOSED: 409,
    Outcome.INVALID: 422,
    Outcome.FORBIDDEN: 403,
    Outcome.REVOKED: 401,
}
MESSAGES: dict[Outcome, Promise] = {
    Outcome.CLOSED: _("The question was closed already. This answer is not counted."),
    Outcome.INVALID: _("This is not an answer to the question. Choose one of the answers below."),
    Outcome.FORBIDDEN: _("For this question you need the link in your confirmation mail."),
    Outcome.REVOKED: _("This page was open too long. It is fresh again now: tap your answer once more."),
}


def show_room(
    request: HttpRequest,
    participant: Participant,
    *,
    typed: str = "",
    error: str = "",
    ask_form: AskForm | None = None,
) -> HttpResponse:
    """What is going on in the room, and the answers when a question is open; ``?deel`` gives only that part.

    ``typed`` and ``error``: an answer that did not fit, and why; it is shown again so that it can be mended.
    """
    snapshot = phone_snapshot(participant.room)
    language = get_language() or settings.LANGUAGE_CODE
    drawn = draw_stage(snapshot, language)
    is_open = drawn["stage"] == RoundState.OPEN
    answer = present_answer(participant.voter, snapshot["round"]["id"]) if is_open else ""
    stage_html = drawn["html"]
    if is_open:
        personal = {
            "csrf_token": get_token(request),
            "vote_url": participant.vote_url,
            "may_vote": may_vote(participant, snapshot["question"]),
            "error": error,
        }
        stage_html = render_to_string(
            "polls/phone/stage.html", {**stage_context(snapshot, answer=typed or answer), **personal}
        )
    if "deel" in request.GET:
        return HttpResponse(stage_html)
    context = {
        "participant": participant,
        "sectors": sectors_of(participant.room.event) if participant.asks_background else (),
        "event": participant.room.event,
        "channel": room_channel(participant.room.event_id),
        "snapshot": snapshot,
        "stage": drawn["stage"],
        "key": drawn["key"],
        "stage_html": stage_html,
        "answer": "" if error else answer,
        "refreshes": not error
        and not (snapshot["qa"] and snapshot["qa"]["open"])
        and ((not is_open and not participant.asks_background) or answer),
        "minimum": minimum_of(participant.room.event),
        "takes_cards": taking_sheets(participant.room.event).exists(),
        **hall_context(participant, snapshot, ask_form),
    }
    return render(request, "polls/phone/room.html", context, status=422 if error else 200)


def cast(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Store one answer; "received" is said only after it was stored.

    Answers JSON to the page's own script, with a fresh voter token for the gateway. An answer that does not fit is a
    422 with what is wrong with it; on a plain page it comes back in its field.
    """
    form = VoteForm(request.POST)
    outcome = Outcome.INVALID
    if form.is_valid():
        outcome = cast_vote(Vote(participant.voter, form.cleaned_data["round"], form.cleaned_data["answer"])).outcome
    problem = _problem(form, participant) if outcome is Outcome.INVALID else ""
    if not request.accepts("text/html"):
        told = {"outcome": outcome.value, "token": participant.token, **({"problem": problem} if problem else {})}
        return JsonResponse(told, status=STATUS[outcome])
    if problem:
        return show_room(request, participant, typed=form.cleaned_data.get("answer", ""), error=problem)
    if outcome in MESSAGES:
        messages.warning(request, str(MESSAGES[outcome]))
    return redirect(participant.room_url)


def _problem(form: VoteForm, participant: Participant) -> str:
    """What is wrong with an answer to the question that is open now; empty when there is nothing to mend."""
    if form.cleaned_data.get("round") != participant.room.current_round_id:
        return ""
    return " ".join(map(str, form.non_field_errors())) or problem_in_words(
        form.cleaned_data["round"], form.cleaned_data.get("answer", "")
    )


def may_vote(participant: Participant, question: dict[str, str] | None) -> bool:
    """Whether this phone may vote on the question."""
    return question is None or participant.voter.scope.rank >= VoterScope(question["voters"]).rank
