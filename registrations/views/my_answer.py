"""Do you still come? The link in the mail opens three big buttons; only a press decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.domain.errors import RegistrationError
from registrations.domain.programme import day_plans
from registrations.domain.reconfirming import asked_of, say_coming, say_not_coming, schedule_for
from registrations.domain.substitutes import problem_with_handing_over
from registrations.enums import ReconfirmationAnswer, RegistrationState
from registrations.models import Registration
from registrations.views.personal import personal, token_in


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def reconfirm(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Three buttons: I come, I do not come, my colleague comes."""
    token = token_in(request)
    if registration.state != RegistrationState.CONFIRMED or registration.event.is_cancelled:
        return redirect("registrations:my_place", token=token)
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if answer == ReconfirmationAnswer.SUBSTITUTE:
            return redirect("registrations:substitute", token=token)
        if answer in (ReconfirmationAnswer.COMING, ReconfirmationAnswer.NOT_COMING):
            _decide(request, registration, answer)
            return redirect("registrations:my_place", token=token)
    context = {
        "registration": registration,
        "event": registration.event,
        "token": token,
        "plans": day_plans(registration),
        "asked": asked_of(registration),
        "schedule": schedule_for(registration),
        "can_hand_over": not problem_with_handing_over(registration),
    }
    return render(request, "registrations/reconfirm.html", context, status=422 if request.method == "POST" else 200)


def _decide(request: HttpRequest, registration: Registration, answer: str) -> None:
    try:
        if answer == ReconfirmationAnswer.COMING:
            say_coming(registration)
            messages.success(request, _("Good, we count on you."))
        else:
            say_not_coming(registration)
            messages.success(request, _("Thank you for letting us know. Your place goes to somebody else."))
    except RegistrationError as error:
        messages.warning(request, str(error))
