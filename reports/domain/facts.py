"""Everything a draft is made of, read once as frozen facts: a constant number of queries, whatever the size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.text import capfirst

from core.models import Organisation, Sector
from events.enums import ItemKind, PartyRole
from events.models import EventPage
from polls.models import KeptHallQuestion
from reports.domain.attendance_facts import attendance_of
from reports.domain.beyond import AgendaFacts, DateFacts, MeetingFacts
from reports.domain.held import split_dates
from reports.domain.result_facts import ResultFacts, group_names, people_names, result_facts
from reports.models import results_of
from reports.phrases import dates
from reports.phrases.attendance import AttendanceCount
from reports.phrases.language import Language
from reports.phrases.opening import Opening
from reports.phrases.text import proper_words
from workshops.domain.reading import Captured, captured
from workshops.enums import PromptKind
from workshops.models import CapturePrompt, Case, Workshop


@dataclass(frozen=True)
class PromptFacts:
    """A prompt as the report calls it; ``is_counted``: it asks for a number."""

    key: str
    heading: str
    sheets: frozenset[int]
    is_counted: bool = False


@dataclass(frozen=True)
class WorkshopFacts:
    """A workshop that was held; ``sheet`` is None when nobody was asked to take notes."""

    number: int
    title: str
    round_title: str
    id: int = 0


@dataclass(frozen=True)
class HallQuestionFacts:
    """A question from the hall as it was kept; ``supporters`` were counted on every screen while it was asked."""

    text: str
    supporters: int
    is_answered: bool


@dataclass(frozen=True)
class ReportFacts:
    """All facts of one event."""

    event_id: int
    title: str
    opening: Opening
    attendance: AttendanceCount | None
    results: tuple[ResultFacts, ...]
    captured: Captured
    prompts: tuple[PromptFacts, ...]
    workshops: tuple[WorkshopFacts, ...]
    has_semi_fictional_cases: bool
    names: frozenset[str]
    commissioners: tuple[str, ...]
    called: Mapping[str, str]  # the full name of an organisation → how it is called in this report
    hall_questions: tuple[HallQuestionFacts, ...] = ()
    agenda: tuple[AgendaFacts, ...] = ()
    dates: tuple[DateFacts, ...] = ()  # of a series, where the report asks for them
    meetings: tuple[MeetingFacts, ...] = ()  # what is compared, where the report asks for it


def gather_facts(event: EventPage, language: Language) -> ReportFacts:
    """Read everything that a draft needs. Missing facts are empty, never an error; what is to come is not told."""
    now = timezone.now()
    with translation.override(language):
        opening = _opening(event, language, now)
        people, groups = people_names(language), group_names(language)
        results = tuple(result_facts(result, people, groups) for result in results_of(event.pk))
    notes = _of_held(captured(event, language), now)
    sheets = {sheet.id: sheet for sheet in notes.workshops}
    workshops = tuple(
        WorkshopFacts(workshop.number, workshop.title, workshop.round.title, workshop.pk)
        for workshop in Workshop.objects.filter(round__event=event, round__starts_at__lte=now, cancelled_at=None)
        .select_related("round")
        .order_by("round__starts_at", "number", "pk")
    )
    organisations = list(Organisation.objects.values_list("name", "short_name"))
    sectors = list(Sector.objects.values_list("name", flat=True))
    parties = (*opening.commissioners, *opening.organisers, *opening.contractors)
    return ReportFacts(
        event_id=event.pk,
        title=event.title,
        opening=opening,
        attendance=attendance_of(event, language),
        results=results,
        captured=notes,
        prompts=_prompts(sheets),
        workshops=workshops,
        has_semi_fictional_cases=Case.objects.filter(workshop__round__event=event, is_semi_fictional=True).exists(),
        names=_names(notes, parties, organisations, sectors),
        commissioners=opening.commissioners,
        called=_called(event, organisations),
        hall_questions=_hall_questions(event),
        agenda=_agenda(event),
    )


def _agenda(event: EventPage) -> tuple[AgendaFacts, ...]:
    """Plenary items and talks without a sheet for notes; an item without a speaker (a welcome) is no chapter."""
    items = event.programme_items.filter(kind__in=[ItemKind.PLENARY, ItemKind.TALK], capture_sheet=None)
    found = items.filter(speakers__isnull=False).order_by("starts_at", "pk").distinct()
    return tuple(AgendaFacts(item.pk, item.title) for item in found)


def _hall_questions(event: EventPage) -> tuple[HallQuestionFacts, ...]:
    """Approved questions of the sessions that closed, most supported first. One query."""
    kept = KeptHallQuestion.objects.filter(session__event=event).order_by("-votes", "uid")
    return tuple(HallQuestionFacts(one.text, one.votes, one.is_answered) for one in kept)


def _of_held(notes: Captured, now: datetime) -> Captured:
    """Without the empty sheets of what was called off or is still to come: nothing is missing there."""
    held = (one for one in notes.sheets if one.card_count or (one.starts_at <= now and not one.is_called_off))
    return Captured(tuple(held))


def _opening(event: EventPage, language: Language, now: datetime) -> Opening:
    begun, to_come = split_dates(event, now)
    parties: dict[str, list[str]] = {role: [] for role in PartyRole.values}
    for party in event.parties.select_related("organisation"):
        parties[party.role].append(party.name)
    kind = str(event.get_kind_display()).lower()
    return Opening(
        title=event.title,
        kind=kind,
        periods=tuple((timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)) for one in begun),
        planned=tuple((timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)) for one in to_come),
        venue=event.venue.name if event.venue else "",
        city=event.venue.city if event.venue else "",
        questions=tuple(question.text for question in event.central_questions.all()),
        people=tuple(
            dict.fromkeys(
                one.sector.people_in(language)
                for one in event.event_sectors.select_related("sector")
                if one.sector.people
            )
        ),
        commissioners=tuple(parties[PartyRole.COMMISSIONER]),
        organisers=(*parties[PartyRole.ORGANISER], *parties[PartyRole.CO_ORGANISER]),
        contractors=tuple(parties[PartyRole.CONTRACTOR]),
        project=event.project_name,
    )


def _prompts(sheets: dict[int, Any]) -> tuple[PromptFacts, ...]:
    """The prompts of the workshops' templates in their order; the same key over templates is one prompt."""
    found: dict[str, tuple[str, set[int], bool]] = {}
    rows = (
        CapturePrompt.objects.filter(template__sheets__in=sheets, kind__in=(PromptKind.OUTCOME, PromptKind.NUMBER))
        .order_by("position", "pk")
        .values_list("key", "report_heading", "title", "template__sheets", "kind")
    )
    for key, heading, title, sheet, kind in rows:
        found.setdefault(key, (capfirst(heading or title), set(), kind == PromptKind.NUMBER))[1].add(sheet)
    return tuple(PromptFacts(key, heading, frozenset(asked), counts) for key, (heading, asked, counts) in found.items())


def _names(
    notes: Captured, parties: Iterable[str], organisations: Iterable[tuple[str, str]], sectors: Iterable[str]
) -> frozenset[str]:
    """Words that are names: of organisations and sectors, and what the notes write with a capital inside a sentence."""
    known = [*parties, *(name for pair in organisations for name in pair)]
    texts = [outcome.text for outcome in notes.outcomes] + [action.text for action in notes.actions]
    whole = {word for name in known for word in name.split() if word[:1].isupper()}
    several = {word for name in sectors if len(name.split()) > 1 for word in name.split()[1:] if word[:1].isupper()}
    return proper_words(texts) | whole | several


def _called(event: EventPage, organisations: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What organisations are called: by the name they had at the event, else by their short name."""
    called = {name: short for name, short in organisations if short}
    for party in event.parties.select_related("organisation"):
        if party.organisation and party.name_at_the_time:
            called[party.organisation.name] = party.name_at_the_time
    return called


def due_text(due_on: date | datetime | None, period: str, language: Language) -> str:
    """When an agreement is due: its date, or its period."""
    return dates.day(due_on, language, with_weekday=False) if due_on else period
