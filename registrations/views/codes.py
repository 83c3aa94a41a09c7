"""Public pages of shared codes: type one, or come by its short address. Guessing is limited."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.client_address import client_address
from events.models import EventPage
from registrations.domain.codes import admission_by_code, find_code, is_used_up
from registrations.domain.limits import is_exhausted, may_submit
from registrations.entries import Entry
from registrations.forms.invitation import CodeForm
from registrations.models import InvitationCode
from registrations.views.public import published_event, register_page

WRONG_GUESSES = 20  # in ten minutes from one address


def find_or_refuse(request: HttpRequest, form: CodeForm, *, event_id: int | None = None) -> InvitationCode | None:
    """The code that was typed; else the form says why not. Only wrong guesses count against the limit."""
    who = client_address(request)
    if is_exhausted("code-guess", who, at_most=WRONG_GUESSES):
        form.add_error("code", _("Too many wrong codes came from here. Please try again in ten minutes."))
        return None
    code = find_code(form.cleaned_data["code"], event_id=event_id)
    if code is None:
        may_submit("code-guess", who, at_most=WRONG_GUESSES)
        form.add_error("code", _("This code does not work. Look whether it is typed right and has not ended."))
    elif is_used_up(code):
        form.add_error("code", _("This code has been used as often as it may."))
        return None
    return code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest, event_id: int) -> HttpResponse:
    """Type a code for this event."""
    event = published_event(event_id)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = find_or_refuse(request, form, event_id=event.pk)
        if code is not None:
            return redirect("registrations:code", code.code)
    return _page(request, form, event)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of a code: the form of its event, open to who holds the code."""
    form = CodeForm({"code": code})
    found = find_or_refuse(request, form) if form.is_valid() else None
    if found is None:
        return _page(request, form, None)
    initial = {"sector": str(found.sector_id)} if found.sector_id else {}
    notice = "registrations/invitation/code_notice.html"
    entry = Entry(initial=initial, admission=admission_by_code(found), notice=notice, context={"code": found})
    return register_page(request, found.event_id, entry)


def _page(request: HttpRequest, form: CodeForm, event: EventPage | None) -> HttpResponse:
    context = {"form": form, "event": event}
    return render(request, "registrations/invitation/code.html", context, status=422 if form.errors else 200)
