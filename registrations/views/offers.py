"""The page of an offered place: only a press of a button takes it or gives it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.domain.cancelling import decline_offer
from registrations.domain.errors import RegistrationError
from registrations.domain.offers import accept_offer
from registrations.enums import RegistrationState
from registrations.models import Registration
from registrations.views.personal import personal, token_in


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def offer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Yes or no. Without an offer that holds, the personal page says how it stands."""
    token = token_in(request)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in ("yes", "no"):
        _answer(request, registration, takes_it=answer == "yes")
        return redirect("registrations:my_place", token=token)
    if registration.state != RegistrationState.OFFERED:
        return redirect("registrations:my_place", token=token)
    context = {"event": registration.event, "deadline": registration.offer_expires_at, "token": token}
    return render(request, "registrations/offer.html", context)


def _answer(request: HttpRequest, registration: Registration, *, takes_it: bool) -> None:
    try:
        if takes_it:
            accept_offer(registration)
            messages.success(request, _("The place is yours. We mail you the confirmation."))
        else:
            decline_offer(registration)
            messages.success(request, _("Thank you for letting us know. The place goes to somebody else."))
    except RegistrationError as error:
        messages.warning(request, str(error))
