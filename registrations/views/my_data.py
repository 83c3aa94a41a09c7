"""Changing one's own data and address behind the personal link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.domain.addresses import confirm_address_change, find_address_change, request_address_change
from registrations.domain.deadlines import changes_deadline, may_cancel, may_change
from registrations.domain.details import change_details, is_sector_fixed
from registrations.domain.errors import NoSeat, RegistrationError
from registrations.domain.limits import may_submit
from registrations.domain.links import token_of
from registrations.forms.own_data import AddressForm, OwnDataForm, initial_answers, initial_of
from registrations.models import Registration
from registrations.views.personal import kept_private, personal, token_in, unknown_link

PER_HOUR, HOUR = 5, 3600


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def details(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Name, badge, organisation, function, sector, needs, answers; until the deadline."""
    token = token_in(request)
    if not may_change(registration):
        messages.warning(request, _("Your data can no longer be changed here."))
        return redirect("registrations:my_place", token=token)
    form = OwnDataForm(
        request.POST if request.method == "POST" else None,
        event=registration.event,
        initial=initial_of(registration),
        sector_is_fixed=is_sector_fixed(registration.event_id),
    )
    initial_answers(form, registration)
    if request.method == "POST" and form.is_valid() and _saved(registration, form):
        messages.success(request, _("Your data are saved."))
        return redirect("registrations:my_place", token=token)
    context = {
        "registration": registration,
        "event": registration.event,
        "form": form,
        "token": token,
        "deadline": changes_deadline(registration.event).at,
    }
    return render(request, "registrations/my_data.html", context, status=422 if form.errors else 200)


def _saved(registration: Registration, form: OwnDataForm) -> bool:
    try:
        change_details(registration, form.values(), questions=tuple(form.questions), answers=form.given)
    except NoSeat as error:
        form.add_error("sector" if "sector" in form.fields else None, str(error))
    except RegistrationError as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def address(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Ask for another e-mail address; it counts after confirmation."""
    token = token_in(request)
    if not may_cancel(registration):
        return redirect("registrations:my_place", token=token)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_submit("address-change", registration.reference, at_most=PER_HOUR, seconds=HOUR):
            form.add_error(None, _("This form was sent very often from here. Please try again in ten minutes."))
        else:
            try:
                request_address_change(registration, form.cleaned_data["email"])
            except RegistrationError as error:
                form.add_error("email", str(error))
            else:
                messages.success(request, _("Look in the mail of your new address and use the link in it."))
                return redirect("registrations:my_place", token=token)
    context = {"registration": registration, "event": registration.event, "form": form, "token": token}
    return render(request, "registrations/my_address.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail to the new address; only its button changes anything."""
    change = find_address_change(token)
    if change is None:
        unknown = unknown_link(request)
        kept_private(unknown)
        return unknown
    problem = ""
    if request.method == "POST":
        try:
            registration = confirm_address_change(change)
        except RegistrationError as error:
            problem = str(error)
        else:
            messages.success(request, _("Your new e-mail address is saved."))
            return redirect("registrations:my_place", token=token_of(registration))
    context = {"event": change.registration.event, "change": change, "problem": problem}
    response = render(request, "registrations/confirm_address.html", context, status=422 if problem else 200)
    kept_private(response)
    return response
