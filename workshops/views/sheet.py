"""What the scribe page shows of a sheet: lists of cards, each with its form. A fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db.models import Prefetch, QuerySet
from django.forms import Form
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.models import Organisation
from workshops.domain.cards import AnyCard, CardModel
from workshops.domain.duplicates import alike
from workshops.enums import PromptKind
from workshops.forms import ActionForm, CardForm, MergeForm, NoteForm, OutcomeForm, PhotoForm, QuoteForm, SheetChoices
from workshops.models import ActionItem, CapturePrompt, CaptureSheet, Outcome, Photo, Quote, RunningNote

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
PHOTO = Kind("foto", Photo, PhotoForm)
KINDS = {kind.slug: kind for kind in (OUTCOME, QUOTE, ACTION, PHOTO)}
KIND_OF_PROMPT = {PromptKind.QUOTE: QUOTE, PromptKind.ACTION: ACTION}


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
    """A list of cards with the form that adds one (photos are added by a form of their own)."""

    key: str
    title: str
    help_text: str
    kind: Kind
    rows: list[CardRow]
    add_form: CardForm | None
    uid: str = field(default_factory=lambda: str(uuid4()))


def sheet_choices(sheet: CaptureSheet) -> SheetChoices:
    """What may be chosen on this sheet: prompts of its template, cases of its workshop, parts of its event."""
    cases = sheet.workshop.cases.all() if sheet.workshop else []
    sectors = sheet.event.event_sectors.select_related("sector")
    items = sheet.event.programme_items.exclude(pk=sheet.programme_item_id)
    prompts: list[CapturePrompt] = list(sheet.template.prompts.all())

    def of_kind(*kinds: PromptKind) -> list[tuple[int, str]]:
        return [(prompt.pk, prompt.title) for prompt in prompts if prompt.kind in kinds]

    return SheetChoices(
        prompts=of_kind(PromptKind.OUTCOME, PromptKind.NUMBER),
        number_prompts=frozenset(pk for pk, _title in of_kind(PromptKind.NUMBER)),
        quote_prompts=of_kind(PromptKind.QUOTE),
        action_prompts=of_kind(PromptKind.ACTION),
        items=list(items.values_list("pk", "title")),
        cases=[(case.pk, case.title) for case in cases],
        sectors=[(row.sector.pk, row.sector.name) for row in sectors],
    )


def card_rows(sheet: CaptureSheet, choices: SheetChoices, bound: dict[str, Form]) -> list[CardRow]:
    """All cards of a sheet, each with its form. ``bound``: forms that were sent and refused, by card id."""
    return [
        card_row(card, kind, choices, bound.get(str(card.uid)))
        for kind in KINDS.values()
        for card in _with_parts(kind, kind.model._default_manager.filter(sheet=sheet))
    ]


def present_card(kind: Kind, pk: int) -> Any:
    """A card as it stands now, with what is shown of it."""
    return _with_parts(kind, kind.model._base_manager.all()).get(pk=pk)


def _with_parts(kind: Kind, cards: QuerySet[Any]) -> QuerySet[Any]:
    if kind is OUTCOME:
        merged = Prefetch("merged", Outcome.with_merged.order_by("pk"), to_attr="merged_cards")
        return cards.select_related("prompt", "case", "programme_item").prefetch_related(merged)
    if kind is QUOTE:
        return cards.select_related("sector", "programme_item")
    if kind is ACTION:
        return cards.select_related("programme_item").prefetch_related("owners__organisation")
    return cards.select_related("programme_item").defer("content")


def card_row(card: Any, kind: Kind, choices: SheetChoices, bound: Form | None = None) -> CardRow:
    """One card with its form, filled from the card unless a refused form is given."""
    form = bound or kind.form(choices=choices, auto_id=f"id_{card.uid}_%s", initial=_initial(card))
    assert isinstance(form, CardForm)
    key = list_key(kind, getattr(card, "prompt_id", None), choices)
    return CardRow(card, kind, form, key, is_open=bound is not None)


def list_key(kind: Kind, prompt_id: int | None, choices: SheetChoices) -> str:
    """The name of the list that a card stands in. What stands under no prompt stands in the first list of its kind."""
    first = {QUOTE: choices.quote_prompts, ACTION: choices.action_prompts}.get(kind)
    if prompt_id is None and first:
        prompt_id = first[0][0]
    return f"{kind.slug}-{prompt_id}" if prompt_id else kind.slug


def card_lists(sheet: CaptureSheet, choices: SheetChoices, bound: dict[str, Form]) -> list[CardList]:
    """One list per prompt; quotes and agreements have one always; photos last."""
    rows: dict[str, list[CardRow]] = {}
    for row in card_rows(sheet, choices, bound):
        rows.setdefault(row.list_key, []).append(row)

    def made(kind: Kind, prompt_id: int | None, title: str, help_text: str) -> CardList:
        key = list_key(kind, prompt_id, choices)
        form = bound.get(key) or kind.form(choices=choices, auto_id=f"id_{key}_%s", initial={"prompt": prompt_id})
        assert isinstance(form, CardForm)
        return CardList(key, title, help_text, kind, rows.get(key, []), form if kind is not PHOTO else None)

    lists = [
        made(KIND_OF_PROMPT.get(PromptKind(prompt.kind), OUTCOME), prompt.pk, prompt.title, prompt.help_text)
        for prompt in sheet.template.prompts.all()
    ]
    if not choices.quote_prompts:
        help_text = _("Literally what somebody said. Without a name, unless a speaker.")
        lists.append(made(QUOTE, None, _("Quotes"), help_text))
    if not choices.action_prompts:
        help_text = _("Who does what, and when. Also what a party promises.")
        lists.append(made(ACTION, None, _("Agreements and actions"), help_text))
    lists.append(made(PHOTO, None, _("Photos"), _("Flip charts and sheets with notes, so that nothing is lost.")))
    return sorted(lists, key=lambda card_list: card_list.kind is not OUTCOME)


def chosen_case(typed: str | None, choices: SheetChoices) -> int | None:
    """The case whose tab is open, if it is one of this sheet's."""
    return next((pk for pk, _title in choices.cases if str(pk) == typed), None)


