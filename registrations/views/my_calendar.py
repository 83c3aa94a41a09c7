"""The registration in one's own calendar: once as a file, or as a feed that follows every change.

The feed holds this registration only, never what else is registered under the same address: who has
the link has proven no more than that (docs/decisions/0181).
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.http import require_safe

from events.domain.ical import PUBLISH, CalendarEntry
from events.views.calendars import feed_response
from registrations.domain.calendar import calendar_of, personal_entries
from registrations.domain.programme import day_plans
from registrations.enums import RegistrationState
from registrations.models import Registration
from registrations.views.personal import personal

TOLD_STATES = (RegistrationState.CONFIRMED, RegistrationState.OFFERED, RegistrationState.CANCELLED)


@require_safe
@personal
def download(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The dates with the chosen workshops, to put in one's own calendar."""
    response = HttpResponse(calendar_of(registration, method=PUBLISH), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    return response


@require_safe
@personal
def feed(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    """The same, to subscribe to; after cancelling the entries say so. Who waits has no entry yet."""
    with translation.override(registration.language):
        entries: list[CalendarEntry] = []
        if registration.state in TOLD_STATES and (registration.confirmed_at or registration.is_active):
            plans = day_plans(registration)
            entries = personal_entries(registration, plans, method=PUBLISH, stamped_at=registration.created_at)
        name = registration.event.get_kind_display() if registration.event.is_sensitive else registration.event.title
        return feed_response(request, entries, name, remember=False)
