"""What of a meeting is done, what is happening and what is still due: pure, from facts and the time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext, pgettext_lazy


class StepState(TextChoices):
    """How far a step is."""

    DONE = "done", pgettext_lazy("step", "Done")
    NOW = "now", pgettext_lazy("step", "Now")
    LATE = "late", pgettext_lazy("step", "To do")
    LATER = "later", pgettext_lazy("step", "Later")


class Subject(Enum):
    """What a step is about; it is done where that is prepared."""

    PAGE = "page"
    REGISTRATION = "registration"
    WORKSHOPS = "workshops"
    POLLS = "polls"
    MEETING = "meeting"
    OUTCOMES = "outcomes"
    REPORT = "report"
    REMOVAL = "removal"


@dataclass(frozen=True)
class Standing:
    """The facts of one event that its timeline depends on."""

    is_published: bool
    announced_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    first_starts_at: datetime | None
    last_ends_at: datetime | None
    workshops: int
    questions: int
    closed_questions: int
    sheets: int
    handed_in: int
    has_report: bool
    report_published_at: datetime | None
    retention_days: int
    is_save_the_date: bool = False


@dataclass(frozen=True)
class Step:
    """One line of the timeline. ``at`` is when it happened or will."""

    subject: Subject
    title: str
    state: StepState
    note: str = ""
    at: datetime | None = None


def steps_of(facts: Standing, now: datetime) -> list[Step]:
    """The steps of a meeting in the order of its life; what the meeting does not have has no step."""
    steps = [_announcement(facts), _registration(facts, now), *_preparation(facts, now), _meeting(facts, now)]
    if facts.sheets:
        steps.append(_outcomes(facts, now))
    return [*steps, _report(facts, now), *_removal(facts, now)]


def _announcement(facts: Standing) -> Step:
    if facts.is_published:
        return Step(Subject.PAGE, gettext("Announced"), StepState.DONE, at=facts.announced_at)
    return Step(Subject.PAGE, gettext("Announce"), StepState.LATE, gettext("The page is still a draft."))


def _registration(facts: Standing, now: datetime) -> Step:
    title = gettext("Registration")
    until = facts.closes_at or facts.last_ends_at
    if until and until <= now:
        return Step(Subject.REGISTRATION, title, StepState.DONE, gettext("Closed."), until)
    if facts.is_save_the_date:
        return Step(
            Subject.REGISTRATION,
            title,
            StepState.LATER,
            gettext("Save-the-date: opens when you switch that off."),
            facts.opens_at,
        )
    if not facts.is_published or (facts.opens_at and facts.opens_at > now):
        return Step(Subject.REGISTRATION, title, StepState.LATER, gettext("Opens by itself."), facts.opens_at)
    return Step(Subject.REGISTRATION, title, StepState.NOW, gettext("Open until:"), until)


def _preparation(facts: Standing, now: datetime) -> list[Step]:
    steps = []
    if facts.workshops:
        note = ngettext("%(number)s workshop", "%(number)s workshops", facts.workshops) % {"number": facts.workshops}
        steps.append(Step(Subject.WORKSHOPS, gettext("Workshops"), StepState.DONE, note))
    if facts.questions:
        ready = ngettext("%(number)s question", "%(number)s questions", facts.questions) % {"number": facts.questions}
        closed = gettext("%(number)s closed") % {"number": facts.closed_questions}
        steps.append(Step(Subject.POLLS, gettext("Polls prepared"), StepState.DONE, f"{ready}, {closed}"))
    return steps


def _meeting(facts: Standing, now: datetime) -> Step:
    title = gettext("The meeting")
    starts_at, ends_at = facts.first_starts_at, facts.last_ends_at
    if starts_at is None or ends_at is None:
        return Step(Subject.PAGE, title, StepState.LATE, gettext("There is no date yet."))
    if ends_at <= now:
        return Step(Subject.MEETING, title, StepState.DONE, at=starts_at)
    return Step(Subject.MEETING, title, StepState.NOW if starts_at <= now else StepState.LATER, at=starts_at)


def _outcomes(facts: Standing, now: datetime) -> Step:
    note = gettext("%(number)s of %(total)s sheets handed in") % {"number": facts.handed_in, "total": facts.sheets}
    state = StepState.DONE if facts.handed_in == facts.sheets else _after_meeting(facts, now)
    return Step(Subject.OUTCOMES, gettext("Outcomes"), state, note)


def _report(facts: Standing, now: datetime) -> Step:
    title = gettext("Report")
    if facts.report_published_at:
        return Step(Subject.REPORT, title, StepState.DONE, gettext("Published."), facts.report_published_at)
    note = gettext("There is a draft.") if facts.has_report else gettext("Not drafted yet.")
    if not facts.has_report and _after_meeting(facts, now) is StepState.LATER:
        note = gettext("Can be drafted once the meeting begins.")
    return Step(Subject.REPORT, title, _after_meeting(facts, now), note)


def _removal(facts: Standing, now: datetime) -> list[Step]:
    if facts.last_ends_at is None:
        return []
    at = facts.last_ends_at + timedelta(days=facts.retention_days)
    note = gettext("This happens by itself; totals and the report stay.")
    return [
        Step(
            Subject.REMOVAL,
            gettext("Personal data deleted"),
            StepState.DONE if at <= now else StepState.LATER,
            note,
            at,
        )
    ]


def _after_meeting(facts: Standing, now: datetime) -> StepState:
    """Work that the meeting brings: later before it, now during it, to do after it."""
    if facts.last_ends_at and facts.last_ends_at <= now:
        return StepState.LATE
    if facts.first_starts_at and facts.first_starts_at <= now:
        return StepState.NOW
    return StepState.LATER
