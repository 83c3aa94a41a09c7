"""Publishes a run: people get their places, and exactly those for whom something changed hear of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Sector, User
from registrations.domain.errors import RegistrationError
from registrations.domain.mails import queue_mails
from registrations.domain.sector_limits import broken_limits
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.enums import SEATED_STATES, HistoryKind, RegistrationState
from registrations.models import (
    AllocatedPlace,
    AllocationRun,
    HistoryEntry,
    KeepApart,
    Place,
    Registration,
    WorkshopWait,
)
from workshops.models import Workshop, WorkshopRound

CHUNK = 500


class CannotPublish(RegistrationError):
    """The run no longer fits how things stand; the message says why. Running again helps."""


@dataclass(frozen=True)
class Published:
    """What publishing did: whom it told, who had gone meanwhile, and whether it was done before."""

    told: int
    gone: int
    was_done: bool = False


def publish_run(run: AllocationRun, *, actor: User | None) -> Published:
    """Give the places of a run. A second time does nothing more.

    Who cancelled meanwhile is left out. Raises CannotPublish when another run was published since this one was
    made, or when its workshops, numbers of places, limits of sectors, pairs or people's own changes no longer fit it.
    """
    with transaction.atomic():
        lock_event(run.event_id)
        run = AllocationRun.objects.select_for_update(of=("self",)).select_related("event").get(pk=run.pk)
        if run.published_at is not None:
            return Published(run.people_told, 0, was_done=True)
        _require_newest(run)
        lines = list(AllocatedPlace.objects.filter(run=run).select_related("registration", "workshop", "round"))
        coming = [line for line in lines if line.registration.state in SEATED_STATES]
        held = {
            (place.registration_id, place.round_id): place
            for place in Place.objects.filter(round_id__in={line.round_id for line in lines})
        }
        _require_workshops(lines)
        _require_unchanged(coming, held)
        _require_room(coming, held)
        _require_sectors(run, coming, held)
        _require_apart(run, coming)
        first = {line.round_id for line in coming if line.round.places_published_at is None}
        changed = [line for line in coming if _has_changed(line, held)]
        _write_places(coming, changed, held)
        WorkshopRound.objects.filter(pk__in=first).update(places_published_at=timezone.now())
        told = _tell(run, coming, changed, first, held, actor)
        run.published_at, run.published_by, run.people_told = timezone.now(), actor, told
        run.save(update_fields=["published_at", "published_by", "people_told"])
        give_what_is_free(run.event_id)
    return Published(told, len({line.registration_id for line in lines} - {line.registration_id for line in coming}))


def _require_newest(run: AllocationRun) -> None:
    later = AllocationRun.objects.filter(event_id=run.event_id, published_at__gte=run.made_at).first()
    if later is not None:
        text = _("Meanwhile allocation %(number)s was published. Run again, so that this one builds on it.")
        raise CannotPublish(text % {"number": later.number})


def _require_workshops(lines: Iterable[AllocatedPlace]) -> None:
    """Every workshop is still there and takes place."""
    for line in lines:
        if line.workshop is None and line.had_workshop:
            raise CannotPublish(_("A workshop of this allocation was deleted. Run again."))
        if line.workshop is not None and line.workshop.is_cancelled:
            raise CannotPublish(_("“%(title)s” was cancelled. Run again.") % {"title": line.workshop.title})


def _require_unchanged(lines: Iterable[AllocatedPlace], held: dict[tuple[int, int], Place]) -> None:
    """Nobody took another workshop since the run was made."""
    others = {
        line.registration_id
        for line in lines
        if (place.workshop_id if (place := held.get((line.registration_id, line.round_id))) else None)
        != line.held_workshop
    }
    if others:
        text = ngettext(
            "%(number)s person got another workshop since this allocation was made. Run again.",
            "%(number)s people got another workshop since this allocation was made. Run again.",
            len(others),
        )
        raise CannotPublish(text % {"number": len(others)})


def _require_room(lines: list[AllocatedPlace], held: dict[tuple[int, int], Place]) -> None:
    """The numbers of places may have been lowered, and people may have come in beside the run."""
    in_run = {(line.registration_id, line.round_id) for line in lines}
    inside = Counter(line.workshop_id for line in lines if line.workshop_id is not None)
    inside.update(place.workshop_id for key, place in held.items() if key not in in_run)
    for workshop in {line.workshop for line in lines if line.workshop is not None}:
        if workshop.capacity is not None and inside[workshop.pk] > workshop.capacity:
            text = _("“%(title)s” has %(capacity)s places now, but %(people)s people would be in it. Run again.")
            values = {"title": workshop.title, "capacity": workshop.capacity, "people": inside[workshop.pk]}
            raise CannotPublish(text % values)


def _require_sectors(run: AllocationRun, lines: list[AllocatedPlace], held: dict[tuple[int, int], Place]) -> None:
    """Who cancelled may have been needed, and sectors and limits may have changed. Only workshops of the run count."""
    in_run = {(line.registration_id, line.round_id) for line in lines}
    inside = [(line.workshop_id, line.registration.sector_id) for line in lines if line.workshop_id is not None]
    beside = {place.pk for key, place in held.items() if key not in in_run}
    if beside:
        rounds = {round_id for _person, round_id in held}
        rows = Place.objects.filter(round_id__in=rounds, registration__state__in=SEATED_STATES)
        found = rows.values_list("pk", "workshop_id", "registration__sector_id")
        inside += [(workshop, sector) for pk, workshop, sector in found if pk in beside]
    divided = {room["workshop"] for round_ in run.figures.get("rounds", []) for room in round_.get("rooms", [])}
    workshops = Workshop.objects.filter(round__event_id=run.event_id, cancelled_at=None)
    titles = {pk: title for pk, title in workshops.values_list("pk", "title") if pk in divided}
    broken = broken_limits(run.event_id, inside, titles)
    if not broken:
        return
    names = dict(Sector.objects.values_list("pk", "name"))
    few = _("“%(title)s” asks for people of “%(sector)s”: at least %(limit)s. Now there would be %(inside)s.")
    many = _("“%(title)s” has a limit for people of “%(sector)s”: at most %(limit)s. Now there would be %(inside)s.")
    words = [
        (few if item.is_too_few else many)
        % {
            "title": titles[item.workshop_id],
            "limit": item.limit,
            "sector": names.get(item.sector_id or 0, "–"),
            "inside": item.inside,
        }
        for item in broken
    ]
    words.append(_("Since this allocation was made, somebody cancelled, or a sector or a limit changed. Run again."))
    raise CannotPublish(" ".join(words))


def _require_apart(run: AllocationRun, lines: Iterable[AllocatedPlace]) -> None:
    """No pair that was made since sits together."""
    pairs = list(
        KeepApart.objects.filter(first__event_id=run.event_id).values_list("first__email_key", "second__email_key")
    )
    if not pairs:
        return
    rooms: dict[str, set[int]] = {}
    for line in lines:
        if line.workshop_id is not None:
            rooms.setdefault(line.registration.email_key, set()).add(line.workshop_id)
    if any(rooms.get(one, set()) & rooms.get(other, set()) for one, other in pairs):
        raise CannotPublish(_("Since this allocation was made, people in it are kept apart. Run again."))


def _has_changed(line: AllocatedPlace, held: dict[tuple[int, int], Place]) -> bool:
    place = held.get((line.registration_id, line.round_id))
    return (place.workshop_id if place else None) != line.workshop_id


def _write_places(
    lines: Iterable[AllocatedPlace], changed: list[AllocatedPlace], held: dict[tuple[int, int], Place]
) -> None:
    """Old places go, new ones come; what is fixed is marked; who got what they waited for waits no longer."""
    keys = {(line.registration_id, line.round_id) for line in changed}
    gone = [place.pk for key, place in held.items() if key in keys]
    for first in range(0, len(gone), CHUNK):
        Place.objects.filter(pk__in=gone[first : first + CHUNK]).delete()
    Place.objects.bulk_create(
        [
            Place(
                registration_id=line.registration_id,
                round_id=line.round_id,
                workshop_id=line.workshop_id,
                is_fixed=line.is_fixed,
            )
            for line in changed
            if line.workshop_id is not None
        ],
        batch_size=CHUNK,
    )
    for line in lines:
        place = held.get((line.registration_id, line.round_id))
        if place is not None and (line.registration_id, line.round_id) not in keys and line.is_fixed:
            Place.objects.filter(pk=place.pk, is_fixed=False).update(is_fixed=True)
    waits = WorkshopWait.objects.filter(round_id__in={line.round_id for line in changed})
    got = {(line.registration_id, line.workshop_id) for line in changed}
    WorkshopWait.objects.filter(
        pk__in=[wait.pk for wait in waits if (wait.registration_id, wait.workshop_id) in got]
    ).delete()


def _tell(
    run: AllocationRun,
    lines: list[AllocatedPlace],
    changed: list[AllocatedPlace],
    first: set[int],
    held: dict[tuple[int, int], Place],
    actor: User | None,
) -> int:
    """History and mails of who sits elsewhere; and who ranked but got nothing hears that once. How many."""
    movers: dict[int, Registration] = {line.registration_id: line.registration for line in changed}
    keys = list(movers)
    for start in range(0, len(keys), CHUNK):
        Registration.objects.filter(pk__in=keys[start : start + CHUNK]).update(
            calendar_sequence=F("calendar_sequence") + 1
        )
    titles: dict[int, list[str]] = {}
    for line in changed:
        titles.setdefault(line.registration_id, []).append(line.workshop.title if line.workshop else "–")
    HistoryEntry.objects.bulk_create(
        [
            HistoryEntry(
                registration_id=pk,
                kind=HistoryKind.ALLOCATED,
                actor=str(actor or "")[:120],
                note="; ".join(titles[pk])[:300],
            )
            for pk in keys
        ],
        batch_size=CHUNK,
    )
    for registration in movers.values():
        registration.calendar_sequence += 1
        registration.event = run.event
    empty: dict[int, Registration] = {}
    for line in lines:
        if (
            line.workshop_id is None
            and line.has_ranked
            and line.round_id in first
            and line.registration_id not in movers
        ):
            line.registration.event = run.event
            empty[line.registration_id] = line.registration
    moved = [item for item in movers.values() if item.state == RegistrationState.CONFIRMED]
    left_out = [item for item in empty.values() if item.state == RegistrationState.CONFIRMED]
    queue_mails(moved, "places")
    queue_mails(left_out, "no_workshop", occasion=f"run-{run.pk}")
    return len(moved) + len(left_out)
