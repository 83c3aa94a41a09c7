"""Public pages before registration opens: leave an address, confirm it, leave the list, and the form it leads to."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.tokens import BadToken, read_token
from events.models import EventPage
from registrations.domain.limits import may_submit
from registrations.domain.rules import rules_of
from registrations.domain.save_the_date import (
    TOKEN_PURPOSE,
    confirm_interest,
    find_interest,
    leave_address,
    remove_interest,
)
from registrations.domain.window import Window, window_of
from registrations.entries import Entry
from registrations.enums import RegistrationMode
from registrations.forms.save_the_date import InterestForm
from registrations.views.by_invitation import by_invitation_page
from registrations.views.visitor import is_too_often, keep_private


def save_the_date_page(request: HttpRequest, event: EventPage, window: Window) -> HttpResponse:
    """Leave an address; the answer is the same for known and unknown ones.

    By invitation only, nobody is told of the opening: the invited get a mail of their own. Who filled in the
    registration form while it was closed again is asked first, with what was typed.
    """
    if rules_of(event).mode == RegistrationMode.INVITATION:
        return by_invitation_page(request, event)
    is_registering = "submission_key" in request.POST
    typed = {name: request.POST.get(name, "") for name in ("email", "name", "sector")} if is_registering else None
    form = InterestForm(None if is_registering else request.POST or None, event=event, initial=typed)
    if request.method == "POST" and not is_registering:
        if form.is_from_a_program:
            return redirect("registrations:interest_left", event.pk)
        if form.is_valid():
            if is_too_often(request, "interest") or not may_submit("interest-address", form.email_key, at_most=10):
                form.add_error(None, _("This form was sent very often from here. Please try again in ten minutes."))
            else:
                leave_address(event, form.to_data(language=get_language() or settings.LANGUAGE_CODE))
                return redirect("registrations:interest_left", event.pk)
    context = {"event": event, "form": form, "window": window, "dates": event.dates_in_order()}
    return render(
        request, "registrations/save_the_date/leave_address.html", context, status=422 if form.errors else 200
    )


@never_cache
@require_safe
def interest_left(request: HttpRequest, event_id: int) -> HttpResponse:
    """Look in the mail."""
    from registrations.views.public import published_event

    return render(request, "registrations/save_the_date/look_in_mail.html", {"event": published_event(event_id)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail. GET shows; one press confirms, one press leaves the list."""
    found = find_interest(token)
    if found is None:
        return _not_on_the_list(request, token)
    if request.method == "POST":
        if request.POST.get("action") == "remove":
            remove_interest(found)
        elif request.POST.get("action") == "confirm":
            confirm_interest(found)
        return keep_private(redirect("registrations:interest", token))
    context = {"interest": found, "event": found.event, "token": token, "window": window_of(found.event)}
    return keep_private(render(request, "registrations/save_the_date/interest.html", context))


def _not_on_the_list(request: HttpRequest, token: str) -> HttpResponse:
    """Whose address has gone already hears just that; a token that is not ours is a 404."""
    try:
        read_token(TOKEN_PURPOSE, token)
    except BadToken:
        raise Http404 from None
    return keep_private(render(request, "registrations/save_the_date/gone.html"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest_register(request: HttpRequest, token: str) -> HttpResponse:
    """The form, with what is known filled in; who left the list meanwhile gets the plain page of the list."""
    from registrations.views.public import register_page

    found = find_interest(token)
    if found is None:
        return _not_on_the_list(request, token)
    initial: dict[str, Any] = {"name": found.name, "email": found.email, "sector": str(found.sector_id or "")}
    return keep_private(register_page(request, found.event_id, Entry(initial=initial)))
