"""The calendar of one registration: one entry per date, with the chosen workshops in its description (D9)."""

from email.utils import parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Event

from core.dates import clock
from events.domain.ical import CANCEL, CANCELLED, CONFIRMED, PUBLISH, CalendarPerson, calendar, vevent
from mailing.domain.envelope import clean_header
from registrations.domain.links import link_of
from registrations.domain.programme import DayPlan, day_plans
from registrations.models import Registration


def calendar_of(registration: Registration, *, method: str) -> str:
    """An iCalendar object (RFC 5545) by method: REQUEST or CANCEL for a mail (RFC 5546), PUBLISH to download.

    The UID of an entry stays the same for a registration and a date; SEQUENCE rises with every change
    of the registration or of the event.
    """
    with translation.override(registration.language):
        entries = [_entry(registration, plan, method) for plan in day_plans(registration)]
        return calendar(entries, method=method).decode()


def _entry(registration: Registration, plan: DayPlan, method: str) -> Event:
    event = registration.event
    is_invitation = method != PUBLISH
    entry = vevent(
        plan.date,
        event=event,
        uid_suffix=registration.reference,
        sequence=event.calendar_sequence + registration.calendar_sequence,
        status=CANCELLED if method == CANCEL else CONFIRMED,
        url=link_of(registration),
        extra_description=_description(registration, plan),
        attendee=_person(registration.email, registration.name) if is_invitation else None,
        organizer=_sender() if is_invitation else None,
    )
    if event.is_sensitive:
        entry.add("class", "PRIVATE")
    return entry


def _description(registration: Registration, plan: DayPlan) -> str:
    """The chosen workshops, and what the link under it is for; of a sensitive event only the latter."""
    lines = []
    if not registration.event.is_sensitive:
        for workshop in plan.workshops:
            where = f" ({workshop.room})" if workshop.room else ""
            lines.append(f"{clock(workshop.round.starts_at)} {workshop.round.title}: {workshop.title}{where}")
    lines.append(_("Your place, changes and cancelling:"))
    return "\n".join(lines)


def _person(email: str, name: str) -> CalendarPerson:
    """Someone in the calendar; quotes and control characters would break the line (RFC 5545, 3.2)."""
    return CalendarPerson(clean_header(email), clean_header(name).replace('"', "'"))


def _sender() -> CalendarPerson:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return _person(address, name)
