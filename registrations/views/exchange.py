"""The page behind the personal link with the contact details of participants who exchange them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.domain.exchange import partners_of, set_exchange, takes_part
from registrations.domain.rules import rules_of
from registrations.models import Registration
from registrations.views.personal import personal, token_in


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def exchange(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Who takes part sees who else does; everybody can begin and stop here."""
    if not rules_of(registration.event).has_exchange:
        raise Http404
    if request.method == "POST":
        shares = request.POST.get("shares") == "on"
        if set_exchange(registration, shares=shares):
            began, stopped = _("You take part in the exchange."), _("You stopped. Nobody sees your details any more.")
            messages.success(request, began if shares else stopped)
        return redirect("registrations:exchange", token=token_in(request))
    context = {
        "registration": registration,
        "event": registration.event,
        "token": token_in(request),
        "takes_part": takes_part(registration),
        "partners": partners_of(registration),
    }
    return render(request, "registrations/exchange.html", context)
