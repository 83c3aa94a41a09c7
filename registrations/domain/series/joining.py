"""A place in a group: with the registration, and moved only when the new one is certain (D6)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.series.choosing import GroupTaken, full_message
from registrations.domain.series.dates import Series, series_of
from registrations.domain.series.rooms import rooms_of_series
from registrations.domain.series.rules import masterclass_rules_of
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.enums import SEATED_STATES, HistoryKind
from registrations.models import CatchUp, GroupPlace, HandIn, Homework, Registration


def change_group(registration: Registration, group_id: int, *, actor: str = "") -> Registration:
    """Move to another group, or change nothing at all. Chosen catch-up dates are given up.

    Raises GroupTaken when the new group is full, over or not of this event, or the deadline has passed.
    An organiser (``actor``) may still move people after the deadline.
    """
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_related("event").get(pk=registration.pk)
        series = series_of(current.event_id)
        if not current.is_active or not may_change_group(current.event, series, is_organiser=bool(actor)):
            raise GroupTaken(_("The group can no longer be changed."))
        rooms = rooms_of_series(current.event_id, series)
        room = rooms.group(group_id)
        if room is None or not (actor or room.is_open_for_choice):
            raise GroupTaken(_("Choose one of the groups."))
        place = GroupPlace.objects.filter(registration=current).first()
        if place is not None and place.group_id == group_id:
            return current
        if current.state in SEATED_STATES and room.is_full:
            raise GroupTaken(full_message(rooms, room))
        GroupPlace.objects.update_or_create(registration=current, defaults={"group_id": group_id})
        CatchUp.objects.filter(registration=current).delete()
        _take_homework_along(current, series, group_id)
        current.calendar_sequence += 1
        current.save(update_fields=["calendar_sequence"])
        note_history(current, HistoryKind.CHANGED, actor=actor, note=room.group.name)
        if current.state in SEATED_STATES:
            queue_mail(current, "changed")
        give_what_is_free(current.event_id)
        current.refresh_from_db()
    return current


def may_change_group(event: EventPage, series: Series, *, is_organiser: bool = False) -> bool:
    """Whether the deadline has not passed: the organiser's, else the beginning of the first date."""
    if not series.dates:
        return False
    now = timezone.now()
    if is_organiser:
        return max(date.ends_at for date in series.dates) > now
    until = masterclass_rules_of(event).group_changes_until
    return (until or min(date.starts_at for date in series.dates)) > now


def _take_homework_along(registration: Registration, series: Series, group_id: int) -> None:
    """What was handed in counts for the same homework of the new group: the parallel date, the same title."""
    to = {date.pk for date in series.dates if series.group_id(date) == group_id}
    by_pk = {date.pk: date for date in series.dates}
    theirs = {(item.event_date_id, item.title): item for item in Homework.objects.filter(event_date_id__in=to)}
    known = set(HandIn.objects.filter(registration=registration).values_list("homework_id", flat=True))
    for hand_in in HandIn.objects.filter(registration=registration).select_related("homework"):
        for date in series.parallel_to(by_pk[hand_in.homework.event_date_id]):
            same = theirs.get((date.pk, hand_in.homework.title))
            if same is not None and same.pk not in known:
                hand_in.homework = same
                hand_in.save(update_fields=["homework"])
                known.add(same.pk)
                break
