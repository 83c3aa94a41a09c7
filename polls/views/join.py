"""Joining by the six-digit code on the big screen, and the room of who came in that way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from polls import guessing
from polls.forms import BackgroundForm, JoinForm
from polls.models import Room
from polls.views.rooms import cast, show_room
from polls.views.states import phone_state_response
from polls.views.visitors import Browser, keep_browser, participant_by_code, read_browser


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The field for the code."""
    form = JoinForm(request.POST or None)
    if form.is_valid():
        if not guessing.may_try(request):
            return _refuse(request, form)
        code = form.cleaned_data["code"]
        if Room.objects.filter(join_code=code, is_open=True).exists():
            return redirect("polls:room", code)
        guessing.count_wrong_try(request)
        form.add_error("code", _wrong_code())
    return render(request, "polls/join.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_GET
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The room on a phone. Looking makes no vote; the phone only gets a random cookie."""
    found = find_room(request, code)
    if isinstance(found, HttpResponse):
        return found
    browser = read_browser(request, found)
    response = show_room(request, participant_by_code(found, browser))
    keep_browser(response, request, found, browser)
    return response


@never_cache
@require_POST
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """One tap."""
    found = find_room(request, code)
    if isinstance(found, HttpResponse):
        return found
    browser = read_browser(request, found)
    response = cast(request, participant_by_code(found, browser))
    keep_browser(response, request, found, browser)
    return response


@never_cache
@require_POST
def background(request: HttpRequest, code: str) -> HttpResponse:
    """Where somebody comes from: one optional tap."""
    found = find_room(request, code)
    if isinstance(found, HttpResponse):
        return found
    browser = read_browser(request, found)
    form = BackgroundForm(request.POST, event=found.event)
    response = redirect("polls:room", code)
    keep_browser(
        response, request, found, Browser(browser.secret, form.cleaned_data["sector"] if form.is_valid() else 0)
    )
    return response


@require_GET
def room_state(request: HttpRequest, code: str) -> HttpResponse:
    """The state for a phone that cannot reach the gateway."""
    found = find_room(request, code)
    return found if isinstance(found, HttpResponse) else phone_state_response(request, found)


def find_room(request: HttpRequest, code: str) -> Room | HttpResponse:
    """The room of a code. Who was there before is let in even when others behind this address guess."""
    rooms = Room.objects.select_related("event").filter(is_open=True)
    found = rooms.filter(join_code=code).first() if code.isdecimal() else None
    if found and read_browser(request, found).is_known:
        return found
    form = JoinForm({"code": code[:20]})
    form.is_valid()
    if not guessing.may_try(request):
        return _refuse(request, form)
    if found:
        return found
    guessing.count_wrong_try(request)
    if not form.errors:
        form.add_error("code", _wrong_code())
    return render(request, "polls/join.html", {"form": form}, status=404)


def _refuse(request: HttpRequest, form: JoinForm) -> HttpResponse:
    form.add_error(None, _("There were many wrong codes from this network. Wait a minute and try again."))
    response = render(request, "polls/join.html", {"form": form}, status=429)
    response.headers["Retry-After"] = "60"
    return response


def _wrong_code() -> str:
    return _("There is no room with this code. Look at the big screen and try again.")
