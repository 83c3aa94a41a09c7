"""Handing a place to a substitute: the registrant's page, and the page of who is asked."""

from dataclasses import fields

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registrations.domain.errors import NoSeat, RegistrationError
from registrations.domain.limits import may_submit
from registrations.domain.links import token_of
from registrations.domain.programme import day_plans
from registrations.domain.purging import retention_days_of
from registrations.domain.reconfirming import note_substitute
from registrations.domain.registering import RegistrationData
from registrations.domain.substitutes import (
    accept_handover,
    decline_handover,
    find_handover,
    hand_over,
    open_handover,
    problem_with_handing_over,
    still_holds,
    withdraw_handover,
)
from registrations.forms.own_data import OwnDataForm, SubstituteForm
from registrations.models import Handover, Registration
from registrations.views.personal import kept_private, personal, token_in, unknown_link
from registrations.views.visitor import is_too_often

PER_HOUR, HOUR = 5, 3600


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def substitute(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Name a substitute, or see who was asked."""
    token = token_in(request)
    form = SubstituteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_submit("substitute", registration.reference, at_most=PER_HOUR, seconds=HOUR):
            form.add_error(None, _("This form was sent very often from here. Please try again in ten minutes."))
        else:
            try:
                hand_over(registration, **form.cleaned_data)
            except RegistrationError as error:
                form.add_error(None, str(error))
            else:
                note_substitute(registration)
                messages.success(request, _("We have mailed your substitute. You keep your place until they accept."))
                return redirect("registrations:my_place", token=token)
    context = {
        "registration": registration,
        "event": registration.event,
        "form": form,
        "token": token,
        "handover": open_handover(registration),
        "problem": problem_with_handing_over(registration),
    }
    return render(request, "registrations/my_substitute.html", context, status=422 if form.errors else 200)


@require_POST
@personal
def withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Come after all: the substitute's link no longer works."""
    withdraw_handover(registration)
    messages.success(request, _("You keep your place. The link of your substitute no longer works."))
    return redirect("registrations:my_place", token=token_in(request))


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, token: str) -> HttpResponse:
    """What the substitute sees: which meeting, until when, the form of their own data; only the button accepts."""
    found = find_handover(token)
    if found is None:
        response = unknown_link(request)
    elif not still_holds(found):
        response = render(request, "registrations/handover_over.html", {"event": found.registration.event}, status=410)
    else:
        response = _accepting(request, found, token)
    kept_private(response)
    return response


def _accepting(request: HttpRequest, found: Handover, token: str) -> HttpResponse:
    former = found.registration
    data = request.POST if request.method == "POST" else None
    form = OwnDataForm(data, event=former.event, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            if is_too_often(request, "handover"):
                raise RegistrationError(_("This form was sent very often from here. Please try again in ten minutes."))
            mine = accept_handover(found, _data_of(form))
        except NoSeat as error:
            form.add_error("sector" if "sector" in form.fields else None, str(error))
        except RegistrationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The place is yours. The confirmation is in your mail."))
            return redirect("registrations:my_place", token=token_of(mine))
    context = {
        "event": former.event,
        "form": form,
        "handover": found,
        "token": token,
        "plans": day_plans(former),
        "retention_days": retention_days_of(former.event),
    }
    return render(request, "registrations/handover.html", context, status=422 if form.errors else 200)


def _data_of(form: OwnDataForm) -> RegistrationData:
    known = {field.name for field in fields(RegistrationData)}
    values = {name: value for name, value in form.values().items() if name in known}
    language = get_language() or settings.LANGUAGE_CODE
    return RegistrationData(email="", language=language, questions=tuple(form.questions), answers=form.given, **values)


@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """The substitute does not come."""
    found = find_handover(token)
    if found is None:
        response = unknown_link(request)
    else:
        decline_handover(found)
        context = {"event": found.registration.event, "is_declined": True}
        response = render(request, "registrations/handover_over.html", context)
    kept_private(response)
    return response
