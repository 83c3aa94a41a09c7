"""Keeping two people out of one group: who must not meet whom, and which workshops that closes to whom.

A person is known by the address of the registration, so that it still holds for who cancelled and came back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from registrations.domain.errors import PlacesTaken, RegistrationError
from registrations.enums import ACTIVE_STATES
from registrations.models import KeepApart, Place, Registration


@dataclass(frozen=True)
class Partner:
    """Somebody from whom a person is kept apart, for the organiser's page."""

    pair: KeepApart
    other: Registration


def keep_apart(registration: Registration, other: Registration, *, note: str = "") -> KeepApart:
    """Keep two people of one event apart; doing it twice changes the note. Raises RegistrationError.

    Places that they have already are not touched: ``meet_now`` says where they sit together.
    """
    if registration.event_id != other.event_id:
        raise RegistrationError(_("This registration belongs to another event."))
    if registration.email_key == other.email_key:
        raise RegistrationError(_("Choose somebody else: this is the same person."))
    first, second = sorted((registration, other), key=lambda item: item.pk)
    with transaction.atomic():
        pair, _made = KeepApart.objects.update_or_create(first=first, second=second, defaults={"note": note[:300]})
    return pair


def pairs_of(registration: Registration) -> list[Partner]:
    """Everybody from whom somebody is kept apart. One query."""
    pairs = _pairs_with(registration.event_id, registration.email_key).select_related("first", "second")
    return [Partner(pair, _other(pair, registration.email_key)) for pair in pairs]


def apart_pairs(event_id: int) -> set[tuple[int, int]]:
    """The pairs of an event as ids of registrations, for dividing groups. One query."""
    rows = KeepApart.objects.filter(first__event_id=event_id)
    return set(rows.values_list("first_id", "second_id"))


def closed_workshops(registration: Registration) -> set[int]:
    """The workshops where somebody sits from whom this person is kept apart. One query, two if there are any."""
    keys = _partner_keys(registration)
    if not keys:
        return set()
    sitting = Place.objects.filter(
        registration__event_id=registration.event_id,
        registration__email_key__in=keys,
        registration__state__in=ACTIVE_STATES,
    )
    return set(sitting.values_list("workshop_id", flat=True))


def require_apart(registration: Registration, *wanted: Mapping[int, int], kept: Iterable[int] = ()) -> None:
    """Raises PlacesTaken for new choices that would bring two people together, in words that give nothing away.

    ``wanted``: workshops by round, chosen and waited for. The words are those for a workshop that is not open.
    """
    closed = closed_workshops(registration) - set(kept)
    problems = {
        round_id: _("This workshop cannot be chosen. Choose another one.")
        for choices in wanted
        for round_id, workshop_id in choices.items()
        if workshop_id in closed
    }
    if problems:
        raise PlacesTaken(problems)


def people_kept_out_of(workshop_id: int, event_id: int) -> set[str]:
    """The address keys of people who must not come into a workshop, because of who sits there. One or two queries."""
    pairs = list(
        KeepApart.objects.filter(first__event_id=event_id).values_list("first__email_key", "second__email_key")
    )
    if not pairs:
        return set()
    sitting = set(
        Place.objects.filter(workshop_id=workshop_id, registration__state__in=ACTIVE_STATES).values_list(
            "registration__email_key", flat=True
        )
    )
    return {second for first, second in pairs if first in sitting} | {
        first for first, second in pairs if second in sitting
    }


def meet_now(registration: Registration) -> list[Place]:
    """The places of this person in workshops where somebody sits from whom they are kept apart."""
    closed = closed_workshops(registration)
    places = Place.objects.filter(registration=registration, workshop_id__in=closed)
    return list(places.select_related("workshop__round").order_by("workshop__round__starts_at"))


def _pairs_with(event_id: int, email_key: str) -> QuerySet[KeepApart]:
    mine = Q(first__email_key=email_key) | Q(second__email_key=email_key)
    return KeepApart.objects.filter(mine, first__event_id=event_id).order_by("pk")


def _partner_keys(registration: Registration) -> set[str]:
    pairs = _pairs_with(registration.event_id, registration.email_key)
    keys = {key for pair in pairs.values_list("first__email_key", "second__email_key") for key in pair}
    return keys - {registration.email_key}


def _other(pair: KeepApart, email_key: str) -> Registration:
    return pair.second if pair.first.email_key == email_key else pair.first
