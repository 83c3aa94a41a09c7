"""Public pages behind a personal invitation: register with one's data filled in, or say "I cannot come"."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.tokens import BadToken, read_token
from registrations.domain.errors import RegistrationError
from registrations.domain.inviting import (
    TOKEN_PURPOSE,
    admission_by,
    begin_registration,
    decline_invitation,
    find_invitation,
)
from registrations.domain.window import window_of
from registrations.entries import Entry
from registrations.enums import InvitationState
from registrations.forms.invitation import DeclineForm
from registrations.models import Invitation
from registrations.views.public import register_page
from registrations.views.visitor import keep_private


def invited(
    view: Callable[[HttpRequest, Invitation, str], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Opens a view by invitation. A withdrawn or purged invitation says so; a link that is not ours is a 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        invitation = find_invitation(token)
        if invitation is not None:
            return keep_private(view(request, invitation, token))
        try:
            read_token(TOKEN_PURPOSE, token)
        except BadToken:
            raise Http404 from None
        return keep_private(render(request, "registrations/invitation/gone.html"))

    return opened


def is_registered(invitation: Invitation) -> bool:
    """Whether this person has a running registration."""
    return invitation.state == InvitationState.REGISTERED  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def invitation(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """What one is invited to, and the two answers. GET changes nothing; a press on "register" goes to the form."""
    window = window_of(invitation.event)
    if request.method == "POST":
        if window.is_open and not is_registered(invitation):
            begin_registration(invitation)
            return redirect("registrations:invitation_register", token)
        return redirect("registrations:invitation", token)
    context = {
        "invitation": invitation,
        "event": invitation.event,
        "dates": invitation.event.dates_in_order(),
        "window": window,
        "is_registered": is_registered(invitation),
        "token": token,
    }
    return render(request, "registrations/invitation/invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def invitation_register(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The form with what we know filled in; the link lets one person in."""
    if is_registered(invitation) and request.method != "POST":
        return redirect("registrations:invitation", token)
    initial = {
        "name": invitation.name,
        "email": invitation.email,
        "organisation_name": invitation.organisation_name,
        "sector": str(invitation.sector_id or ""),
    }
    notice = "registrations/invitation/notice.html"
    entry = Entry(initial=initial, admission=admission_by(invitation), notice=notice, context={"token": token})
    return register_page(request, invitation.event_id, entry)


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def invitation_decline(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The answer "I cannot come", if one likes with a reason and a colleague who can."""
    if is_registered(invitation) or window_of(invitation.event).is_over:
        return redirect("registrations:invitation", token)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_invitation(invitation, **form.cleaned_data)
        except RegistrationError as error:
            messages.warning(request, str(error))
        return redirect("registrations:invitation", token)
    names_colleague = not invitation.colleagues.exists()
    context = {
        "invitation": invitation,
        "event": invitation.event,
        "form": form,
        "token": token,
        "names_colleague": names_colleague,
    }
    status = 422 if form.errors else 200
    return render(request, "registrations/invitation/decline.html", context, status=status)
