"""What a registrant of a masterclass changes behind the personal link: the group, and a date to catch up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.domain.series.catching_up import DateTaken, choices_of, choose_catch_up
from registrations.domain.series.choosing import GroupTaken
from registrations.domain.series.dates import is_series, series_of
from registrations.domain.series.joining import change_group, may_change_group
from registrations.enums import RegistrationState
from registrations.forms.catching_up import CatchUpForm
from registrations.forms.groups import ChangeGroupForm
from registrations.models import GroupPlace, Registration
from registrations.views.personal import personal, token_in


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def group(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Move to another group; the old place is kept until the new one is certain."""
    token, event = token_in(request), registration.event
    if not is_series(event) or not registration.is_active or not may_change_group(event, series_of(event.pk)):
        messages.warning(request, _("The group can no longer be changed."))
        return redirect("registrations:my_place", token=token)
    own = GroupPlace.objects.filter(registration=registration).values_list("group_id", flat=True).first()
    form = ChangeGroupForm(request.POST if request.method == "POST" else None, event=event, own_group=own)
    if request.method == "POST" and form.is_valid():
        try:
            change_group(registration, form.group_values()["group_id"])
        except GroupTaken as error:
            form.add_error("group", str(error))
        else:
            messages.success(request, _("Your group is saved."))
            return redirect("registrations:my_place", token=token)
    context = {"registration": registration, "event": event, "form": form, "token": token}
    return render(request, "registrations/series/my_group.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def catch_up(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Come on another date instead of one of one's own, or come on the own date after all."""
    token, event = token_in(request), registration.event
    if not is_series(event):
        raise Http404
    if registration.state != RegistrationState.CONFIRMED:
        messages.warning(request, _("Only somebody with a place can choose a catch-up date."))
        return redirect("registrations:my_place", token=token)
    form = CatchUpForm(request.POST if request.method == "POST" else None, choices=choices_of(registration))
    if request.method == "POST" and form.is_valid():
        try:
            choose_catch_up(registration, form.missed_id, form.chosen_id)
        except DateTaken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your dates are saved."))
            return redirect("registrations:my_place", token=token)
    context = {"registration": registration, "event": event, "form": form, "token": token}
    return render(request, "registrations/series/my_catch_up.html", context, status=422 if form.errors else 200)
