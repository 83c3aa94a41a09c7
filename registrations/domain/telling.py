"""Telling people that their programme changed, or that the meeting is called off.

A change goes to exactly those whose own programme differs from what their last invitation told them,
when it has been quiet for some minutes, so that several saves are one mail. Seen by a sweep, not by
who saved it: whatever way a room or a time was changed, people hear of it.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.models import EventPage
from mailing.domain.waking import wake_after_commit
from registrations.domain.calendar import facts_digest
from registrations.domain.mails import queue_mail
from registrations.domain.programme import plans_of
from registrations.enums import ACTIVE_STATES, RegistrationState
from registrations.models import CalendarChange, Registration

QUIET = timedelta(minutes=5)
CHUNK = 50


def note_change(event_id: int) -> None:
    """Something that calendars tell may have changed; the sweep looks when it has been quiet."""
    CalendarChange.objects.update_or_create(event_id=event_id, defaults={"changed_at": timezone.now()})


def tell_changes() -> int:
    """Tell the people of events that changed and have been quiet since; returns how many were told."""
    told = 0
    quiet_since = timezone.now() - QUIET
    for change in CalendarChange.objects.filter(changed_at__lte=quiet_since).select_related("event"):
        if not change.event.is_cancelled:
            told += tell_event(change.event)
        CalendarChange.objects.filter(pk=change.pk, changed_at=change.changed_at).delete()
    return told


def people_to_tell(event: EventPage) -> Iterator[list[Registration]]:
    """In chunks, who was told something else than what holds now. Nobody once the last date is over."""
    _first, last_ends_at = event.period()
    if last_ends_at is None or last_ends_at <= timezone.now() or event.is_cancelled:
        return
    people = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED, sent_calendar__isnull=False)
    last = 0
    while rows := list(people.select_related("sent_calendar").filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        for registration in rows:
            registration.event = event
        plans = plans_of(event, rows)
        yield [row for row in rows if row.sent_calendar.digest != facts_digest(event, plans[row.pk])]


def tell_event(event: EventPage) -> int:
    """Queue "this changed" to who was told something else before; returns how many."""
    told = 0
    for changed in people_to_tell(event):
        told += len(changed)
        with transaction.atomic():
            for registration in changed:
                Registration.objects.filter(pk=registration.pk).update(calendar_sequence=F("calendar_sequence") + 1)
                registration.calendar_sequence += 1
                queue_mail(registration, "event_changed")
    return told


def tell_now(event: EventPage) -> int:
    """Do not wait for the quiet; returns how many are told."""
    CalendarChange.objects.filter(event=event).delete()
    return tell_event(event)


def tell_nobody(event: EventPage) -> int:
    """Take it that people know already: what holds now counts as told. Returns how many hear nothing."""
    CalendarChange.objects.filter(event=event).delete()
    silent = 0
    for changed in people_to_tell(event):
        plans = plans_of(event, changed)
        for registration in changed:
            registration.sent_calendar.digest = facts_digest(event, plans[registration.pk])
            registration.sent_calendar.save(update_fields=["digest"])
        silent += len(changed)
    return silent


def call_off(event: EventPage, *, reason: str = "") -> int:
    """Call the whole meeting off and mail everybody who counts on it; a second time mails nobody. How many."""
    EventPage.objects.filter(pk=event.pk, cancelled_at=None).update(
        cancelled_at=timezone.now(), cancellation_reason=reason, calendar_sequence=F("calendar_sequence") + 1
    )
    event.refresh_from_db(fields=["cancelled_at", "cancellation_reason", "calendar_sequence"])
    told = last = 0
    people = Registration.objects.filter(event=event, state__in=ACTIVE_STATES)
    while rows := list(people.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        with transaction.atomic():
            for registration in rows:
                registration.event = event
                queue_mail(registration, "called_off", occasion="called-off")
        told += len(rows)
    wake_after_commit()
    return told
