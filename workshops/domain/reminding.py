"""Reminding who does something: two weeks before, on the day itself, and once when it is late.

A reminder that was missed by more than three days is not sent any more. The key of each mail names the contact, the
moment and the date, so that it leaves once whatever crashes, and again only when the date is moved.
"""

from datetime import date, timedelta

from django.utils import timezone

from mailing.domain.outbox import queue_message
from workshops.domain.actions import UNFINISHED
from workshops.models import ActionContact

LETTER = "workshops.action_reminder"
MOMENTS = {"before": -14, "day": 0, "late": 7}
LATE = timedelta(days=3)


def moment_of(due_on: date, today: date) -> str:
    """Which reminder is due today; "" when none is."""
    for name, days in MOMENTS.items():
        at = due_on + timedelta(days=days)
        if at <= today <= at + LATE:
            return name
    return ""


def remind_contacts(today: date | None = None) -> int:
    """Queue the reminders whose day has come; returns how many were due. May be run any number of times."""
    today = today or timezone.localdate()
    due = ActionContact.objects.filter(action__state__in=UNFINISHED, action__due_on__isnull=False)
    due = due.filter(
        action__due_on__gte=today - timedelta(days=MOMENTS["late"]) - LATE,
        action__due_on__lte=today - timedelta(days=MOMENTS["before"]),
    )
    queued = 0
    for contact in due.select_related("action__sheet__event__locale"):
        due_on = contact.action.due_on
        moment = moment_of(due_on, today) if due_on else ""
        if moment:
            ask_contact(contact, occasion=f"{moment}:{due_on}")
            queued += 1
    return queued


def ask_contact(contact: ActionContact, *, occasion: str) -> None:
    """One mail with the contact's link, written when it leaves; the same occasion again does nothing."""
    event = contact.action.sheet.event
    queue_message(
        f"{LETTER}:{contact.pk}:{occasion}",
        event=event,
        purpose=LETTER,
        to_name=contact.name,
        to_address=contact.email,
        composer=LETTER,
        argument=str(contact.pk),
        language="en" if event.locale.language_code.startswith("en") else "nl",
    )
