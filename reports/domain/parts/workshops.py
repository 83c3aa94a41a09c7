"""What the workshops yielded: per theme, and in a report with chapters per workshop too."""

from collections.abc import Iterable, Iterator

from django.utils.html import escape

from reports.domain.draft_blocks import DraftBlock, paragraphs, subheading
from reports.domain.facts import PromptFacts
from reports.domain.layout import Part
from reports.domain.parts.base import Drafting, note_of, notes
from reports.phrases.opening import gap_sentence, workshops_sentence
from reports.phrases.outcomes import Note, merged, prompt_parts
from reports.phrases.text import enumeration, in_running_text, sentence, without_stop
from workshops.domain.reading import SheetFacts

MOST_IN_BRIEF = 3


def workshops(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """A chapter with the outcomes under each prompt, and what is missing."""
    sheets = draft.facts.captured.workshops
    if not draft.facts.workshops:
        return
    title = draft.pick("Opbrengst van de workshops", "What the workshops yielded")
    label = draft.pick("de workshops", "the workshops")
    if part.depth == "full":
        yield from draft.heading(part, draft.pick("Workshops", "Workshops"), "workshops", label)
    else:
        yield from draft.heading(part, title, "workshops", label)
    yield from draft.text([discussed(draft)], "workshops", draft.pick("het programma", "the programme"))
    if part.depth == "brief":
        for prompt in draft.facts.prompts:
            yield from _brief(draft, prompt, sheets)
        return
    if part.depth == "full":
        yield from _per_workshop(draft, sheets)
        heading = Part("workshops")
        yield from draft.heading(heading, title, "workshops:themes", label)
    for prompt in draft.facts.prompts:
        yield from _outcomes(draft, prompt, sheets)
    if part.depth != "full":
        yield from _gaps(draft, sheets)
        yield from draft.quotes(quote for sheet in sheets for quote in sheet.quotes)


def discussed(draft: Drafting) -> str:
    """In how many workshops what was discussed."""
    return workshops_sentence(
        len(draft.facts.workshops),
        [prompt.heading for prompt in draft.facts.prompts if not prompt.is_counted],
        draft.language,
        semi_fictional_cases=draft.facts.has_semi_fictional_cases,
        in_words=draft.in_words,
    )


def themes(draft: Drafting, sheets: Iterable[SheetFacts], source: str) -> Iterator[DraftBlock]:
    """Under every prompt what was noted on these sheets, plenary items too; ``source`` goes before the prompt's key."""
    sheets = list(sheets)
    headings: dict[str, str] = {}
    for sheet in sheets:
        for outcome in sheet.outcomes:
            headings.setdefault(outcome.prompt_key, outcome.report_heading)
    for key, heading in headings.items():
        asked = [sheet for sheet in sheets if any(one.prompt_key == key for one in sheet.outcomes)]
        told = _told(draft, key, asked)
        if told:
            value = {"heading": heading, "text": told}
            yield DraftBlock("outcomes", value, f"{source}:{key}", draft.notes_of(heading))


def _told(draft: Drafting, key: str, asked: list[SheetFacts]) -> str:
    cards = [note_of(outcome, sheet) for sheet in asked for outcome in sheet.outcomes if outcome.prompt_key == key]
    parts = prompt_parts(cards, len(asked), draft.language, names=draft.facts.names)
    return "".join(subheading(part.title) + paragraphs(part.paragraphs) for part in parts)


def _outcomes(draft: Drafting, prompt: PromptFacts, sheets: Iterable[SheetFacts]) -> Iterator[DraftBlock]:
    asked = [sheet for sheet in sheets if sheet.id in prompt.sheets]
    if prompt.is_counted:
        yield from _counted(draft, prompt, asked)
        return
    told = _told(draft, prompt.key, asked)
    filled = {sheet.id for sheet in asked if any(one.prompt_key == prompt.key for one in sheet.outcomes)}
    missing = [sheet for sheet in asked if sheet.id not in filled and sheet.card_count]
    if missing:
        gaps = [gap_sentence(_name(sheet.number), [prompt.heading], draft.language) for sheet in missing]
        told += paragraphs([sentence("; ".join(gaps))])
    if told:
        value = {"heading": prompt.heading, "text": told}
        yield DraftBlock("outcomes", value, f"prompt:{prompt.key}", draft.notes_of(prompt.heading))


def _counted(draft: Drafting, prompt: PromptFacts, sheets: Iterable[SheetFacts]) -> Iterator[DraftBlock]:
    """Numbers are said workshop by workshop: they are no opinions that can be put together."""
    lines = [
        sentence(f"{_name(sheet.number)}: {without_stop(outcome.text)}")
        for sheet in sheets
        for outcome in sheet.outcomes
        if outcome.prompt_key == prompt.key
    ]
    if lines:
        told = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
        value = {"heading": prompt.heading, "text": told}
        yield DraftBlock("outcomes", value, f"prompt:{prompt.key}", draft.notes_of(prompt.heading))


def _brief(draft: Drafting, prompt: PromptFacts, sheets: Iterable[SheetFacts]) -> Iterator[DraftBlock]:
    """What weighs most under a prompt, in one sentence."""
    cards: list[Note] = []
    for sheet in sheets:
        if sheet.id in prompt.sheets:
            cards += notes([one for one in sheet.outcomes if one.prompt_key == prompt.key], sheet)
    texts = [without_stop(in_running_text(one.text, draft.facts.names)) for one in merged(cards)[:MOST_IN_BRIEF]]
    if texts:
        joined = (
            "; ".join(texts) if any(len(text.split()) > 7 for text in texts) else enumeration(texts, draft.language)
        )
        told = sentence(f"{without_stop(prompt.heading)}: {joined}")
        yield from draft.text([told], f"prompt:{prompt.key}", draft.notes_of(prompt.heading))


def _per_workshop(draft: Drafting, sheets: Iterable[SheetFacts]) -> Iterator[DraftBlock]:
    """A part of the chapter per workshop: what it wanted to tell the plenary, its quotes, or that nothing was noted."""
    by_number = {sheet.number: sheet for sheet in sheets}
    for workshop in draft.facts.workshops:
        sheet = by_number.get(workshop.number)
        title = f"Workshop {workshop.number}: {workshop.title}" if workshop.number else workshop.title
        source = f"workshop:{workshop.id}"
        yield DraftBlock("chapter", {"text": title[:200], "level": "2"}, f"{source}:heading", title)
        if sheet is None or not sheet.card_count:
            gap = draft.pick("Van deze workshop is nog niets genoteerd.", "Nothing was noted of this workshop yet.")
            yield from draft.text([gap], source, draft.notes_of(workshop.title))
            continue
        starred = sorted((one for one in sheet.outcomes if one.is_starred), key=lambda one: one.star_position)
        shown = starred or sorted(sheet.outcomes, key=lambda one: one.weight, reverse=True)[:MOST_IN_BRIEF]
        told = "; ".join(without_stop(in_running_text(one.text, draft.facts.names)) for one in shown)
        lead = draft.pick("De workshop gaf terug", "The workshop reported back")
        if not starred:
            lead = draft.pick("In deze workshop kwam naar voren", "In this workshop this came up")
        yield from draft.text([sentence(f"{lead}: {told}") if told else ""], source, draft.notes_of(workshop.title))
        yield from draft.quotes(sheet.quotes)


def _gaps(draft: Drafting, sheets: Iterable[SheetFacts]) -> Iterator[DraftBlock]:
    sheets = list(sheets)
    noted = {sheet.number for sheet in sheets}
    gaps = [gap_sentence(_name(sheet.number), (), draft.language) for sheet in sheets if not sheet.card_count]
    gaps += [
        gap_sentence(_name(workshop.number), (), draft.language)
        for workshop in draft.facts.workshops
        if workshop.number not in noted
    ]
    label = draft.pick("wat nog ontbreekt", "what is still missing")
    yield from draft.text([sentence(gap) for gap in dict.fromkeys(gaps)], "gaps", label)


def _name(number: int | None) -> str:
    return f"workshop {number}"
