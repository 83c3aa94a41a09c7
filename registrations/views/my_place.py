"""The personal page behind the signed link: it works before, during and after the day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registrations.domain.cancelling import cancel_registration
from registrations.domain.capacity import places_of
from registrations.domain.deadlines import may_cancel, may_change
from registrations.domain.deciding import reinstate
from registrations.domain.errors import PlacesTaken, RegistrationClosed, RegistrationError
from registrations.domain.links import link_of
from registrations.domain.places import better_wishes_of, change_places, wishes_of
from registrations.domain.ranking import rankings_of
from registrations.domain.substitutes import problem_with_handing_over
from registrations.domain.window import window_of
from registrations.domain.workshop_waiting import waits_of
from registrations.enums import RegistrationState
from registrations.forms import WorkshopChoiceForm
from registrations.forms.own_data import CancelForm
from registrations.forms.ranking import rank_field_name
from registrations.models import Registration
from registrations.my_place.parts import parts_of
from registrations.views.personal import personal, token_in


@require_safe
@personal
def show(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Status, QR code, programme, what one can still do: the parts in the order of what comes first."""
    sections = parts_of(request, registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "link": link_of(registration),
        "token": token_in(request),
        "window": window_of(registration.event),
        "sections": sections,
    }
    return render(request, "registrations/my_place.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def workshops(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Choose other workshops; the old place is kept until the new one is certain."""
    token = token_in(request)
    if not may_change(registration):
        messages.warning(request, _("Your choice can no longer be changed."))
        return redirect("registrations:my_place", token=token)
    current = places_of(registration) or wishes_of(registration)
    ranked = rankings_of(registration)
    waited = waits_of(registration) or better_wishes_of(registration)
    form = WorkshopChoiceForm(
        request.POST if request.method == "POST" else None,
        event=registration.event,
        kept=current.values(),
        sector_id=registration.sector_id,
        initial={
            **{f"round_{round_id}": workshop_id for round_id, workshop_id in current.items()},
            **{f"wait_{round_id}": workshop_id for round_id, workshop_id in waited.items()},
            **{
                rank_field_name(round_id, rank): workshop.pk
                for round_id, workshops in ranked.items()
                for rank, workshop in enumerate(workshops, start=1)
            },
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_places(registration, form.choices, waits=form.waits, rankings=form.rankings)
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
    token = token_in(request)
    if not may_cancel(registration):
        return redirect("registrations:my_place", token=token)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cancel_registration(registration, reason=" ".join(form.cleaned_data["reason"].split()))
        return redirect("registrations:my_place", token=token)
    context = {
        "registration": registration,
        "event": registration.event,
        "form": form,
        "token": token,
        "can_hand_over": not problem_with_handing_over(registration),
    }
    return render(request, "registrations/cancel.html", context, status=422 if form.errors else 200)


@require_POST
@personal
def register_again(request: HttpRequest, registration: Registration) -> HttpResponse:
    """One tap for who cancelled: like a newcomer, so on the waiting list when the event is full."""
    if registration.state == RegistrationState.CANCELLED and window_of(registration.event).is_open:
        try:
            current = reinstate(registration)
        except RegistrationError as error:
            messages.warning(request, str(error))
        else:
            is_in = current.state == RegistrationState.CONFIRMED
            messages.success(request, _("You are registered again.") if is_in else _("You are on the list again."))
    else:
        messages.warning(request, _("Registration for this event is not open."))
    return redirect("registrations:my_place", token=token_in(request))
