"""The check-in desk. Every press is a plain form; the page's script sends the same forms and gets JSON.

Answers stand on the page that a form leads to, so that no name is ever in an address.
"""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registrations.desk_forms import DeskForm, PressForm, ScanForm, WalkInForm
from registrations.domain.desk import (
    Answer,
    answer_of,
    find_by_code,
    is_code,
    presence,
    scan,
    search_people,
    undo,
)
from registrations.domain.errors import RegistrationError
from registrations.domain.walkin import RoomFull, let_in, walk_in
from registrations.enums import DeskAnswer
from registrations.views.desk_access import Desk, at_desk, wants_json
from registrations.views.desk_words import desk_words


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def desk_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; sent with a code it checks in, sent with a name it searches."""
    if request.method != "POST" or desk.date is None:
        return _page(request, desk, DeskForm())
    form = DeskForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    typed = form.cleaned_data["q"]
    if is_code(typed):
        return _page(request, desk, DeskForm(), answer=scan(typed, desk.date, actor=desk.actor))
    found = search_people(desk.date, typed)
    return _page(request, desk, form, found=found, answer=None if found.people else Answer(DeskAnswer.UNKNOWN))


@require_POST
@at_desk
def press(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check in one person from the list, or a code that was kept while there was no network."""
    form = ScanForm(request.POST)
    if desk.date is None or not form.is_valid():
        return _page(request, desk, DeskForm(), answer=Answer(DeskAnswer.UNKNOWN))
    answer = scan(form.cleaned_data["q"], desk.date, actor=desk.actor, age=form.cleaned_data["age"])
    return _page(request, desk, DeskForm(), answer=answer)


@require_POST
@at_desk
def undo_press(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a mistaken check-in back."""
    form = PressForm(request.POST)
    if desk.date is None or not form.is_valid():
        return _page(request, desk, DeskForm(), answer=Answer(DeskAnswer.UNKNOWN))
    return _page(request, desk, DeskForm(), answer=undo(form.cleaned_data["reference"], desk.date, actor=desk.actor))


@require_POST
@at_desk
def admit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let in somebody who has no certain place yet; into a full room only when the desk says so again."""
    form = PressForm(request.POST)
    person = find_by_code(form.cleaned_data["reference"]) if form.is_valid() else None
    if desk.date is None or person is None or person.event_id != desk.event.pk:
        return _page(request, desk, DeskForm(), answer=Answer(DeskAnswer.UNKNOWN))
    try:
        done = let_in(person, desk.date, anyway=form.cleaned_data["anyway"], actor=desk.actor)
    except RoomFull as full:
        return _page(request, desk, DeskForm(), answer=scan(person.reference, desk.date), full=full)
    except RegistrationError:
        return _page(request, desk, DeskForm(), answer=scan(person.reference, desk.date))
    return _page(request, desk, DeskForm(), answer=answer_of(done.attendance, was_there=done.was_there))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def walk_in_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add somebody who did not register."""
    form = WalkInForm(request.POST if request.method == "POST" else None, event=desk.event)
    full = None
    if desk.date is not None and form.is_bound and form.is_valid():
        try:
            done = walk_in(
                desk.date,
                form.to_visitor(),
                submission_key=form.cleaned_data["submission_key"],
                anyway=request.POST.get("anyway") == "1",
                actor=desk.actor,
            )
        except RoomFull as error:
            full = error
        except RegistrationError as error:
            form.add_error(None, str(error))
        else:
            return _page(request, desk, DeskForm(), answer=answer_of(done.attendance, was_there=done.was_there))
    context = {"desk": desk, "event": desk.event, "form": form, "full": full, "presence": _presence(desk)}
    status = 409 if full else 422 if form.errors else 200
    return render(request, "registrations/desk/walk_in.html", context, status=status)


@require_safe
@at_desk
def count(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How many are in, for a page that stands open while other desks work."""
    now = _presence(desk)
    return JsonResponse({"inside": now.inside, "expected": now.expected} if now else {})


def _presence(desk: Desk) -> Any:
    return presence(desk.date) if desk.date else None


def _page(request: HttpRequest, desk: Desk, form: Form, *, status: int = 200, **shown: Any) -> HttpResponse:
    """The whole page for a browser, or its changing part for the script."""
    context = {"desk": desk, "event": desk.event, "form": form, "presence": _presence(desk), **shown}
    if not wants_json(request):
        return render(request, "registrations/desk/desk.html", {**context, "words": desk_words()}, status=status)
    answer = shown.get("answer")
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
