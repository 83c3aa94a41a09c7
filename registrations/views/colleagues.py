"""Registering several colleagues, and the contact's list of them."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from events.models import EventPage
from registrations.domain.admission import is_admitted
from registrations.domain.colleagues import (
    ColleaguePlacesTaken,
    NotEveryoneFits,
    colleagues_of,
    find_group,
    register_colleagues,
    take_over,
    withdraw_colleague,
)
from registrations.domain.errors import RegistrationError
from registrations.domain.purging import retention_days_of
from registrations.domain.rules import rules_of
from registrations.domain.window import window_of
from registrations.enums import RegistrationState
from registrations.forms.colleagues import ALL, ColleaguesForm
from registrations.models import Registration
from registrations.views.by_invitation import by_invitation_page
from registrations.views.personal import kept_private, personal, token_in, unknown_link
from registrations.views.public import published_event
from registrations.views.visitor import is_too_often


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest, event_id: int) -> HttpResponse:
    """The form. "One more colleague" is a button that sends the form and keeps everything."""
    event = published_event(event_id)
    event.known_period = event.period()
    window = window_of(event)
    if not window.is_open:
        return render(request, "registrations/closed.html", {"event": event, "window": window})
    if not is_admitted(rules_of(event).mode, None):
        return by_invitation_page(request, event)
    form = ColleaguesForm(request.POST if request.method == "POST" else None, event=event)
    context = {"event": event, "form": form, "retention_days": retention_days_of(event)}
    if form.wants_more:
        form.errors.clear()
        return render(request, "registrations/colleagues.html", context)
    response = _try_to_register(request, event, form) if request.method == "POST" else None
    if response is not None:
        return response
    return render(request, "registrations/colleagues.html", context, status=422 if form.errors else 200)


def _try_to_register(request: HttpRequest, event: EventPage, form: ColleaguesForm) -> HttpResponse | None:
    """The answer when the form was taken in; None when it must be shown again."""
    if form.is_from_a_program:
        return _received(request, event, [])
    if not form.is_valid():
        return None
    if is_too_often(request, "colleagues"):
        form.add_error(None, _("This form was sent very often from here. Please try again in ten minutes."))
        return None
    language = get_language() or settings.LANGUAGE_CODE
    try:
        answers = register_colleagues(
            event,
            form.contact(language=language),
            form.people(language=language),
            submission_key=form.cleaned_data["submission_key"],
            all_or_nobody=form.cleaned_data["if_full"] == ALL,
        )
    except ColleaguePlacesTaken as error:
        form.add_taken_of(error)
    except NotEveryoneFits as error:
        words = ngettext(
            "There is a place for %(number)d of you; nobody is registered yet. Choose “as many as fit” or fewer.",
            "There are places for %(number)d of you; nobody is registered yet. Choose “as many as fit” or fewer.",
            error.fitting,
        )
        form.add_error("if_full", words % {"number": error.fitting})
    except RegistrationError as error:
        form.add_error(None, str(error))
    else:
        return _received(request, event, answers)
    return None


def _received(request: HttpRequest, event: EventPage, answers: list[RegistrationState]) -> HttpResponse:
    """The page that says what happens now: numbers, no names, no addresses."""
    context = {
        "event": event,
        "people": len(answers),
        "confirmed": answers.count(RegistrationState.CONFIRMED),
        "waiting": answers.count(RegistrationState.WAITLISTED),
        "pending": answers.count(RegistrationState.PENDING),
    }
    return render(request, "registrations/colleagues_received.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def colleagues_list(request: HttpRequest, token: str) -> HttpResponse:
    """The contact's list: who was registered, and a button for who has not taken over. Only a press cancels."""
    group = find_group(token)
    if group is None:
        return kept_private(unknown_link(request))  # type: ignore[return-value]
    if request.method == "POST":
        pk = request.POST.get("colleague", "")
        if withdraw_colleague(group, int(pk) if pk.isdecimal() and len(pk) < 18 else 0):
            messages.success(request, _("Your colleague is cancelled."))
        else:
            messages.warning(request, _("Your colleague goes on alone by now; you can no longer cancel for them."))
        return kept_private(redirect("registrations:colleagues_list", token=token))  # type: ignore[return-value]
    context = {
        "event": group.event,
        "group": group,
        "colleagues": colleagues_of(group),
        "window": window_of(group.event),
    }
    return kept_private(render(request, "registrations/colleagues_list.html", context))  # type: ignore[return-value]


@require_POST
@personal
def take_over_view(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The registrant goes on alone."""
    if take_over(registration):
        messages.success(request, _("From now on only you can change or cancel your registration."))
    return redirect("registrations:my_place", token=token_in(request))
