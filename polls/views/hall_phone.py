"""Questions from the hall on a phone: asking, and supporting what others asked."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from polls.domain.ballots import Outcome
from polls.domain.hall.asking import Asked, ask_question
from polls.domain.hall.support import Support
from polls.domain.hall.support import support as write_one
from polls.hall_forms import AskForm, SupportForm
from polls.views.join import find_room
from polls.views.personal import no_place
from polls.views.rooms import STATUS, show_room
from polls.views.visitors import Participant, keep_browser, participant_by_code, participant_by_link, read_browser

ASKED: Mapping[Asked, tuple[int, Promise]] = {
    Asked.PENDING: (200, _("Received. A moderator reads your question first.")),
    Asked.SHOWN: (200, _("Received. Everybody can see your question now.")),
    Asked.EXISTS: (409, _("This question is there already. Support it instead.")),
    Asked.TOO_MANY: (
        429,
        _("You have five questions waiting. Support the questions of others until one is dealt with."),
    ),
    Asked.BUSY: (503, _("There are very many questions now. Try again in a few minutes.")),
    Asked.CLOSED: (409, _("The questions from the hall are closed. This question was not sent.")),
    Asked.FORBIDDEN: (403, _("You cannot ask a question here.")),
    Asked.REVOKED: (401, _("This page was open too long. It is fresh again now: send your question once more.")),
}
NOT_SUPPORTED: Mapping[Outcome, Promise] = {
    Outcome.CLOSED: _("This question takes no support any more."),
    Outcome.INVALID: _("This question is not there any more."),
    Outcome.FORBIDDEN: _("You cannot support this question."),
    Outcome.REVOKED: _("This page was open too long. It is fresh again now: tap once more."),
}
RECEIVED = (Asked.PENDING, Asked.SHOWN)
Action = Callable[[HttpRequest, Participant], HttpResponse]


def _ask(request: HttpRequest, participant: Participant) -> HttpResponse:
    """One question. What was typed stays until it was received."""
    form = AskForm(request.POST)
    status, outcome = 400, "invalid"
    if form.is_valid():
        asked = ask_question(participant.voter, form.cleaned_data["session"], form.cleaned_data["text"])
        (status, message), outcome = ASKED[asked], asked.value
        if asked in RECEIVED:
            if request.accepts("text/html"):
                messages.success(request, str(message))
                return redirect(f"{participant.room_url}#vragen")
            return JsonResponse({"outcome": outcome, "message": str(message), "token": participant.token})
        form.add_error("text", str(message))
    if request.accepts("text/html"):
        response = show_room(request, participant, ask_form=form)
        response.status_code = status
        return response
    said = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return JsonResponse({"outcome": outcome, "message": said, "token": participant.token}, status=status)


def _support(request: HttpRequest, participant: Participant) -> HttpResponse:
    """One tap, or one taken back; the gateway's fallback answers JSON to the page's own script."""
    form = SupportForm(request.POST)
    outcome = Outcome.INVALID
    if form.is_valid():
        outcome = write_one(Support(participant.voter, form.cleaned_data["question"], form.cleaned_data["given"]))
    if request.accepts("text/html"):
        if outcome in NOT_SUPPORTED:
            messages.warning(request, str(NOT_SUPPORTED[outcome]))
        return redirect(f"{participant.room_url}#vragen")
    answer: dict[str, Any] = {"outcome": outcome.value, "token": participant.token}
    return JsonResponse(answer, status=STATUS[outcome])


def _by_code(request: HttpRequest, code: str, action: Action) -> HttpResponse:
    found = find_room(request, code)
    if isinstance(found, HttpResponse):
        return found
    browser = read_browser(request, found)
    response = action(request, participant_by_code(found, browser))
    keep_browser(response, request, found, browser)
    return response


def _by_link(request: HttpRequest, token: str, action: Action) -> HttpResponseBase:
    try:
        return action(request, participant_by_link(token))
    except Http404:
        return no_place(request, token)


@never_cache
@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """A question of somebody who came in by code."""
    return _by_code(request, code, _ask)


@never_cache
@require_POST
def support(request: HttpRequest, code: str) -> HttpResponse:
    """Support of somebody who came in by code."""
    return _by_code(request, code, _support)


@never_cache
@require_POST
def ask_personal(request: HttpRequest, token: str) -> HttpResponseBase:
    """A question of somebody with a personal link."""
    return _by_link(request, token, _ask)


@never_cache
@require_POST
def support_personal(request: HttpRequest, token: str) -> HttpResponseBase:
    """Support of somebody with a personal link."""
    return _by_link(request, token, _support)
