"""Changing workshops: the old place is given up only when the new one is certain."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from registrations.domain.capacity import lock_seats, places_of
from registrations.domain.errors import PlacesTaken, RegistrationClosed
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.registering import check_choices
from registrations.domain.window import window_of
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Place, Preference, Registration


def change_places(registration: Registration, choices: Mapping[int, int], *, actor: str = "") -> Registration:
    """Give exactly the chosen workshop in each round, or change nothing at all.

    ``choices`` holds the workshop by round; a round that is left out means no preference. Raises
    PlacesTaken, or RegistrationClosed when the event is over or the registration cancelled.
    """
    with transaction.atomic():
        lock_seats(registration.event_id, choices.values())
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if not current.is_active or window_of(current.event).is_over:
            raise RegistrationClosed(_("Your choice can no longer be changed."))
        if current.state == RegistrationState.WAITLISTED:
            return _change_wishes(current, choices)
        before = places_of(current)
        rooms = check_choices(current.event_id, choices, needs_place=True, keeps=before.values())
        if dict(choices) == before:
            return current
        _require_unfixed(current, choices)
        Place.objects.filter(registration=current, is_fixed=False).exclude(workshop_id__in=choices.values()).delete()
        Place.objects.bulk_create(
            Place(registration=current, round_id=room.workshop.round_id, workshop=room.workshop)
            for room in rooms
            if before.get(room.workshop.round_id) != room.workshop.pk
        )
        current.calendar_sequence += 1
        current.save(update_fields=["calendar_sequence"])
        note_history(current, HistoryKind.CHANGED, actor=actor)
        queue_mail(current, "changed")
    return current


def _change_wishes(registration: Registration, choices: Mapping[int, int]) -> Registration:
    rooms = check_choices(registration.event_id, choices, needs_place=False)
    Preference.objects.filter(registration=registration).delete()
    Preference.objects.bulk_create(Preference(registration=registration, workshop=room.workshop) for room in rooms)
    note_history(registration, HistoryKind.CHANGED)
    return registration


def _require_unfixed(registration: Registration, choices: Mapping[int, int]) -> None:
    fixed = Place.objects.filter(registration=registration, is_fixed=True)
    problems = {
        place.round_id: _("The organiser placed you in this workshop; it cannot be changed here.")
        for place in fixed
        if choices.get(place.round_id) != place.workshop_id
    }
    if problems:
        raise PlacesTaken(problems)


def wishes_of(registration: Registration) -> dict[int, int]:
    """The workshop by round that somebody on the waiting list would like. One query."""
    return dict(Preference.objects.filter(registration=registration).values_list("workshop__round_id", "workshop_id"))
