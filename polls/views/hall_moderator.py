"""The moderator's page on a phone or tablet, opened by its own link. Every press is a plain form."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from live.tokens import make_view_token
from polls.domain.errors import PollError
from polls.domain.hall.channels import moderator_channel
from polls.domain.hall.locking import open_box
from polls.domain.hall.moderating import ROOTS, Changed, edit_question, merge_question, move_question, pin_question
from polls.domain.hall.reading import moderator_snapshot, questions_to_moderate, support_pulse
from polls.domain.rooms import get_or_create_room
from polls.hall_forms import EditForm, StepForm
from polls.models import HallBox, HallQuestion, HallSession, Room
from polls.views.hall_texts import written_context
from polls.views.states import state_response


@never_cache
@require_GET
def moderator(request: HttpRequest, token: str) -> HttpResponse:
    """What waits, what is shown, what is done; ``?deel`` gives only the part that changes."""
    room = _room(token)
    box = open_box(room.event_id)
    snapshot = moderator_snapshot(room.event_id)
    questions = questions_to_moderate(box, get_language() or "nl") if box else None
    context = {
        "token": token,
        "event": room.event,
        **written_context(room),
        "channel": moderator_channel(room.event_id),
        "view_token": make_view_token(moderator_channel(room.event_id), "moderator"),
        "snapshot": snapshot,
        "more_pending": snapshot["pending"] - len(questions["pending"]) if questions else 0,
        "box": box,
        "session": HallSession.objects.select_related("programme_item").filter(pk=box.session_id).first()
        if box
        else None,
        "questions": questions,
    }
    template = "polls/hall/moderator_stage.html" if "deel" in request.GET else "polls/hall/moderator.html"
    return render(request, template, context)


@require_POST
def do(request: HttpRequest, token: str) -> HttpResponse:
    """One press. A press that comes too late changes nothing and says so."""
    box = open_box(_room(token).event_id)
    form = StepForm(request.POST)
    if box is None:
        messages.warning(request, _("The questions from the hall are closed."))
    elif form.is_valid():
        try:
            _step(box, form)
        except PollError as error:
            messages.warning(request, str(error))
    else:
        messages.warning(request, _("That button does not work any more. This is how things stand now."))
    return redirect("polls:moderator", token)


@never_cache
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str, uid: UUID) -> HttpResponse:
    """Mend a typing error, or let another question stand for this one."""
    room = _room(token)
    box = open_box(room.event_id)
    if box is None:
        messages.warning(request, _("The questions from the hall are closed."))
        return redirect("polls:moderator", token)
    found = get_object_or_404(HallQuestion, session_id=box.session_id, uid=uid)
    form = EditForm(request.POST or None, initial={"text": found.text, "version": found.version})
    theirs = ""
    if form.is_valid():
        try:
            edit_question(box.session_id, uid, form.cleaned_data["text"], version=form.cleaned_data["version"])
            return redirect("polls:moderator", token)
        except Changed as conflict:
            theirs = conflict.question.text
            form.add_error("text", str(conflict))
            form.data = {**form.data.dict(), "version": conflict.question.version}  # type: ignore[attr-defined]  # a QueryDict
        except PollError as error:
            form.add_error("text", str(error))
    others = HallQuestion.objects.filter(session_id=box.session_id, state__in=ROOTS).exclude(uid=uid).order_by("text")
    context = {
        "token": token,
        "event": room.event,
        "question": found,
        "form": form,
        "theirs": theirs,
        "others": others if found.state in ROOTS else (),
    }
    return render(
        request, "polls/hall/moderator_question.html", context, status=409 if theirs else 400 if form.errors else 200
    )


@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The state for a page that cannot reach the gateway."""
    event_id = _room(token).event_id
    return state_response(request, {**moderator_snapshot(event_id), **support_pulse(event_id)()})


def _room(token: str) -> Room:
    return get_or_create_room(get_link_or_404(LinkPurpose.MODERATOR, token).event)


def _step(box: HallBox, form: StepForm) -> None:
    data = form.cleaned_data
    action, uid, version = data["action"], data["question"], data["version"]
    if action in ("pin", "unpin"):
        pin_question(box.session_id, uid, is_pinned=action == "pin")
    elif action == "merge":
        if data["into"] is None:
            raise PollError(_("Choose another question that still waits for its answer."))
        merge_question(box.session_id, uid, data["into"], version=version)
    else:
        move_question(box.session_id, uid, action, version=version)
