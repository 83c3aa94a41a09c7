"""The check-in desk. Every press is a plain form; the page's script sends the same forms and gets JSON.

Answers stand on the page that a form leads to, so that no name is ever in an address.
"""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registrations.domain.checkin import SectorFull, WorkshopFull, admit_at
from registrations.domain.desk import (
    Answer,
    answer_of,
    expected_people,
    find_by_code,
    is_code,
    scan,
    search_people,
    undo,
)
from registrations.domain.doors import presence
from registrations.domain.errors import RegistrationError
from registrations.domain.offline_list import offline_list, public_key
from registrations.domain.walkin import RoomFull, let_in, walk_in_at
from registrations.enums import DeskAnswer
from registrations.forms.desk import DeskForm, PressForm, ScanForm, WalkInForm
from registrations.views.desk_access import Desk, at_desk, wants_json
from registrations.views.desk_words import desk_words


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def desk_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; sent with a code it checks in, sent with a name it searches."""
    if request.method != "POST" or desk.door is None:
        return _page(request, desk, DeskForm())
    form = DeskForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    typed = form.cleaned_data["q"]
    if is_code(typed):
        return _page(request, desk, DeskForm(), answer=scan(typed, desk.door, actor=desk.actor))
    found = search_people(desk.door, typed)
    return _page(request, desk, form, found=found, answer=None if found.people else Answer(DeskAnswer.UNKNOWN))


@require_POST
@at_desk
def press(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check in one person from the list, or a code that was kept while there was no network."""
    form = ScanForm(request.POST)
    if desk.door is None or not form.is_valid():
        return _page(request, desk, DeskForm(), answer=Answer(DeskAnswer.UNKNOWN))
    answer = scan(form.cleaned_data["q"], desk.door, actor=desk.actor, age=form.cleaned_data["age"])
    return _page(request, desk, DeskForm(), answer=answer)


@require_POST
@at_desk
def undo_press(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a mistaken check-in back."""
    form = PressForm(request.POST)
    if desk.door is None or not form.is_valid():
        return _page(request, desk, DeskForm(), answer=Answer(DeskAnswer.UNKNOWN))
    return _page(request, desk, DeskForm(), answer=undo(form.cleaned_data["reference"], desk.door, actor=desk.actor))


@require_POST
@at_desk
def admit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let in somebody who has no certain place yet; into a full room only when the desk says so again."""
    form = PressForm(request.POST)
    person = find_by_code(form.cleaned_data["reference"]) if form.is_valid() else None
    if desk.door is None or person is None or person.event_id != desk.door.event_id:
        return _page(request, desk, DeskForm(), answer=Answer(DeskAnswer.UNKNOWN))
    anyway = form.cleaned_data["anyway"]
    try:
        if desk.door.workshop:
            done = admit_at(desk.door, person.pk, anyway=anyway, actor=desk.actor)
        else:
            done = let_in(person, desk.door.date, anyway=anyway, actor=desk.actor)
            if desk.door.item:
                done = admit_at(desk.door, person.pk, actor=desk.actor)
    except (RoomFull, WorkshopFull, SectorFull) as full:
        return _page(request, desk, DeskForm(), answer=scan(person.reference, desk.door), full=full)
    except RegistrationError:
        return _page(request, desk, DeskForm(), answer=scan(person.reference, desk.door))
    answer = answer_of(person, done.attendance, desk.door, was_there=done.was_there)
    return _page(request, desk, DeskForm(), answer=answer)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def walk_in_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add somebody who did not register, and let her in at this door."""
    form = WalkInForm(request.POST if request.method == "POST" else None, event=desk.event)
    full: RoomFull | WorkshopFull | SectorFull | None = None
    if desk.door is not None and form.is_bound and form.is_valid():
        try:
            done = walk_in_at(
                desk.door,
                form.to_visitor(),
                submission_key=form.cleaned_data["submission_key"],
                anyway=request.POST.get("anyway") == "1",
                actor=desk.actor,
            )
        except (RoomFull, WorkshopFull, SectorFull) as error:
            full = error
        except RegistrationError as error:
            form.add_error(None, str(error))
        else:
            answer = answer_of(done.attendance.registration, done.attendance, desk.door, was_there=done.was_there)
            return _page(request, desk, DeskForm(), answer=answer)
    context = {"desk": desk, "event": desk.event, "form": form, "full": full, "presence": _presence(desk)}
    status = 409 if full else 422 if form.errors else 200
    return render(request, "registrations/desk/walk_in.html", context, status=status)


@require_safe
@at_desk
def count(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How many are in, for a page that stands open while other desks work."""
    now = _presence(desk)
    return JsonResponse({"inside": now.inside, "expected": now.expected} if now else {})


@require_safe
@at_desk
def signed_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list with which the page goes on without a network; empty when the day is too far away or over."""
    found = offline_list(desk.door, desk.link) if desk.door else None
    now = int(timezone.now().timestamp() * 1000)
    if found is None:
        return JsonResponse({"payload": "", "signature": "", "now": now})
    return JsonResponse({"payload": found.payload, "signature": found.signature, "now": now})


def _presence(desk: Desk) -> Any:
    return presence(desk.door) if desk.door else None


def _page(request: HttpRequest, desk: Desk, form: Form, *, status: int = 200, **shown: Any) -> HttpResponse:
    """The whole page for a browser, or its changing part for the script."""
    answer = shown.get("answer")
    full = answer.full if answer else None
    context = {"desk": desk, "event": desk.event, "form": form, "presence": _presence(desk), "full": full, **shown}
    if desk.door and desk.door.workshop and "found" not in shown:
        context["expected"] = expected_people(desk.door)
    if not wants_json(request):
        context |= {"words": desk_words(), "list_key": public_key()}
        return render(request, "registrations/desk/desk.html", context, status=status)
    kind = answer.kind.value if answer else "invalid" if form.errors else "found"
    now = context["presence"]
    return JsonResponse(
        {
            "kind": kind,
            "html": render_to_string("registrations/desk/stage.html", context, request),
            "count": {"inside": now.inside, "expected": now.expected} if now else {},
        },
        status=status,
    )
