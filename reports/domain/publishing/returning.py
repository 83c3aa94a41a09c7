"""The return loop: who was there gets the report, with what came out of the workshops they were in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from mailing.domain.outbox import new_message, queue_messages
from registrations.models import Registration
from reports.models import ReportPage, ReportStage
from workshops.models import Outcome

LETTER = "reports.return"
POINTS = 3
LONGEST = 240


class AlreadyMailed(Exception):
    """The attendees have had the report, or it is not public."""

    def __init__(self) -> None:
        super().__init__(_("The attendees were mailed already, or the report is not public."))


@dataclass(frozen=True)
class Returned:
    """To whom which report goes."""

    page: ReportPage
    registration: Registration


def attendees_of(page: ReportPage) -> QuerySet[Registration]:
    """Who was checked in at the meeting and left an address, each once."""
    there = Registration.objects.filter(event_id=page.get_parent().pk, attendances__isnull=False)
    return there.exclude(email="").distinct()


def returned_at(page: ReportPage) -> datetime | None:
    """When the attendees were mailed."""
    return ReportStage.objects.filter(page=page).values_list("returned_at", flat=True).first()


def mail_attendees(page: ReportPage, *, actor: User) -> int:
    """Queue one letter per attendee; returns how many. Pressed twice, it goes once: AlreadyMailed."""
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=page.pk)
        if not page.live or page.get_view_restrictions().exists():
            raise AlreadyMailed
        row, _made = ReportStage.objects.get_or_create(page=page, defaults={"stage": "published"})
        now = timezone.now()
        if not ReportStage.objects.filter(pk=row.pk, returned_at=None).update(returned_at=now):
            raise AlreadyMailed
        event = page.get_parent()
        people = list(attendees_of(page))
        queue_messages(
            new_message(
                f"{LETTER}:{page.pk}:{person.pk}",
                event=event,
                purpose=LETTER,
                to_name=person.name,
                to_address=person.email,
                composer=LETTER,
                argument=f"{page.pk}:{person.reference}",
                language=person.language,
            )
            for person in people
        )
        log(instance=page, action="reports.returned", user=actor, data={"number": len(people)})
        return len(people)


def find(argument: str) -> Returned | None:
    """The report and the attendee that a letter is about, if both are still there."""
    page_id, _colon, reference = argument.partition(":")
    page = ReportPage.objects.live().filter(pk=page_id).first()
    registration = Registration.objects.filter(reference=reference).first()
    return Returned(page, registration) if page is not None and registration is not None else None


def own_part(registration: Registration) -> tuple[tuple[str, str], ...]:
    """The workshops of an attendee with their points for the report-back, else the first outcomes; two queries."""
    places = registration.places.select_related("workshop").order_by("round__starts_at")
    titles = {place.workshop_id: place.workshop.title for place in places}
    points: dict[int, list[str]] = {workshop_id: [] for workshop_id in titles}
    outcomes = Outcome.objects.filter(sheet__workshop__in=titles).order_by("-is_starred", "star_position", "pk")
    for workshop_id, text in outcomes.values_list("sheet__workshop_id", "text"):
        points[workshop_id].append(Truncator(" ".join(text.split())).chars(LONGEST))
    return tuple((titles[pk], " · ".join(found[:POINTS])) for pk, found in points.items() if found)
