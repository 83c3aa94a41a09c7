"""The calendar of one registration: one entry per date, with the chosen workshops in its description (D9)."""

from datetime import UTC, datetime
from typing import Any

import icalendar
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mailing.domain.envelope import clean_header
from registrations.domain.links import link_of
from registrations.domain.programme import DayPlan, day_plans
from registrations.models import Registration

PRODUCT = "-//Plenair//Registrations//NL"


def calendar_of(registration: Registration, *, method: str) -> str:
    """An iCalendar object (RFC 5545) by method: REQUEST or CANCEL for a mail (RFC 5546), PUBLISH to download.

    The UID of an entry stays the same for a registration and a date; SEQUENCE rises with every change
    of the registration or of the event.
    """
    with translation.override(registration.language):
        calendar = icalendar.Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", method)
        for plan in day_plans(registration):
            calendar.add_component(_entry(registration, plan, method))
        calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _entry(registration: Registration, plan: DayPlan, method: str) -> icalendar.Event:
    event = registration.event
    entry = icalendar.Event()
    entry.add("uid", f"{registration.reference}-{plan.date.uid}@{_host()}")
    entry.add("dtstamp", datetime.now(UTC).replace(microsecond=0))
    entry.add("sequence", registration.calendar_sequence + event.calendar_sequence)
    entry.add("dtstart", timezone.localtime(plan.date.starts_at))
    entry.add("dtend", timezone.localtime(plan.date.ends_at))
    entry.add("summary", neutral_title(event))
    entry.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    entry.add("description", _description(registration, plan))
    venue = plan.date.venue or event.venue
    if venue is not None:
        entry.add("location", ", ".join(part for part in (venue.name, venue.address) if part))
    if venue is not None and venue.latitude is not None and venue.longitude is not None:
        entry.add("geo", (float(venue.latitude), float(venue.longitude)))
    if method != "PUBLISH":
        entry.add("organizer", _address(settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"), ""))
        entry.add("attendee", _attendee(registration), encode=False)
    if event.is_sensitive:
        entry.add("class", "PRIVATE")
    return entry


def neutral_title(event: Any) -> str:
    """The event's title, or a neutral word when the subject is sensitive."""
    return _("Meeting") if event.is_sensitive else str(event.title)


def _description(registration: Registration, plan: DayPlan) -> str:
    lines = []
    if not registration.event.is_sensitive:
        for workshop in plan.workshops:
            starts_at = timezone.localtime(workshop.round.starts_at)
            where = f" ({workshop.room})" if workshop.room else ""
            lines.append(f"{starts_at:%H.%M} {workshop.round.title}: {workshop.title}{where}")
    lines.append(_("Your place, changes and cancelling: %(link)s") % {"link": link_of(registration)})
    return "\n".join(lines)


def _address(email: str, name: str) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"MAILTO:{clean_header(email)}")
    if name:
        address.params["CN"] = icalendar.vText(clean_header(name).replace('"', "'"))
    return address


def _attendee(registration: Registration) -> icalendar.vCalAddress:
    attendee = _address(registration.email, registration.name)
    attendee.params["ROLE"] = icalendar.vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = icalendar.vText("ACCEPTED")
    attendee.params["RSVP"] = icalendar.vText("FALSE")
    return attendee


def _host() -> str:
    return settings.PUBLIC_ORIGIN.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
