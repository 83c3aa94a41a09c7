"""What was said in the plenary part, and the questions from the hall."""

from collections.abc import Iterator

from django.utils.html import escape

from reports.domain.draft_blocks import DraftBlock, chapter, paragraphs
from reports.domain.layout import Part
from reports.domain.parts.base import Drafting, notes
from reports.domain.parts.workshops import themes
from reports.phrases.hall import hall_introduction, hall_question
from reports.phrases.outcomes import gathered_paragraph, spoken_paragraph
from workshops.domain.reading import OutcomeFacts, SheetFacts

KEY_MESSAGES = ("key-messages", "key-points", "kernboodschappen")
MOST_IN_BRIEF = 4


def plenary(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """A chapter per plenary item; in full also for items of which nothing was noted, with that gap named."""
    for sheet in draft.facts.captured.plenary:
        if sheet.is_refused:
            continue
        if part.depth != "brief" and is_worked_out(sheet):
            yield chapter(sheet.title, f"sheet:{sheet.id}:heading", sheet.title)
            yield from themes(draft, [sheet], f"sheet:{sheet.id}")
            yield from draft.quotes(sheet.quotes)
            continue
        text = paragraphs(sheet_texts(draft, sheet, is_brief=part.depth == "brief"))
        if not text and part.depth == "full":
            text = paragraphs([_gap(draft)])
        if text and part.depth != "brief":
            yield chapter(sheet.title, f"sheet:{sheet.id}:heading", sheet.title)
        if text:
            yield DraftBlock("text", {"text": text}, f"sheet:{sheet.id}", draft.notes_of(sheet.title))
        if part.depth != "brief":
            yield from draft.quotes(sheet.quotes)
    if part.depth == "full":
        for item in draft.facts.agenda:
            label = draft.pick("het programma", "the programme")
            yield chapter(item.title, f"item:{item.id}:heading", label)
            yield from draft.text([_gap(draft)], f"item:{item.id}", label)


def is_worked_out(sheet: SheetFacts) -> bool:
    """Whether a whole group worked through several prompts, as in a working session: each gets a heading of its own."""
    keys = {one.prompt_key for one in sheet.outcomes} - set(KEY_MESSAGES)
    return not sheet.speakers and not sheet.is_refused and len(keys) > 1


def sheet_texts(draft: Drafting, sheet: SheetFacts, *, is_brief: bool = False) -> list[str]:
    """Who said what in a plenary item, and what else was noted there."""
    speakers = [(speaker.name, speaker.organisation_name) for speaker in sheet.speakers]
    key = [outcome for outcome in sheet.outcomes if outcome.prompt_key in KEY_MESSAGES]
    names = draft.facts.names
    shown = notes(key[:MOST_IN_BRIEF] if is_brief else key, sheet)
    told = [spoken_paragraph(shown, speakers, sheet.title, draft.language, names=names)]
    if is_brief:
        return told
    others: dict[str, list[OutcomeFacts]] = {}
    for outcome in sheet.outcomes:
        if outcome.prompt_key not in KEY_MESSAGES:
            others.setdefault(outcome.report_heading, []).append(outcome)
    for heading, outcomes in others.items():
        told.append(gathered_paragraph(heading, notes(outcomes, sheet), draft.language, names=names))
    return told


def hall(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """The questions from the hall, most supported first."""
    if not draft.facts.hall_questions:
        return
    label = draft.pick("de vragen uit de zaal", "the questions from the hall")
    yield from draft.heading(part, draft.pick("Vragen uit de zaal", "Questions from the hall"), "hall", label)
    asked = draft.facts.hall_questions
    told = [hall_question(one.text, 0 if draft.in_words else one.supporters, draft.language) for one in asked]
    lead = hall_introduction(len(told), draft.language)
    if draft.in_words:
        lead = draft.pick("Deze vragen kwamen uit de zaal.", "The hall put these questions.")
    text = paragraphs([lead]) + "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in told) + "</ul>"
    yield DraftBlock("text", {"text": text}, "hall", label)


def _gap(draft: Drafting) -> str:
    return draft.pick("Van dit onderdeel is nog niets genoteerd.", "Nothing was noted of this item yet.")
