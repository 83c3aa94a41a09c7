"""The moderator's presses on open answers and words of a cloud."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from polls.domain.errors import PollError
from polls.domain.hall.texts import answers_to_moderate, hide_word, move_text, spotlight_text, without_hidden
from polls.domain.payloads import read_payload
from polls.domain.snapshots import COLLECTING, pulse
from polls.enums import QuestionKind, RoundState, TextState
from polls.hall_forms import TextStepForm, WordForm
from polls.models import FrozenResult, Room, Round

STALE = gettext_lazy("That button does not work any more. This is how things stand now.")


@require_POST
def do_text(request: HttpRequest, token: str) -> HttpResponse:
    """Approve, hide, or show one answer large."""
    event_id = get_link_or_404(LinkPurpose.MODERATOR, token).event_id
    form = TextStepForm(request.POST)
    if form.is_valid():
        action, uid = form.cleaned_data["action"], form.cleaned_data["answer"]
        try:
            if action in ("spotlight", "unspotlight"):
                spotlight_text(event_id, uid, is_spotlit=action == "spotlight")
            else:
                to = TextState.APPROVED if action == "approve" else TextState.HIDDEN
                move_text(event_id, uid, to, seen=TextState(form.cleaned_data["seen"]))
        except PollError as error:
            messages.warning(request, str(error))
    else:
        messages.warning(request, str(STALE))
    return redirect("polls:moderator", token)


@require_POST
def do_word(request: HttpRequest, token: str) -> HttpResponse:
    """Hide a word, or put it back."""
    event_id = get_link_or_404(LinkPurpose.MODERATOR, token).event_id
    form = WordForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            hide_word(event_id, data["round"], data["word"], is_hidden=data["action"] == "hide")
        except PollError as error:
            messages.warning(request, str(error))
    else:
        messages.warning(request, str(STALE))
    return redirect("polls:moderator", token)


def written_context(room: Room) -> dict[str, Any]:
    """What was written in answer to the question that is before the room."""
    round_ = Round.objects.select_related("question").filter(pk=room.current_round_id or 0).first()
    is_text = round_ is not None and round_.question.kind == QuestionKind.TEXT
    return {
        "round": round_,
        "answers": answers_to_moderate(round_),
        "are_coming_in": is_text and round_ is not None and round_.state in COLLECTING,
        "words": _words(round_),
    }


def _words(round_: Round | None) -> list[Mapping[str, Any]] | None:
    """The words of a cloud as everybody sees them; null when the question asks no words or shows none yet."""
    if round_ is None or round_.question.kind != QuestionKind.WORDS:
        return None
    if round_.state != RoundState.CLOSED:
        return list(pulse(round_).get("words", []))
    kept = FrozenResult.objects.filter(round=round_).first()
    words = read_payload(kept.payload)["words"] if kept else None
    return without_hidden(words or [], round_.hidden_words)
