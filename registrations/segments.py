"""Whom an organiser can mail: the people of an event, by state, sector, workshop, attendance and language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.models import Sector
from mailing.domain.audiences import Audience, Dimension, Recipient, register_audience, register_dimension
from mailing.domain.letters import EVENT, FACTS, LINK, NAME, ORGANISATION, WHEN, WHERE, Text
from mailing.domain.markup import Values
from registrations.enums import RegistrationState
from registrations.letters.values import example_values, values_of
from registrations.models import Attendance, Place, Reconfirmation, Registration, SeriesGroup
from workshops.models import Workshop

AUDIENCE = "registrations"
NONE = "none"


def register_segments() -> None:
    """Tell the mailings who can be reached."""
    register_audience(
        Audience(
            name=AUDIENCE,
            title=_("People who registered"),
            people=people_of,
            recipient=as_recipient,
            placeholders=(NAME, EVENT, FACTS, WHEN, WHERE, LINK, ORGANISATION),
            values=values_for,
            example=example_for,
            default={"state": [RegistrationState.CONFIRMED.value]},
            order=10,
        )
    )
    for dimension in (
        Dimension("state", _("State"), lambda event: RegistrationState.choices, by_state, order=10),
        Dimension("sector", _("Sector"), sectors_of, by_sector, order=20),
        Dimension("workshop", _("Workshop"), workshops_of, by_workshop, order=30),
        Dimension("attendance", _("Attendance"), attendance_choices, by_attendance, order=40),
        Dimension("group", _("Group"), groups_of, by_group, order=35),
        Dimension("reconfirmation", _("Asked whether they still come"), reconfirmation_choices, by_answer, order=45),
        Dimension("language", _("Language"), lambda event: settings.LANGUAGES, by_language, order=90),
    ):
        register_dimension(AUDIENCE, dimension)


def people_of(event: Any) -> QuerySet[Registration]:
    """All registrations of an event; those without an address count as left out."""
    return Registration.objects.filter(event=event)


def as_recipient(registration: Registration) -> Recipient:
    """Named by its reference."""
    return Recipient(registration.reference, registration.name, registration.email, registration.language)


def values_for(event: Any, reference: str, language: str) -> Values | None:
    """What the placeholders say for one person, as things stand now."""
    registration = Registration.objects.filter(reference=reference, event=event).first()
    if registration is None:
        return None
    registration.event = event
    with translation.override(language):
        return values_of(registration)


def example_for(event: Any, language: str) -> Values:
    """The same for somebody invented."""
    with translation.override(language):
        return example_values(event)


def sectors_of(event: Any) -> Iterable[tuple[str, Text]]:
    """The sectors of the event, and "unknown"."""
    rows = Sector.objects.filter(event_sectors__page=event).distinct().values_list("pk", "name")
    return [*((str(pk), name) for pk, name in rows), (NONE, _("Unknown"))]


def workshops_of(event: Any) -> Iterable[tuple[str, Text]]:
    """The workshops of the event, and "no workshop"."""
    rows = Workshop.objects.filter(round__event=event).select_related("round")
    rows = rows.order_by("round__starts_at", "round_id", "number", "pk")
    found: list[tuple[str, Text]] = [(str(row.pk), f"{row.round.title}: {row.title}") for row in rows]
    return [*found, (NONE, _("No workshop"))] if found else []


def attendance_choices(event: Any) -> Iterable[tuple[str, Text]]:
    """Was there, or had a place and did not come."""
    return [("in", _("Was there")), ("out", _("Had a place and did not come"))]


def by_state(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """In one of the states."""
    return people.filter(state__in=ticked)


def by_sector(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """From one of the sectors."""
    fits = Q(sector_id__in=[int(pk) for pk in ticked if pk != NONE])
    return people.filter(fits | Q(sector=None) if NONE in ticked else fits)


def by_workshop(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """With a place in one of the workshops, or in none at all."""
    places = Place.objects.filter(registration=OuterRef("pk"))
    fits = Exists(places.filter(workshop_id__in=[int(pk) for pk in ticked if pk != NONE]))
    return people.filter(Q(fits) | ~Exists(places) if NONE in ticked else fits)


def by_attendance(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """Checked in on any date, or with a place and on none."""
    was_there = Exists(Attendance.objects.filter(registration=OuterRef("pk")))
    fits = Q()
    if "in" in ticked:
        fits |= Q(was_there)
    if "out" in ticked:
        fits |= Q(~was_there, state=RegistrationState.CONFIRMED)
    return people.filter(fits)


def groups_of(event: Any) -> Iterable[tuple[str, Text]]:
    """The groups of a series."""
    return [(str(pk), name) for pk, name in SeriesGroup.objects.filter(event=event).values_list("pk", "name")]


def reconfirmation_choices(event: Any) -> Iterable[tuple[str, Text]]:
    """Who was asked; nothing to choose where nobody was."""
    if not Reconfirmation.objects.filter(registration__event=event).exists():
        return []
    return [("silent", _("Has not answered yet")), ("answered", _("Has answered"))]


def by_group(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """With a place in one of the groups."""
    return people.filter(group_place__group_id__in=[int(pk) for pk in ticked])


def by_answer(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """Who was asked and answered, or did not."""
    fits = Q()
    if "silent" in ticked:
        fits |= Q(reconfirmation__answered_at__isnull=True)
    if "answered" in ticked:
        fits |= Q(reconfirmation__answered_at__isnull=False)
    return people.filter(fits, reconfirmation__isnull=False)


def by_language(people: QuerySet[Registration], ticked: list[str]) -> QuerySet[Registration]:
    """Who reads one of the languages."""
    return people.filter(language__in=ticked)
