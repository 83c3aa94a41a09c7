"""What the scribe page shows of a sheet: lists of cards, each with its form. A fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.forms import Form
from django.utils.translation import gettext as _

from core.models import Organisation
from workshops.domain.cards import AnyCard, CardModel
from workshops.forms import ActionForm, CardForm, NoteForm, OutcomeForm, QuoteForm, SheetChoices
from workshops.models import ActionItem, CapturePrompt, CaptureSheet, Outcome, Quote, RunningNote

MOST_SUGGESTIONS = 400


@dataclass(frozen=True)
class Kind:
    """One kind of card: its name in addresses, its model, its form."""

    slug: str
    model: CardModel
    form: type[CardForm]


OUTCOME = Kind("opbrengst", Outcome, OutcomeForm)
QUOTE = Kind("citaat", Quote, QuoteForm)
ACTION = Kind("afspraak", ActionItem, ActionForm)
KINDS = {kind.slug: kind for kind in (OUTCOME, QUOTE, ACTION)}


@dataclass
class CardRow:
    """A card with the form that changes it."""

    card: AnyCard
    kind: Kind
    form: CardForm
    list_key: str
    is_open: bool = False


@dataclass
class CardList:
    """A list of cards with the form that adds one."""

    key: str
    title: str
    help_text: str
    kind: Kind
    rows: list[CardRow]
    add_form: CardForm
    uid: str = field(default_factory=lambda: str(uuid4()))


def sheet_choices(sheet: CaptureSheet) -> SheetChoices:
    """What may be chosen on this sheet: prompts of its template, cases of its workshop, sectors of its event."""
    cases = sheet.workshop.cases.all() if sheet.workshop else []
    sectors = sheet.event.event_sectors.select_related("sector")
    return SheetChoices(
        prompts=[(prompt.pk, prompt.title) for prompt in sheet.template.prompts.all()],
        cases=[(case.pk, case.title) for case in cases],
        sectors=[(row.sector.pk, row.sector.name) for row in sectors],
    )


def card_rows(sheet: CaptureSheet, choices: SheetChoices, bound: dict[str, Form]) -> list[CardRow]:
    """All cards of a sheet, each with its form. ``bound``: forms that were sent and refused, by card id."""
    outcomes: Sequence[Any] = list(sheet.outcomes.select_related("prompt", "case"))
    quotes: Sequence[Any] = list(sheet.quotes.select_related("sector"))
    actions: Sequence[Any] = list(sheet.action_items.prefetch_related("owners__organisation"))
    return [
        card_row(card, kind, choices, bound.get(str(card.uid)))
        for kind, cards in ((OUTCOME, outcomes), (QUOTE, quotes), (ACTION, actions))
        for card in cards
    ]


def card_row(card: Any, kind: Kind, choices: SheetChoices, bound: Form | None = None) -> CardRow:
    """One card with its form, filled from the card unless a refused form is given."""
    form = bound or kind.form(choices=choices, auto_id=f"id_{card.uid}_%s", initial=_initial(card))
    assert isinstance(form, CardForm)
    return CardRow(card, kind, form, list_key(kind, getattr(card, "prompt_id", None)), is_open=bound is not None)


def list_key(kind: Kind, prompt_id: int | None) -> str:
    """The name of the list that a card stands in."""
    return f"{kind.slug}-{prompt_id}" if kind is OUTCOME else kind.slug


def card_lists(sheet: CaptureSheet, choices: SheetChoices, bound: dict[str, Form]) -> list[CardList]:
    """One list per prompt, one of quotes, one of agreements."""
    rows: dict[str, list[CardRow]] = {}
    for row in card_rows(sheet, choices, bound):
        rows.setdefault(row.list_key, []).append(row)

    def made(kind: Kind, key: str, title: str, help_text: str, initial: dict[str, Any]) -> CardList:
        form = bound.get(key) or kind.form(choices=choices, auto_id=f"id_{key}_%s", initial=initial)
        assert isinstance(form, CardForm)
        return CardList(key, title, help_text, kind, rows.get(key, []), form)

    prompts: list[CapturePrompt] = list(sheet.template.prompts.all())
    return [
        *(
            made(OUTCOME, list_key(OUTCOME, prompt.pk), prompt.title, prompt.help_text, {"prompt": prompt.pk})
            for prompt in prompts
        ),
        made(QUOTE, QUOTE.slug, _("Quotes"), _("Literally what somebody said. Without a name, unless a speaker."), {}),
        made(
            ACTION,
            ACTION.slug,
            _("Agreements and actions"),
            _("Who does what, and when. Also what a party promises."),
            {},
        ),
    ]


def note_form(sheet: CaptureSheet) -> NoteForm:
    """The running notes as they stand."""
    note = getattr(sheet, "running_note", None) or RunningNote(text="", version=0)
    return NoteForm(auto_id="id_note_%s", initial={"text": note.text, "version": note.version})


def organisation_names() -> list[str]:
    """Names to suggest as owners."""
    return list(Organisation.objects.values_list("name", flat=True)[:MOST_SUGGESTIONS])


def _initial(card: Any) -> dict[str, Any]:
    shared = {"text": card.text, "version": card.version}
    if isinstance(card, Outcome):
        return {**shared, "prompt": card.prompt_id, "case": card.case_id}
    if isinstance(card, Quote):
        return {**shared, **_values(card, "attribution_kind", "attribution", "consent"), "sector": card.sector_id}
    owners = [str(owner) for owner in card.owners.all()]
    return {**shared, **_values(card, "kind", "due_on", "period", "commissioned_by"), "owners": owners}


def _values(card: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(card, name) for name in names}
