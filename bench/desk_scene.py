"""Runs inside the project: a meeting with people to check in and three desks, and what stands there afterwards."""

import json
import os
import secrets
import sys
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def make(people: int) -> dict:
    """A meeting of today with confirmed registrations, each with a workshop; desk tokens and references."""
    from django.utils import timezone
    from wagtail.models import Page

    from core.enums import LinkPurpose
    from core.models import AccessLink
    from core.tokens import link_token
    from events.models import EventDate, EventPage
    from registrations.models import Place, Registration
    from workshops.models import Workshop, WorkshopRound

    now = timezone.now()
    event = EventPage(title="Bench", slug=f"bench-{secrets.token_hex(4)}")
    Page.objects.get(depth=1).add_child(instance=event)
    date = EventDate.objects.create(page=event, starts_at=now, ends_at=now + timedelta(hours=4))
    round_ = WorkshopRound.objects.create(event=event, title="Bench", starts_at=date.starts_at, ends_at=date.ends_at)
    workshop = Workshop.objects.create(round=round_, title="Bench", room="1")
    made = Registration.objects.bulk_create(
        [
            Registration(
                event=event,
                name=f"Bench van der Meer {number}",
                email_key=str(number),
                organisation_name="Gemeente Zwolle",
                confirmed_at=now,
            )
            for number in range(people)
        ],
        batch_size=500,
    )
    Place.objects.bulk_create(
        [Place(registration=one, round=round_, workshop=workshop) for one in made], batch_size=500
    )
    links = [AccessLink.objects.create(event=event, purpose=LinkPurpose.CHECK_IN, label=f"{n}") for n in range(3)]
    return {
        "event": event.pk,
        "tokens": [link_token(link) for link in links],
        "references": [one.reference for one in made],
    }


def after(event_id: int) -> dict:
    """Attendances, and how often the history says checked in and scanned again."""
    from registrations.models import Attendance, HistoryEntry

    history = HistoryEntry.objects.filter(registration__event_id=event_id)
    return {
        "attendances": Attendance.objects.filter(registration__event_id=event_id).count(),
        "first": history.filter(kind="checked_in").count(),
        "again": history.filter(kind="scan_again").count(),
    }


def papers(people: int) -> list:
    """Seconds and kilobytes of every paper of a meeting with so many people."""
    from django.utils import translation

    from events.models import EventPage
    from registrations.domain.printing.badges import BadgeChoices
    from registrations.domain.printing.printouts import make_printout
    from registrations.enums import PrintKind

    event = EventPage.objects.get(pk=make(people)["event"])
    rows = []
    with translation.override("nl"):
        for kind in (PrintKind.BADGES, PrintKind.ATTENDANCE_SHEETS, PrintKind.EMERGENCY_FOLDER):
            choices = {
                "states": ["confirmed"],
                "layout": BadgeChoices(),
                "dates": list(event.dates.all()),
                "workshops": [],
            }
            started = time.perf_counter()
            size = len(make_printout(event, kind, choices))
            rows.append([str(kind.label), time.perf_counter() - started, size // 1000])
    return rows


def main() -> None:
    """``make PEOPLE``, ``after EVENT``, ``papers PEOPLE``; gives JSON."""
    django.setup()
    command, number = sys.argv[1], int(sys.argv[2])
    print(json.dumps({"make": make, "after": after, "papers": papers}[command](number)))


if __name__ == "__main__":
    main()
