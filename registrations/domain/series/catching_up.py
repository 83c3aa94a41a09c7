"""Coming on another date instead of one that is missed, when there is room (D6)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDate
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.series.dates import SeriesPart, parts_of
from registrations.domain.series.rooms import DateRoom, Rooms, rooms_of_series
from registrations.domain.waiting import lock_event
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Attendance, CatchUp, Registration


class DateTaken(RegistrationError):
    """The wished date cannot be given; ``str(error)`` says why."""


@dataclass(frozen=True)
class StandIn:
    """A date that may be followed instead, and the group whose it is ("" for a catch-up date)."""

    date: EventDate
    room: DateRoom
    group_name: str


@dataclass(frozen=True)
class Choice:
    """One date of somebody, what may be followed instead, and whether the person was there already."""

    part: SeriesPart
    stand_ins: tuple[StandIn, ...]
    was_there: bool

    @property
    def may_return(self) -> bool:
        """Whether the choice can still be taken back: the own date lies ahead."""
        return self.part.chosen is not None and self.part.date.starts_at > timezone.now()


def choices_of(registration: Registration) -> list[Choice]:
    """The dates of a registrant, each with the dates to come that could stand in for it and are no choice yet."""
    rooms = rooms_of_series(registration.event_id)
    parts = parts_of(registration, rooms.series)
    attended = set(Attendance.objects.filter(registration=registration).values_list("event_date_id", flat=True))
    return [_choice(rooms, parts, part, attended) for part in parts]


def _choice(rooms: Rooms, parts: list[SeriesPart], part: SeriesPart, attended: set[int]) -> Choice:
    taken = {other.chosen.pk for other in parts if other.chosen}
    now = timezone.now()
    found = []
    for date in rooms.series.stand_ins(part.date):
        if date.starts_at <= now or date.pk in taken or date.pk in attended:
            continue
        group = rooms.series.group(date)
        found.append(StandIn(date, rooms.by_date[date.pk], group.name if group else ""))
    was_there = part.date.pk in attended or (part.chosen is not None and part.chosen.pk in attended)
    return Choice(part, tuple(found), was_there)


def choose_catch_up(
    registration: Registration, missed_id: int, chosen_id: int | None, *, actor: str = ""
) -> Registration:
    """Come on ``chosen_id`` instead of ``missed_id``; None: come on the own date after all.

    Nothing changes unless the new date has room. Raises DateTaken.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        if current.state != RegistrationState.CONFIRMED:
            raise DateTaken(_("Only somebody with a place can choose a catch-up date."))
        rooms = rooms_of_series(current.event_id)
        parts = parts_of(current, rooms.series)
        part = next((item for item in parts if item.date.pk == missed_id), None)
        if part is None:
            raise DateTaken(_("This is none of your dates."))
        if (part.chosen.pk if part.chosen else None) == chosen_id:
            return current
        if chosen_id is None:
            _require_return(part, rooms)
            CatchUp.objects.filter(registration=current, missed_id=missed_id).delete()
        else:
            attended = set(Attendance.objects.filter(registration=current).values_list("event_date_id", flat=True))
            _require_stand_in(_choice(rooms, parts, part, attended), chosen_id)
            CatchUp.objects.update_or_create(
                registration=current, missed_id=missed_id, defaults={"chosen_id": chosen_id}
            )
        current.calendar_sequence += 1
        current.save(update_fields=["calendar_sequence"])
        date = next((item for item in rooms.series.dates if item.pk == (chosen_id or missed_id)), part.date)
        note_history(current, HistoryKind.CHANGED, actor=actor, note=str(date))
        queue_mail(current, "changed")
    return current


def _require_return(part: SeriesPart, rooms: Rooms) -> None:
    if part.date.starts_at <= timezone.now():
        raise DateTaken(_("That date is over."))
    if rooms.by_date[part.date.pk].left == 0:
        raise DateTaken(_("Your place on that date was given to somebody else. Your catch-up date stands."))


def _require_stand_in(choice: Choice, chosen_id: int) -> None:
    if choice.was_there:
        raise DateTaken(_("You were there already."))
    found = next((item for item in choice.stand_ins if item.date.pk == chosen_id), None)
    if found is None:
        raise DateTaken(_("This date cannot be chosen. Choose another one."))
    if found.room.left == 0:
        raise DateTaken(_("This date has just filled up. Choose another one; your present date stands."))
