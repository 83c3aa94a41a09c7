"""Asking some days before whether people still come; at free meetings one in five stays away.

Asked once, reminded once halfway. Freed places go to who waits. Only when the organiser set it, and the mails
say so, places of who did not answer are released; never before the reminder had time to be read.
In a masterclass the days are counted from the first date of each group.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import RegistrationClosed
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.rules import rules_of
from registrations.domain.series.dates import group_dates, group_of, in_group, is_series
from registrations.domain.waiting import lock_event
from registrations.enums import HistoryKind, ReconfirmationAnswer, RegistrationState
from registrations.models import Reconfirmation, Registration, RegistrationRules

CHUNK = 50
TIME_TO_ANSWER = timedelta(hours=12)  # between the question, the reminder and the release


@dataclass(frozen=True)
class Schedule:
    """When the people of an event are asked, reminded, and released (None: never)."""

    asks_at: datetime
    reminds_at: datetime
    releases_at: datetime | None
    starts_at: datetime


def schedule_of(event: EventPage) -> Schedule | None:
    """The schedule of an event; None when nobody is asked or there is no date."""
    starts_at, _ends_at = event.period()
    return _schedule(rules_of(event), starts_at)


def schedule_for(registration: Registration) -> Schedule | None:
    """The schedule of one registrant: that of the own group in a masterclass."""
    event = registration.event
    if not is_series(event):
        return schedule_of(event)
    dates = group_dates(event)
    own = dates.get(group_of(registration)) or dates[None]
    return _schedule(rules_of(event), own[0].starts_at if own else None)


def _schedule(rules: RegistrationRules, starts_at: datetime | None) -> Schedule | None:
    if starts_at is None or not rules.reconfirmation_days:
        return None
    asks_at = starts_at - timedelta(days=rules.reconfirmation_days)
    hours = rules.reconfirmation_release_hours
    releases_at = starts_at - timedelta(hours=hours) if hours else None
    ends_at = releases_at or starts_at
    return Schedule(asks_at, asks_at + max(ends_at - asks_at, timedelta(0)) / 2, releases_at, starts_at)


def asked_of(registration: Registration) -> Reconfirmation | None:
    """What a registrant was asked. One query."""
    return Reconfirmation.objects.filter(registration=registration).first()


def say_coming(registration: Registration) -> Reconfirmation:
    """ "I am coming", noted once. Raises RegistrationClosed when there is no certain place or the event is over."""
    return _answer(registration, ReconfirmationAnswer.COMING, history=HistoryKind.RECONFIRMED)


def note_substitute(registration: Registration) -> None:
    """ "My colleague is coming": noted when the substitute was asked; nothing when nobody asked."""
    if Reconfirmation.objects.filter(registration=registration).exists():
        _answer(registration, ReconfirmationAnswer.SUBSTITUTE)


def say_not_coming(registration: Registration) -> Registration:
    """ "I am not coming": cancels, and the place goes to who waits."""
    _answer(registration, ReconfirmationAnswer.NOT_COMING)
    return cancel_registration(registration, reason=_("Answer to the question whether they still come."))


def _answer(
    registration: Registration, answer: ReconfirmationAnswer, *, history: HistoryKind | None = None
) -> Reconfirmation:
    now = timezone.now()
    _starts_at, ends_at = registration.event.period()
    with transaction.atomic():
        current = Registration.objects.select_for_update().get(pk=registration.pk)
        if current.state != RegistrationState.CONFIRMED or (ends_at is not None and ends_at <= now):
            raise RegistrationClosed(_("This question no longer needs an answer."))
        row, _created = Reconfirmation.objects.get_or_create(registration=current, defaults={"asked_at": now})
        if row.answer != answer:
            row.answer, row.answered_at = answer, now
            row.save(update_fields=["answer", "answered_at"])
            if history:
                note_history(current, history)
    return row


def sweep_reconfirmations(*, now: datetime | None = None) -> None:
    """Ask, remind and release, for every event whose moment has come."""
    now = now or timezone.now()
    rows = RegistrationRules.objects.filter(reconfirmation_days__gt=0, event__live=True, event__cancelled_at=None)
    for rules in rows.annotate(last=Max("event__dates__starts_at")).filter(last__gt=now).select_related("event"):
        for group_id, dates in group_dates(rules.event).items():
            starts_at = dates[0].starts_at if dates else None
            schedule = _schedule(rules, starts_at)
            if schedule is not None and schedule.asks_at <= now < schedule.starts_at:
                who = in_group(group_id) if is_series(rules.event) else Q()
                _follow(rules.event, schedule, now=now, who=who)


def _follow(event: EventPage, schedule: Schedule, *, now: datetime, who: Q) -> None:
    ask(event, schedule, now=now, who=who)
    if schedule.reminds_at <= now:
        remind(event, now=now, asked_before=now - TIME_TO_ANSWER, who=who)
    if schedule.releases_at is not None and schedule.releases_at <= now:
        release(event, now=now, who=who)


def ask(event: EventPage, schedule: Schedule, *, now: datetime, who: Q | None = None) -> int:
    """Ask everybody (of ``who``) with a place who has it from before the question; once. Returns how many."""
    asked = 0
    waiting = Registration.objects.confirmed().filter(who or Q(), event=event, confirmed_at__lt=schedule.asks_at)
    waiting = waiting.filter(reconfirmation=None).exclude(email="").select_related("event").order_by("pk")
    while found := list(waiting[:CHUNK]):
        with transaction.atomic():
            rows = [Reconfirmation(registration=registration, asked_at=now) for registration in found]
            Reconfirmation.objects.bulk_create(rows, ignore_conflicts=True)
            for registration in found:
                queue_mail(registration, "reconfirm", occasion="ask")
        asked += len(found)
    return asked


def remind(event: EventPage, *, now: datetime, asked_before: datetime, who: Q | None = None) -> int:
    """Remind who (of ``who``) did not answer; once. Returns how many."""
    reminded = 0
    while found := list(_unanswered(event, who).filter(reminded_at=None, asked_at__lte=asked_before)[:CHUNK]):
        with transaction.atomic():
            Reconfirmation.objects.filter(pk__in=[row.pk for row in found]).update(reminded_at=now)
            for row in found:
                queue_mail(row.registration, "reconfirm_reminder", occasion="remind")
        reminded += len(found)
    return reminded


def release(event: EventPage, *, now: datetime, who: Q | None = None) -> int:
    """Release the places of who (of ``who``) was reminded a while ago and did not answer. Returns how many."""
    found = list(_unanswered(event, who).filter(reminded_at__lte=now - TIME_TO_ANSWER))
    return sum(release_place(row) for row in found)


def release_place(row: Reconfirmation) -> bool:
    """Release one place, unless an answer came in meanwhile; returns whether it was released."""
    with transaction.atomic():
        lock_event(row.registration.event_id)
        # Who answers holds this row as well: the answer stands, or comes too late.
        Registration.objects.select_for_update().values_list("pk").get(pk=row.registration_id)
        if not _unanswered(row.registration.event).filter(pk=row.pk).exists():
            return False
        cancel_registration(
            row.registration, actor=_("the system"), kind=HistoryKind.NOT_RECONFIRMED, letter="place_released"
        )
    return True


def _unanswered(event: EventPage, who: Q | None = None) -> QuerySet[Reconfirmation]:
    rows = Reconfirmation.objects.filter(
        registration__event=event, registration__state=RegistrationState.CONFIRMED, answer=""
    )
    if who:
        rows = rows.filter(registration__in=Registration.objects.filter(who, event=event))
    return rows.select_related("registration__event").order_by("pk")


@dataclass(frozen=True)
class Answers:
    """How many people said what; ``open`` did not answer, ``not_asked`` came in later or have no address."""

    coming: int
    not_coming: int
    substitute: int
    open: int
    not_asked: int
    released: int

    @property
    def asked(self) -> int:
        """Everybody who was asked."""
        return self.coming + self.not_coming + self.substitute + self.open + self.released


def answers_of_event(event: EventPage) -> Answers:
    """The counts for organisers. One query."""
    confirmed = Q(state=RegistrationState.CONFIRMED)
    asked = Q(reconfirmation__isnull=False)

    def said(answer: ReconfirmationAnswer) -> Count:
        return Count("pk", filter=Q(reconfirmation__answer=answer))

    counts = Registration.objects.filter(event=event).aggregate(
        coming=said(ReconfirmationAnswer.COMING),
        not_coming=said(ReconfirmationAnswer.NOT_COMING),
        substitute=said(ReconfirmationAnswer.SUBSTITUTE),
        open=Count("pk", filter=confirmed & asked & Q(reconfirmation__answer="")),
        not_asked=Count("pk", filter=confirmed & Q(reconfirmation__isnull=True)),
        released=Count("pk", filter=~confirmed & asked & Q(reconfirmation__answer="")),
    )
    return Answers(**counts)


def unanswered_people(event: EventPage) -> list[Registration]:
    """Who did not answer yet, by name. One query."""
    rows = Registration.objects.confirmed().filter(event=event, reconfirmation__answer="")
    return list(rows.select_related("sector", "reconfirmation").order_by("name", "pk"))
