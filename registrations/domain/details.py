"""Changing one's own data. The history says what was changed, never from what into what."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.domain.answering import change_answers
from registrations.domain.asking import AskedQuestion
from registrations.domain.deadlines import may_change
from registrations.domain.errors import NoSeat, RegistrationClosed
from registrations.domain.history import note_history
from registrations.domain.registering import recognise
from registrations.domain.seating import seating_of
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.enums import SEATED_STATES, HistoryKind
from registrations.models import Needs, Registration

PLAIN = (
    "name",
    "organisation_name",
    "function",
    "sector_id",
    "badge_name",
    "companion_name",
    "asks_contact_person",
    "photo_consent",
    "shares_contact",
)
SectorLock = Callable[[int], bool]
_sector_locks: list[SectorLock] = []


def register_sector_lock(lock: SectorLock) -> None:
    """Let a higher app say that sectors of an event are fixed, for example because votes were counted by them."""
    if lock not in _sector_locks:
        _sector_locks.append(lock)


def is_sector_fixed(event_id: int) -> bool:
    """Whether registrants of an event can no longer say that they come from another sector."""
    return any(lock(event_id) for lock in _sector_locks)


def change_details(
    registration: Registration,
    values: Mapping[str, Any],
    *,
    questions: tuple[AskedQuestion, ...] = (),
    answers: Mapping[int, Any] | None = None,
    actor: str = "",
) -> Registration:
    """Write these values, needs, further sectors and answers; what is not in ``values`` stays.

    ``values``: as of RegistrationData, without address and workshops. Raises RegistrationClosed after the
    deadline, NoSeat when the quota of the new sector is full.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if not actor and not may_change(current):
            raise RegistrationClosed(_("Your data can no longer be changed here."))
        changed = [name for name in PLAIN if name in values and values[name] != getattr(current, name)]
        if "sector_id" in changed:
            _require_sector(current, values["sector_id"])
        for name in changed:
            setattr(current, name, values[name])
        if "organisation_name" in changed:
            current.organisation, current.municipality = recognise(current.organisation_name)
            changed += ["organisation", "municipality"]
        if changed:
            current.save(update_fields=[name.removesuffix("_id") for name in changed])
        more = _write_others(current, values) + _write_needs(current, values)
        if changed or more:
            note_history(current, HistoryKind.CHANGED, actor=actor, note=_in_words([*changed, *more]))
        change_answers(current, questions, answers or {}, actor=actor)
        if "sector_id" in changed:
            give_what_is_free(current.event_id)
    return current


def _require_sector(registration: Registration, sector_id: int | None) -> None:
    """A seat may go along to another sector only when that one has room for it."""
    if not registration_has_seat(registration):
        return
    plan = seating_of(registration.event_id).plan
    plan.seat(registration.sector_id, -1)
    problem = plan.problem(sector_id) if plan.quotas else None
    if problem is not None:
        raise NoSeat(problem)


def registration_has_seat(registration: Registration) -> bool:
    """Whether it takes up a seat."""
    return registration.state in SEATED_STATES


def _write_others(registration: Registration, values: Mapping[str, Any]) -> list[str]:
    if "other_sector_ids" not in values:
        return []
    before = set(registration.sectors.values_list("pk", flat=True))
    if before == set(values["other_sector_ids"]):
        return []
    registration.sectors.set(values["other_sector_ids"])
    return ["sectors"]


def _write_needs(registration: Registration, values: Mapping[str, Any]) -> list[str]:
    """Needs are replaced as a whole; empty ones are deleted, and with them the consent."""
    if "access_needs" not in values:
        return []
    access, diet = values["access_needs"], values["diet"]
    before = Needs.objects.filter(registration=registration).first()
    if (access, diet) == ((before.access, before.diet) if before else ("", "")):
        return []
    if access or diet:
        Needs.objects.update_or_create(
            registration=registration, defaults={"access": access, "diet": diet, "consented_at": timezone.now()}
        )
    elif before:
        before.delete()
    return ["needs"]


def _in_words(names: list[str]) -> str:
    """What was changed, for the history: names of fields, no contents."""
    labels = {"needs": _("needs"), "sectors": _("other sectors")}
    for name in names:
        field = name.removesuffix("_id")
        if field not in labels:
            labels[field] = str(Registration._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return ", ".join(dict.fromkeys(labels[name.removesuffix("_id")] for name in names))
