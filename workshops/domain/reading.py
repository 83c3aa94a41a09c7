"""Everything that was captured at an event, in bulk, as plain facts for drafting a report.

Four kinds of rows in a fixed number of queries, whatever the number of sheets and cards. Running
notes are working material: they are here for the reporter and are never published as they stand.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from events.models import EventPage
from workshops.enums import ConsentState, PassageState, SheetKind
from workshops.models import ActionItem, CaptureSheet, Outcome, Quote


@dataclass(frozen=True)
class OutcomeFacts:
    """One outcome, with where it was said; a number stands before its text. ``case`` is a case's title, or empty.

    What was merged into another outcome is not here.
    """

    uid: UUID
    prompt_key: str
    prompt_title: str
    report_heading: str
    case: str
    text: str
    is_starred: bool
    workshop_number: int | None
    workshop_title: str
    star_position: int = 0
    cluster: str = ""  # the title of the group it was put in by hand
    dots: int | None = None  # what the room gave it; None when it was not asked or may not be told
    cluster_dots: int | None = None
    mentions: int = 1  # how often it was said: itself and what was merged into it
    is_from_room: bool = False

    @property
    def weight(self) -> tuple[int, int]:
        """What a report puts first: dots of the card or its group, then how often it was said."""
        return (max(self.dots or 0, self.cluster_dots or 0), self.mentions)


@dataclass(frozen=True)
class QuoteFacts:
    """Words of a person. Only a quote that ``is_publishable`` may leave the house."""

    uid: UUID
    text: str
    attribution_kind: str
    attribution: str
    sector: str
    consent: str
    workshop_number: int | None
    workshop_title: str

    @property
    def is_publishable(self) -> bool:
        """Whether the person quoted agreed."""
        return self.consent == ConsentState.GIVEN


@dataclass(frozen=True)
class ActionFacts:
    """An agreement, action item or commitment; owners by name in the order they were given."""

    uid: UUID
    kind: str
    text: str
    owners: tuple[str, ...]
    due_on: date | None
    period: str
    commissioned_by: str
    state: str
    workshop_number: int | None
    workshop_title: str


@dataclass(frozen=True)
class SpeakerFacts:
    """Who spoke in a plenary item, under the name and organisation of the programme."""

    name: str
    organisation_name: str


@dataclass(frozen=True)
class SheetFacts:
    """What one workshop or plenary item yielded. ``number`` is None for a plenary item."""

    id: int
    kind: str
    title: str
    number: int | None
    starts_at: datetime
    handed_in: bool
    running_note: str
    speakers: tuple[SpeakerFacts, ...]
    outcomes: tuple[OutcomeFacts, ...]
    quotes: tuple[QuoteFacts, ...]
    actions: tuple[ActionFacts, ...]
    is_refused: bool = False  # a speaker said that her passage must not be published
    is_called_off: bool = False  # its workshop was cancelled

    @property
    def card_count(self) -> int:
        """How many cards the sheet holds."""
        return len(self.outcomes) + len(self.quotes) + len(self.actions)


@dataclass(frozen=True)
class Captured:
    """All sheets of an event: by time, workshops of one round by number."""

    sheets: tuple[SheetFacts, ...]

    @property
    def workshops(self) -> tuple[SheetFacts, ...]:
        """The sheets of workshops."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == SheetKind.WORKSHOP)

    @property
    def plenary(self) -> tuple[SheetFacts, ...]:
        """The sheets of plenary items."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == SheetKind.PLENARY)

    @property
    def outcomes(self) -> tuple[OutcomeFacts, ...]:
        """The outcomes of all sheets."""
        return tuple(outcome for sheet in self.sheets for outcome in sheet.outcomes)

    @property
    def quotes(self) -> tuple[QuoteFacts, ...]:
        """The quotes of all sheets."""
        return tuple(quote for sheet in self.sheets for quote in sheet.quotes)

    @property
    def actions(self) -> tuple[ActionFacts, ...]:
        """The agreements and actions of all sheets."""
        return tuple(action for sheet in self.sheets for action in sheet.actions)


def captured(event: EventPage, language: str = "nl") -> Captured:
    """Read everything that was captured at an event, in a constant number of queries; sectors named in a language."""
    sheets = CaptureSheet.objects.filter(event=event).select_related(
        "workshop__round", "programme_item", "running_note"
    )
    sheets = sheets.prefetch_related("programme_item__speakers", "passages")
    outcomes = _by_sheet(
        Outcome.objects.filter(sheet__event=event)
        .select_related("prompt", "case", "cluster")
        .annotate(merged_count=Count("merged"))
    )
    quotes = _by_sheet(Quote.objects.filter(sheet__event=event).select_related("sector"))
    actions = _by_sheet(ActionItem.objects.filter(sheet__event=event).prefetch_related("owners__organisation"))
    facts = [_sheet_facts(sheet, outcomes[sheet.pk], quotes[sheet.pk], actions[sheet.pk], language) for sheet in sheets]
    return Captured(tuple(sorted(facts, key=lambda sheet: (sheet.starts_at, sheet.number or 0, sheet.id))))


def _by_sheet(cards: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for card in cards:
        found[card.sheet_id].append(card)
    return found


def _sheet_facts(
    sheet: CaptureSheet, outcomes: list[Outcome], quotes: list[Quote], actions: list[ActionItem], language: str
) -> SheetFacts:
    item, number = sheet.programme_item, sheet.number
    note = getattr(sheet, "running_note", None)
    return SheetFacts(
        id=sheet.pk,
        kind=sheet.kind,
        title=sheet.title,
        number=number,
        starts_at=sheet.starts_at,
        handed_in=sheet.handed_in_at is not None,
        running_note=note.text if note else "",
        speakers=tuple(SpeakerFacts(s.name, s.organisation_name) for s in item.speakers.all()) if item else (),
        outcomes=tuple(_outcome_facts(card, number, sheet.title) for card in outcomes),
        quotes=tuple(_quote_facts(card, number, sheet.title, language) for card in quotes),
        actions=tuple(_action_facts(card, number, sheet.title) for card in actions),
        is_called_off=sheet.workshop is not None and sheet.workshop.is_cancelled,
        is_refused=any(passage.state == PassageState.REFUSED for passage in sheet.passages.all()),
    )


def _outcome_facts(card: Outcome, number: int | None, title: str) -> OutcomeFacts:
    cluster = card.cluster if card.cluster and card.cluster.prompt_key == card.prompt.key else None
    return OutcomeFacts(
        uid=card.uid,
        prompt_key=card.prompt.key,
        prompt_title=card.prompt.title,
        report_heading=card.prompt.report_heading or card.prompt.title,
        case=card.case.title if card.case else "",
        text=f"{card.shown_number} {card.text}".strip(),
        is_starred=card.is_starred,
        star_position=card.star_position,
        cluster=cluster.title if cluster else "",
        dots=card.dots,
        cluster_dots=cluster.dots if cluster else None,
        mentions=card.merged_count + 1,  # type: ignore[attr-defined]  # annotated in captured
        is_from_room=card.is_from_room,
        workshop_number=number,
        workshop_title=title,
    )


def _quote_facts(card: Quote, number: int | None, title: str, language: str) -> QuoteFacts:
    return QuoteFacts(
        uid=card.uid,
        text=card.text,
        attribution_kind=card.attribution_kind,
        attribution=card.attribution,
        sector=card.sector.name_in(language) if card.sector else "",
        consent=card.consent,
        workshop_number=number,
        workshop_title=title,
    )


def _action_facts(card: ActionItem, number: int | None, title: str) -> ActionFacts:
    return ActionFacts(
        uid=card.uid,
        kind=card.kind,
        text=card.text,
        owners=tuple(str(owner) for owner in card.owners.all()),
        due_on=card.due_on,
        period=card.period,
        commissioned_by=card.commissioned_by,
        state=card.state,
        workshop_number=number,
        workshop_title=title,
    )
