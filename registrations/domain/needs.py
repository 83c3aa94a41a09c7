"""Access and food: numbers for organisers, names and words only for who arranges them, and every reading noted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from registrations.enums import ACTIVE_STATES, HistoryKind
from registrations.models import HistoryEntry, Needs, Registration


@dataclass(frozen=True)
class NeedsNumbers:
    """How many people of an event gave wishes, by subject."""

    access: int
    diet: int


def needs_numbers(event_id: int) -> NeedsNumbers:
    """The numbers, without names or words. One query."""
    found = _living(event_id).aggregate(
        access=Count("pk", filter=~Q(access="")),
        diet=Count("pk", filter=~Q(diet="")),
    )
    return NeedsNumbers(**found)


def read_needs(registrations: Iterable[Registration], *, actor: str) -> list[Needs]:
    """The needs of these people, by name; the history of each says who read them. Three queries, however many."""
    with transaction.atomic():
        needs = list(
            Needs.objects.filter(registration__in=registrations)
            .select_related("registration")
            .order_by("registration__name", "pk")
        )
        HistoryEntry.objects.bulk_create(
            HistoryEntry(registration=item.registration, kind=HistoryKind.NEEDS_READ, actor=actor[:120])
            for item in needs
        )
    return needs


def read_needs_of_event(event_id: int, *, actor: str) -> list[Needs]:
    """The same for everybody at an event who has not cancelled."""
    return read_needs(Registration.objects.filter(event_id=event_id, state__in=ACTIVE_STATES), actor=actor)


def _living(event_id: int) -> QuerySet[Needs]:
    return Needs.objects.filter(registration__event_id=event_id, registration__state__in=ACTIVE_STATES)
