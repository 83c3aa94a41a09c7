"""The calendar of one registration: one entry per date, with the chosen workshops in its description (D9).

An event may have its workshops as entries of their own; then a round's entry keeps its identity when
another workshop is chosen. The UID of an entry stays the same for a registration and a date or round;
SEQUENCE rises with every change of the registration or of the event.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.dates import clock
from events.domain.calendar_entries import announced_status, date_entry, place_of, uid_of
from events.domain.ical import CANCEL, CANCELLED, PUBLISH, REQUEST, CalendarEntry, CalendarPerson, calendar
from events.models import EventPage
from mailing.domain.envelope import clean_header
from registrations.domain.links import link_of
from registrations.domain.programme import DayPlan, day_plans
from registrations.enums import SEATED_STATES
from registrations.models import Registration, SentCalendar
from workshops.models import Workshop


def calendar_of(registration: Registration, *, method: str) -> str:
    """An iCalendar stream (RFC 5545) by method: REQUEST or CANCEL for a mail (RFC 5546), PUBLISH to download.

    What was sent earlier and holds no longer (a date that is gone, a workshop entry that was given up)
    follows a REQUEST as a second object with METHOD:CANCEL.
    """
    with translation.override(registration.language):
        entries = personal_entries(registration, day_plans(registration), method=method)
        stream = calendar(entries, method=method)
        if method != PUBLISH:
            gone = _gone_entries(registration, {entry.uid for entry in entries})
            if method == CANCEL:
                return calendar([*entries, *gone], method=CANCEL).decode()
            if gone:
                stream += calendar(gone, method=CANCEL)
        return stream.decode()


def personal_entries(
    registration: Registration,
    plans: Iterable[DayPlan],
    *,
    method: str,
    stamped_at: datetime | None = None,
) -> list[CalendarEntry]:
    """Everything in the calendar of one registration, in its language."""
    event, is_invitation = registration.event, method != PUBLISH
    is_gone = method == CANCEL or event.is_cancelled or registration.state not in SEATED_STATES
    common: dict[str, Any] = {
        "sequence": event.calendar_sequence + registration.calendar_sequence,
        "url": link_of(registration),
        "attendee": _person(registration.email, registration.name) if is_invitation else None,
        "organizer": _sender() if is_invitation else None,
        "stamped_at": stamped_at or timezone.now(),
        "alarm_minutes": event.calendar_alarm_minutes,
        "status": CANCELLED if is_gone else announced_status(event),
    }
    entries = []
    for plan in plans:
        text = _description(event, () if event.calendar_splits_workshops else plan.workshops)
        entries.append(
            date_entry(
                plan.date,
                event=event,
                uid_suffix=registration.reference,
                extra_description=text,
                is_personal=True,
                **common,
            )
        )
        if event.calendar_splits_workshops:
            entries += [_workshop_entry(registration, plan, workshop, common) for workshop in plan.workshops]
    return entries


def _workshop_entry(
    registration: Registration, plan: DayPlan, workshop: Workshop, common: dict[str, Any]
) -> CalendarEntry:
    """One round as an entry of its own; of a sensitive event only the name of the round."""
    event = registration.event
    place = place_of(plan.date.venue or event.venue, plan.date.online_address or event.online_address, is_personal=True)
    if workshop.room and not event.is_sensitive:
        place["location"] = ", ".join(part for part in (workshop.room, place.get("location", "")) if part)
    title = workshop.round.title if event.is_sensitive else f"{workshop.round.title}: {workshop.title}"
    return CalendarEntry(
        uid=uid_of(workshop.round.uid, registration.reference),
        summary=title,
        starts_at=workshop.round.starts_at,
        ends_at=workshop.round.ends_at,
        description=f"{_description(event, ())}\n\n{common['url']}",
        is_private=event.is_sensitive,
        **place,
        **common,
    )


def _description(event: EventPage, workshops: Iterable[Workshop]) -> str:
    """The chosen workshops, and what the link under it is for; of a sensitive event only the latter."""
    lines = []
    if not event.is_sensitive:
        for workshop in workshops:
            where = f" ({workshop.room})" if workshop.room else ""
            lines.append(f"{clock(workshop.round.starts_at)} {workshop.round.title}: {workshop.title}{where}")
    lines.append(_("Your place, changes and cancelling:"))
    return "\n".join(lines)


def facts_digest(event: EventPage, plans: Iterable[DayPlan]) -> str:
    """A digest of what somebody has to know: title, times, places, rooms, workshops. Not of the introduction."""
    facts: list[Any] = [event.title, event.is_sensitive, event.calendar_splits_workshops]
    for plan in plans:
        venue = plan.date.venue or event.venue
        facts.append([str(plan.date.uid), plan.date.starts_at.isoformat(), plan.date.ends_at.isoformat()])
        facts.append([plan.date.label, plan.date.online_address or event.online_address])
        facts.append([venue.name, venue.address] if venue else [])
        for workshop in plan.workshops:
            times = [workshop.round.starts_at.isoformat(), workshop.round.ends_at.isoformat()]
            facts.append([str(workshop.round.uid), *times, workshop.round.title, workshop.title, workshop.room])
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def note_sent(registration: Registration, *, method: str) -> None:
    """Remember what an invitation that goes out now tells; a withdrawal leaves nothing to remember."""
    if method == CANCEL:
        SentCalendar.objects.filter(registration=registration).delete()
        return
    plans = day_plans(registration)
    entries = [
        [entry.uid, entry.starts_at.isoformat(), entry.ends_at.isoformat(), entry.summary]
        for entry in personal_entries(registration, plans, method=REQUEST)
    ]
    digest = facts_digest(registration.event, plans)
    SentCalendar.objects.update_or_create(registration=registration, defaults={"entries": entries, "digest": digest})


def _gone_entries(registration: Registration, present: set[str]) -> list[CalendarEntry]:
    """The entries that were sent and are no longer part of the registration's programme."""
    sent = SentCalendar.objects.filter(registration=registration).first()
    return [
        CalendarEntry(
            uid=uid,
            sequence=registration.event.calendar_sequence + registration.calendar_sequence,
            summary=summary,
            starts_at=datetime.fromisoformat(starts_at),
            ends_at=datetime.fromisoformat(ends_at),
            stamped_at=timezone.now(),
            status=CANCELLED,
            url=link_of(registration),
            attendee=_person(registration.email, registration.name),
            organizer=_sender(),
        )
        for uid, starts_at, ends_at, summary in (sent.entries if sent else [])
        if uid not in present
    ]


def _person(email: str, name: str) -> CalendarPerson:
    """Someone in the calendar; quotes and control characters would break the line (RFC 5545, 3.2)."""
    return CalendarPerson(clean_header(email), clean_header(name).replace('"', "'"))


def _sender() -> CalendarPerson:
    """The organiser of an invitation is the address that the mail comes from (RFC 6047, 2.2)."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return _person(address, name)
