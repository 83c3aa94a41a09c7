"""Letters at chosen moments before and after a date: reminders, practical information, thanks.

Rules: a moment runs once, whatever crashes; after downtime it is caught up, but never when the date has
begun, when it is days late, or when it was past already as it was chosen or the event was published.
Who registered after the moment gets nothing of it: the confirmation said it all. In a masterclass the first and
the last date are those of each group.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import EventDate, EventPage
from registrations.domain.mails import queue_mail
from registrations.domain.series.dates import group_dates, group_of, is_series
from registrations.enums import RegistrationState
from registrations.models import LetterMoments, MomentRun, Registration

MOST_DAYS = 60
MOST_MOMENTS = 5
LATE = timedelta(days=2)
CHUNK = 50
DEFAULT_HOUR = 9


@dataclass(frozen=True)
class MomentKind:
    """A letter that leaves at chosen moments. ``dates``: before every date, the first, or after the last."""

    letter: str
    title: str | Promise
    help_text: str | Promise
    default_days: tuple[int, ...]
    is_after: bool = False
    every_date: bool = False


KINDS = (
    MomentKind(
        "reminder",
        _("Reminder"),
        _("So many days before each date, for example: 7, 1. Empty: no reminder."),
        (7, 1),
        every_date=True,
    ),
    MomentKind(
        "practical",
        _("Practical information"),
        _("So many days before the first date, for example: 3. Empty: not sent."),
        (),
    ),
    MomentKind(
        "thanks",
        _("Thank you"),
        _("So many days after the last date, for example: 1. Empty: not sent."),
        (1,),
        is_after=True,
    ),
)


@dataclass(frozen=True)
class Moments:
    """The chosen days and hour of one letter; ``since``: earlier moments never run."""

    days: tuple[int, ...]
    hour: int = DEFAULT_HOUR
    since: datetime | None = None


@dataclass(frozen=True)
class DueMoment:
    """One letter that is due around one date."""

    kind: MomentKind
    date: EventDate
    due_at: datetime


def parse_days(typed: str) -> tuple[int, ...]:
    """Whole days, most first, each once. Raises ValueError for anything else than numbers from 0 to 60."""
    parts = [part for part in re.split(r"[\s,;]+", typed.strip()) if part]
    if any(not re.fullmatch(r"[0-9]{1,2}", part) or int(part) > MOST_DAYS for part in parts):
        raise ValueError(typed)
    days = tuple(sorted({int(part) for part in parts}, reverse=True))
    if len(days) > MOST_MOMENTS:
        raise ValueError(typed)
    return days


def due_time(kind: MomentKind, date: EventDate, days: int, hour: int) -> datetime:
    """The moment in the event's time zone: so many days before the start or after the end, at the hour."""
    anchor = timezone.localtime(date.ends_at if kind.is_after else date.starts_at).date()
    day = anchor + timedelta(days=days if kind.is_after else -days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def is_due(kind: MomentKind, date: EventDate, due_at: datetime, *, since: datetime | None, now: datetime) -> bool:
    """Whether a letter leaves now: its moment has come, not too long ago, and was still ahead when it was chosen."""
    latest = due_at + LATE if kind.is_after else min(due_at + LATE, date.starts_at)
    earliest_end = date.ends_at if kind.is_after else due_at
    return max(due_at, earliest_end) <= now < latest and (since is None or due_at > since)


def moments_of(event: EventPage, rows: Mapping[str, LetterMoments] | None = None) -> dict[str, Moments]:
    """The moments of every letter at an event, the defaults where nothing was chosen. One query without ``rows``."""
    if rows is None:
        rows = {row.letter: row for row in LetterMoments.objects.filter(event=event)}
    found = {}
    for kind in KINDS:
        row = rows.get(kind.letter)
        if row is None:
            found[kind.letter] = Moments(kind.default_days, since=event.first_published_at)
        else:
            found[kind.letter] = Moments(parse_days(row.days), row.hour, row.saved_at)
    return found


def save_moments(event: EventPage, chosen: Mapping[str, tuple[tuple[int, ...], int]]) -> None:
    """Choose the days and the hour per letter; a row that stays the same keeps its past."""
    with transaction.atomic():
        rows = {row.letter: row for row in LetterMoments.objects.filter(event=event)}
        for letter, (days, hour) in chosen.items():
            text = ", ".join(str(day) for day in days)
            row = rows.get(letter) or LetterMoments(event=event, letter=letter)
            if row.pk is None or (row.days, row.hour) != (text, hour):
                row.days, row.hour = text, hour
                row.save()


def planned(event: EventPage) -> list[DueMoment]:
    """Every moment of an event's letters, in order of time. Two queries, of a masterclass four."""
    dates = list(EventDate.objects.filter(page_id=event.pk).order_by("starts_at"))
    return sorted(_moments(event, dates, moments_of(event)), key=lambda moment: moment.due_at)


def is_anchor(registration: Registration, date: EventDate, *, is_after: bool) -> bool:
    """Whether a date is the first, or the last, of those that this registrant's group has."""
    dates = group_dates(registration.event)
    own = dates.get(group_of(registration) if is_series(registration.event) else None) or dates[None]
    return bool(own) and own[-1 if is_after else 0].pk == date.pk


def _anchors(event: EventPage, dates: list[EventDate], kind: MomentKind) -> list[EventDate]:
    if kind.every_date:
        return dates
    per_group = group_dates(event).values() if is_series(event) else [dates]
    ends = {group[-1 if kind.is_after else 0].pk for group in per_group if group}
    return [date for date in dates if date.pk in ends]


def _moments(event: EventPage, dates: list[EventDate], moments: Mapping[str, Moments]) -> Iterator[DueMoment]:
    for kind in KINDS:
        chosen = moments[kind.letter]
        for date in _anchors(event, dates, kind) if chosen.days else ():
            for days in chosen.days:
                yield DueMoment(kind, date, due_time(kind, date, days, chosen.hour))


def send_due_moments() -> int:
    """Queue the letters whose moment has come; returns how many. May be killed anywhere and run again."""
    now = timezone.now()
    margin = timedelta(days=MOST_DAYS + 3)
    near = Q(dates__starts_at__lte=now + margin, dates__ends_at__gte=now - margin)
    events = EventPage.objects.filter(near, live=True, cancelled_at=None).distinct()
    events = events.prefetch_related("dates", "letter_moments")
    queued = 0
    for event in events:
        moments = moments_of(event, {row.letter: row for row in event.letter_moments.all()})
        dates = sorted(event.dates.all(), key=lambda date: date.starts_at)
        for moment in _moments(event, dates, moments):
            since = moments[moment.kind.letter].since
            if is_due(moment.kind, moment.date, moment.due_at, since=since, now=now):
                queued += run_moment(event, moment)
    return queued


def run_moment(event: EventPage, moment: DueMoment) -> int:
    """Queue one letter to everybody who had a place when it was due, then note that it was done."""
    done = MomentRun.objects.filter(event_date=moment.date, letter=moment.kind.letter, due_at=moment.due_at)
    if done.exists():
        return 0
    people = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)
    people = people.filter(Q(confirmed_at__lt=moment.due_at) | Q(confirmed_at=None, created_at__lt=moment.due_at))
    occasion = f"{moment.date.pk}:{moment.due_at:%Y%m%d%H}"
    queued = last = 0
    while rows := list(people.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        with transaction.atomic():
            for registration in rows:
                registration.event = event
                queue_mail(registration, moment.kind.letter, occasion=occasion, about=str(moment.date.pk))
        queued += len(rows)
        last = rows[-1].pk
    try:
        with transaction.atomic():
            MomentRun.objects.create(
                event_date=moment.date, letter=moment.kind.letter, due_at=moment.due_at, queued=queued
            )
    except IntegrityError:
        return 0  # another worker did the same; the keys of the mails kept it from happening twice
    return queued


def next_moment_words(event: Any, letter: str) -> list[DueMoment]:
    """The moments of one letter at an event."""
    return [moment for moment in planned(event) if moment.kind.letter == letter]