def titles_of_outcomes(sheet: CaptureSheet) -> list[tuple[str, str]]:
    """All outcomes by id, with their beginning, to choose from."""
    return _titles(Outcome.objects.filter(sheet=sheet).select_related("prompt"))


def merging_parts(lists: Iterable[CardList], bound: dict[str, Form]) -> dict[str, Any]:
    """Pairs of outcomes that probably say the same, and the form to merge any two."""
    outcomes: list[Any] = [row.card for found in lists if found.kind is OUTCOME for row in found.rows]
    by_uid = {str(card.uid): card for card in outcomes}
    pairs = alike({uid: card.text for uid, card in by_uid.items()})
    form = bound.get("merge") or MergeForm(outcomes=_titles(outcomes), auto_id="id_merge_%s")
    return {"pairs": [(by_uid[pair.first], by_uid[pair.second]) for pair in pairs], "merge_form": form}


def _titles(outcomes: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(card.uid), f"{card.prompt.title}: {Truncator(card.text).chars(70)}") for card in outcomes]


def note_form(sheet: CaptureSheet) -> NoteForm:
    """The running notes as they stand."""
    note = getattr(sheet, "running_note", None) or RunningNote(text="", version=0)
    return NoteForm(auto_id="id_note_%s", initial={"text": note.text, "version": note.version})


def organisation_names() -> list[str]:
    """Names to suggest as owners."""
    return list(Organisation.objects.values_list("name", flat=True)[:MOST_SUGGESTIONS])


def _initial(card: Any) -> dict[str, Any]:
    shared = {"text": card.text, "version": card.version, "programme_item": card.programme_item_id}
    if isinstance(card, Photo):
        return shared
    shared["prompt"] = card.prompt_id
    if isinstance(card, Outcome):
        return {**shared, "case": card.case_id, "number": card.shown_number}
    if isinstance(card, Quote):
        return {**shared, **_values(card, "attribution_kind", "attribution", "consent"), "sector": card.sector_id}
    owners = [str(owner) for owner in card.owners.all()]
    return {**shared, **_values(card, "kind", "due_on", "period", "commissioned_by"), "owners": owners}


def _values(card: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(card, name) for name in names}
