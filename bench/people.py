"""5,000 registrations of one event, exported in each format: seconds by the clock and of the processor."""

from __future__ import annotations

import json
import os
import resource
import secrets
import statistics
import time
from datetime import timedelta

from bench.setup import Installation, installation, postgresql_is_reachable

TURNS = 5
PEOPLE = 5000
LIMIT = 1.5


def measure() -> dict[str, object]:
    """Median seconds per format after one warming turn, with every column: workshops, check-ins, an answer."""
    import django

    django.setup()
    from registrations.domain.exporting import export_columns, export_registrations
    from registrations.enums import SheetFormat
    from registrations.models import Registration

    event = _make()
    columns = export_columns(event)
    found: dict[str, object] = {"columns": len(columns)}
    for file_format in SheetFormat:
        turns = []
        for _turn in range(TURNS + 1):
            started, worked = time.perf_counter(), _processor_seconds()
            people = Registration.objects.filter(event=event).order_by("name", "pk")
            content = export_registrations(event, people, columns=columns, file_format=file_format, actor="bench")
            turns.append((time.perf_counter() - started, _processor_seconds() - worked))
        found[file_format.value] = {
            "seconds": statistics.median(wall for wall, _cpu in turns[1:]),
            "cpu": statistics.median(cpu for _wall, cpu in turns[1:]),
            "bytes": len(content),
        }
    return found


def _make():
    """A meeting of one date with two rounds, where everybody has two places, came, and answered a question."""
    from django.utils import timezone
    from wagtail.models import Page

    from events.models import EventDate, EventPage
    from registrations.enums import QuestionKind
    from registrations.models import Answer, Attendance, FormQuestion, Place, Registration
    from workshops.models import Workshop, WorkshopRound

    event = EventPage(title="Bench", slug=f"bench-{secrets.token_hex(4)}")
    Page.objects.get(depth=1).add_child(instance=event)
    now = timezone.now()
    date = EventDate.objects.create(page=event, starts_at=now, ends_at=now + timedelta(hours=5))
    question = FormQuestion.objects.create(event=event, kind=QuestionKind.SHORT_TEXT, text="Wat hoopt u mee te nemen?")
    people = Registration.objects.bulk_create(
        Registration(
            event=event,
            name=f"Persoon {number} (verzonnen)",
            email=f"p{number}@verzonnen.example",
            email_key=f"p{number}@verzonnen.example",
            organisation_name=f"Gemeente {number % 340}",
            function="beleidsmedewerker",
            confirmed_at=now,
        )
        for number in range(PEOPLE)
    )
    for title in ("Eerste ronde", "Tweede ronde"):
        round_ = WorkshopRound.objects.create(event=event, title=title, starts_at=now, ends_at=now + timedelta(hours=1))
        rooms = [Workshop.objects.create(round=round_, title=f"{title}: workshop {n}", number=n) for n in range(12)]
        Place.objects.bulk_create(
            Place(registration=person, round=round_, workshop=rooms[number % 12])
            for number, person in enumerate(people)
        )
    Attendance.objects.bulk_create(
        Attendance(registration=person, event_date=date, checked_in_at=now) for person in people
    )
    Answer.objects.bulk_create(
        Answer(registration=person, question=question, text="Iets voor in de praktijk", at=now) for person in people
    )
    return event


def _processor_seconds() -> float:
    """What this process used so far: says more than the clock on a busy machine."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def measure_people(made: Installation) -> None:
    """Prints the figures beside what was promised."""
    found = json.loads(made.run("-m", "bench.people").splitlines()[-1])
    print(f"\nExports of {PEOPLE:,} registrations, {found['columns']} columns, on {made.kind} (median of {TURNS})")
    for name in ("csv", "xlsx", "ods"):
        row = found[name]
        size = f"{row['bytes'] / 1024:>8,.0f} KiB"
        print(
            f"  {name:<24}{row['seconds']:>8.2f} s {row['cpu']:>8.2f} s processor {size}   wanted: ≤ {LIMIT:g} s",
            flush=True,
        )


def main(kinds: list[str]) -> None:
    """Measures on each database that is there."""
    for kind in kinds:
        if kind == "postgresql" and not postgresql_is_reachable():
            print("\nPostgreSQL is not reachable here and was not measured.")
            continue
        with installation(kind) as made:
            measure_people(made)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    print(json.dumps(measure()))
