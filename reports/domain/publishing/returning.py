"""The return loop: attendees get the report with the part of their workshops, owners what they agreed to do.

Nothing leaves before an organiser saw who gets what. Everybody is mailed once: pressed again, only those who came
later (a late check-in, a new address) are mailed.
"""

from collections.abc import Iterable
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
from mailing.models import OutboxMessage
from registrations.models import Registration
from reports.domain.drafting import report_language
from reports.domain.publishing.owners import Owner, owners_of
from reports.models import ReportPage, ReportStage, ReturnedMail
from workshops.models import Outcome

LETTER = "reports.return"
OWNER_LETTER = "reports.return_owner"
POINTS = 3
LONGEST = 240


class AlreadyMailed(Exception):
    """Everybody has had the report, or it is not public."""

    def __init__(self) -> None:
        super().__init__(_("Everybody was mailed already, or the report is not public."))


@dataclass(frozen=True)
class Returned:
    """To whom which report goes."""

    page: ReportPage
    registration: Registration


@dataclass(frozen=True)
class Attendee:
    """Somebody who was there, with the workshops of which the outcomes go along."""

    registration: Registration
    workshops: tuple[str, ...]
    is_mailed: bool


@dataclass(frozen=True)
class Plan:
    """Who gets what, and who has had it."""

    attendees: tuple[Attendee, ...]
    owners: tuple[Owner, ...]

    @property
    def new_attendees(self) -> list[Attendee]:
        """Who was there and was not mailed yet."""
        return [one for one in self.attendees if not one.is_mailed]

    @property
    def new_owners(self) -> list[Owner]:
        """Who does something and was not mailed yet."""
        return [one for one in self.owners if not one.is_mailed]

    @property
    def waiting(self) -> int:
        """How many mails leave when it is sent now."""
        return len(self.new_attendees) + len(self.new_owners)


def plan_of(page: ReportPage) -> Plan:
    """Who gets what. The number of queries does not grow with the number of people."""
    mailed = set(ReturnedMail.objects.filter(page=page).values_list("registration_id", "contact_id"))
    people = {registration for registration, _contact in mailed}
    places = attendees_of(page).order_by("name", "pk").prefetch_related("places__workshop")
    attendees = tuple(
        Attendee(
            person,
            tuple(dict.fromkeys(place.workshop.title for place in person.places.all() if place.workshop)),
            person.pk in people,
        )
        for person in places
    )
    return Plan(attendees, owners_of(page, {contact for _registration, contact in mailed}))


def attendees_of(page: ReportPage) -> QuerySet[Registration]:
    """Who was checked in at the meeting and left an address, each once."""
    there = Registration.objects.filter(event_id=page.get_parent().pk, attendances__isnull=False)
    return there.exclude(email="").distinct()


def returned_at(page: ReportPage) -> datetime | None:
    """When people were mailed first."""
    return ReportStage.objects.filter(page=page).values_list("returned_at", flat=True).first()


def may_be_mailed(page: ReportPage) -> bool:
    """Whether everybody can read the report."""
    return page.live and not page.get_view_restrictions().exists()


def mail_report(page: ReportPage, *, actor: User) -> Plan:
    """Queue a letter for everybody who had none; returns the plan as it was carried out. Raises AlreadyMailed.

    The rows that say so and the letters are one transaction: after a failure nothing is half done, and pressing again
    goes on.
    """
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=page.pk)
        plan = plan_of(page)
        if not may_be_mailed(page) or not plan.waiting:
            raise AlreadyMailed
        row, _made = ReportStage.objects.get_or_create(page=page, defaults={"stage": "published"})
        ReportStage.objects.filter(pk=row.pk, returned_at=None).update(returned_at=timezone.now())
        marks = [ReturnedMail(page=page, registration=one.registration) for one in plan.new_attendees]
        marks += [ReturnedMail(page=page, contact_id=pk) for one in plan.new_owners for pk in one.new_contacts]
        ReturnedMail.objects.bulk_create(marks, batch_size=200)
        queue_messages(_letters(page, plan))
        log(instance=page, action="reports.returned", user=actor, data={"number": plan.waiting})
        return plan


def _letters(page: ReportPage, plan: Plan) -> Iterable[OutboxMessage]:
    event = page.event
    for one in plan.new_attendees:
        person = one.registration
        yield new_message(
            f"{LETTER}:{page.pk}:{person.pk}",
            event=event,
            purpose=LETTER,
            to_name=person.name,
            to_address=person.email,
            composer=LETTER,
            argument=f"{page.pk}:{person.reference}",
            language=person.language,
        )
    for owner in plan.new_owners:
        yield new_message(
            f"{OWNER_LETTER}:{page.pk}:{owner.new_contacts[0]}",
            event=event,
            purpose=OWNER_LETTER,
            to_name=owner.name,
            to_address=owner.email,
            composer=OWNER_LETTER,
            argument=f"{page.pk}:{owner.new_contacts[0]}",
            language=report_language(event),
        )


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
