"""Changing workshops: the old place is given up only when the new one is certain."""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.domain.apart import require_apart
from registrations.domain.capacity import Room, places_of
from registrations.domain.deadlines import may_change
from registrations.domain.errors import PlacesTaken, RegistrationClosed
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.ranking import OPEN_RANKING, Rankings, check_rankings, ranked_rounds, write_rankings
from registrations.domain.registering import check_choices, write_wishes
from registrations.domain.sector_limits import require_not_needed, require_within_limits
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.domain.window import window_of
from registrations.domain.workshop_waiting import resolve_waits, set_waits, waits_of
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Place, Preference, Registration
from workshops.models import WorkshopRound


def change_places(
    registration: Registration,
    choices: Mapping[int, int],
    *,
    waits: Mapping[int, int] | None = None,
    rankings: Rankings | None = None,
    actor: str = "",
) -> Registration:
    """Give exactly the chosen workshop in each round, or change nothing at all.

    ``rankings``: the order of wishes in rounds whose places are still to be divided (None: it stays). Such
    rounds are left alone otherwise.

    ``choices`` holds the workshop by round; a round that is left out means no preference. ``waits`` holds by
    round the full workshop to wait for (None: the queues stay as they are); the place that somebody has is
    kept until it is their turn. A round that is over stays as it was, but for an organiser. What is given up
    goes at once to who waits for it. Raises PlacesTaken, also for who would leave a workshop that then has too
    few people of the sector (an organiser may do that), or RegistrationClosed when the event is over or the
    registration cancelled.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if not current.is_active or window_of(current.event).is_over or (not actor and not may_change(current)):
            raise RegistrationClosed(_("Your choice can no longer be changed."))
        ranked = check_rankings(current.event_id, rankings or {}, is_organiser=bool(actor))
        over = set() if actor else rounds_that_are_over(current.event_id)
        undivided = {round_.pk for round_ in ranked_rounds(current.event_id)} | over
        choices = {round_id: pk for round_id, pk in choices.items() if round_id not in undivided}
        if current.state in (RegistrationState.WAITLISTED, RegistrationState.PENDING):
            write_rankings(current, ranked)
            return _change_wishes(current, choices, waits or {}, actor=actor)
        if write_rankings(current, ranked):
            note_history(current, HistoryKind.CHANGED, actor=actor, note=_("Order of workshops"))
        before = {key: pk for key, pk in places_of(current).items() if key not in undivided}
        kept_waits = waits_of(current) if waits is None else waits
        chosen, waited = resolve_waits(current.event_id, choices, kept_waits, keeps=before.values())
        rooms = check_choices(current.event_id, chosen, needs_place=True, keeps=before.values())
        queues = {round_id: workshop.pk for round_id, workshop in waited.items()}
        require_apart(current, chosen, queues, kept=before.values())
        if any(room.has_limits for room in rooms):
            require_within_limits(current.event_id, current.sector_id, chosen, kept=before.values())
        been = Place.objects.filter(registration=current, round_id__in=over).values_list("workshop__topic", flat=True)
        _require_no_repeats(rooms, kept=before.values(), been=been if over else ())
        if not actor:
            require_not_needed(current.event_id, current.sector_id, before, chosen)
        set_waits(current, waited, actor=actor)
        if chosen == before:
            return current
        _require_unfixed(current, chosen)
        mine = Place.objects.filter(registration=current, is_fixed=False).exclude(round_id__in=undivided)
        mine.exclude(workshop_id__in=chosen.values()).delete()
        Place.objects.bulk_create(
            Place(registration=current, round_id=room.workshop.round_id, workshop=room.workshop)
            for room in rooms
            if before.get(room.workshop.round_id) != room.workshop.pk
        )
        current.calendar_sequence += 1
        current.save(update_fields=["calendar_sequence"])
        note_history(current, HistoryKind.CHANGED, actor=actor)
        if current.state == RegistrationState.CONFIRMED:
            queue_mail(current, "changed")
        give_what_is_free(current.event_id)
    return current


def rounds_that_are_over(event_id: int) -> set[int]:
    """The rounds of an event that were held. One query."""
    over = WorkshopRound.objects.filter(event_id=event_id, ends_at__lte=timezone.now())
    return set(over.values_list("pk", flat=True))


def _change_wishes(
    registration: Registration, choices: Mapping[int, int], waits: Mapping[int, int], *, actor: str
) -> Registration:
    rooms = check_choices(registration.event_id, choices, needs_place=False)
    better = check_choices(
        registration.event_id, {key: pk for key, pk in waits.items() if choices.get(key) != pk}, needs_place=False
    )
    Preference.objects.filter(registration=registration).exclude(OPEN_RANKING).delete()
    write_wishes(registration, [room.workshop for room in rooms], [room.workshop for room in better])
    note_history(registration, HistoryKind.CHANGED, actor=actor)
    return registration


def _require_no_repeats(rooms: Iterable[Room], *, kept: Iterable[int], been: Iterable[uuid.UUID]) -> None:
    """Nobody chooses one topic in two rounds, nor one that they were at; what they had already stays."""
    had = set(kept)
    seen: dict[uuid.UUID, str] = dict.fromkeys(been, "")
    problems = {}
    for room in sorted(rooms, key=lambda room: room.workshop.pk not in had):
        topic, title = room.workshop.topic, room.workshop.title
        if topic in seen and room.workshop.pk not in had:
            problems[room.workshop.round_id] = _("You are in “%(title)s” in another round already.") % {"title": title}
        seen.setdefault(topic, title)
    if problems:
        raise PlacesTaken(problems)


def _require_unfixed(registration: Registration, choices: Mapping[int, int]) -> None:
    fixed = Place.objects.filter(registration=registration, is_fixed=True, workshop__cancelled_at=None)
    problems = {
        place.round_id: _("The organiser placed you in this workshop; it cannot be changed here.")
        for place in fixed
        if choices.get(place.round_id) != place.workshop_id
    }
    if problems:
        raise PlacesTaken(problems)


def wishes_of(registration: Registration) -> dict[int, int]:
    """The workshop by round that somebody without a seat chose. One query."""
    return _wishes(registration, better=False)


def better_wishes_of(registration: Registration) -> dict[int, int]:
    """The workshop by round that somebody without a seat would rather have than the chosen one. One query."""
    return _wishes(registration, better=True)


def _wishes(registration: Registration, *, better: bool) -> dict[int, int]:
    rows = Preference.objects.filter(registration=registration).exclude(OPEN_RANKING).order_by("rank", "pk")
    by_round: dict[int, list[int]] = {}
    for round_id, workshop_id in rows.values_list("workshop__round_id", "workshop_id"):
        by_round.setdefault(round_id, []).append(workshop_id)
    if better:
        return {round_id: wished[0] for round_id, wished in by_round.items() if len(wished) > 1}
    return {round_id: wished[-1] for round_id, wished in by_round.items()}
