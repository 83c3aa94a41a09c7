"""The personal page behind the signed link: it works before, during and after the day."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.sections import MY_PLACE, sections_for
from registrations.domain.calendar import calendar_of
from registrations.domain.cancelling import cancel_registration
from registrations.domain.capacity import places_of
from registrations.domain.errors import PlacesTaken, RegistrationClosed
from registrations.domain.links import find_by_token, link_of
from registrations.domain.places import change_places, wishes_of
from registrations.domain.programme import day_plans
from registrations.domain.waiting import waiting_position
from registrations.domain.window import window_of
from registrations.enums import RegistrationState
from registrations.forms import WorkshopChoiceForm
from registrations.models import Registration

P = ParamSpec("P")


def personal(
    view: Callable[Concatenate[HttpRequest, Registration, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Opens a view by personal token; nobody keeps or indexes the page, no other site learns the address."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        registration = find_by_token(token)
        if registration is None:
            raise Http404
        response = view(request, registration, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


@require_safe
@personal
def show(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Status, QR code, programme, what one can still do."""
    window = window_of(registration.event)
    is_waiting = registration.state == RegistrationState.WAITLISTED
    context = {
        "registration": registration,
        "event": registration.event,
        "link": link_of(registration),
        "token": request.resolver_match.kwargs["token"] if request.resolver_match else "",
        "window": window,
        "plans": day_plans(registration),
        "position": waiting_position(registration) if is_waiting else None,
        "can_change": registration.is_active and not window.is_over,
        "has_choice": bool(registration.event.workshop_rounds.exists()),
        "sections": sections_for(MY_PLACE, request, registration),
    }
    return render(request, "registrations/my_place.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def workshops(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Choose other workshops; the old place is kept until the new one is certain."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    if not registration.is_active or window_of(registration.event).is_over:
        messages.warning(request, _("Your choice can no longer be changed."))
        return redirect("registrations:my_place", token=token)
    current = places_of(registration) or wishes_of(registration)
    form = WorkshopChoiceForm(
        request.POST if request.method == "POST" else None,
        event=registration.event,
        kept=current.values(),
        initial={f"round_{round_id}": workshop_id for round_id, workshop_id in current.items()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_places(registration, form.choices)
        except PlacesTaken as error:
            form.add_taken(error)
        except RegistrationClosed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your choice of workshops is saved."))
            return redirect("registrations:my_place", token=token)
    context = {"registration": registration, "event": registration.event, "form": form, "token": token}
    return render(request, "registrations/my_workshops.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def cancel(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Asks whether somebody really wants to cancel; only the answer (POST) cancels."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    if not registration.is_active or window_of(registration.event).is_over:
        return redirect("registrations:my_place", token=token)
    if request.method == "POST":
        cancel_registration(registration)
        return redirect("registrations:my_place", token=token)
    context = {"registration": registration, "event": registration.event, "token": token}
    return render(request, "registrations/cancel.html", context)


@require_safe
@personal
def calendar(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The dates with the chosen workshops, to put in one's own calendar."""
    response = HttpResponse(calendar_of(registration, method="PUBLISH"), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    return response
