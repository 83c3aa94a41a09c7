"""The box in the beginning, the meeting itself, who was there, and the colophon."""

from collections.abc import Iterator

from django.utils.html import escape

from reports.domain.agreed import agreed_sentence, standing_actions
from reports.domain.draft_blocks import DraftBlock, items, paragraphs
from reports.domain.layout import Part
from reports.domain.parts.base import Drafting
from reports.domain.parts.plenary import is_worked_out
from reports.domain.parts.polls import by_question
from reports.domain.parts.workshops import discussed
from reports.phrases.attendance import AttendanceCount, attendance_sentence
from reports.phrases.in_words import attendance_in_words
from reports.phrases.language import Language
from reports.phrases.opening import opening_paragraphs
from reports.phrases.results import PollResult
from reports.phrases.text import capitalised, parties, sentence
from workshops.domain.reading import SheetFacts

MOST_IN_SUMMARY = 5
MOST_STARRED = 3


def summary(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """The outcomes of the polls, the workshops and the agreements in a few lines."""
    asked = (_line(draft, [found.result for found in rounds]) for rounds in by_question(draft.cited))
    lines = [line for line in asked if line][: MOST_IN_SUMMARY - 2]
    lines += [sentence(text) for sheet in draft.facts.captured.plenary if is_worked_out(sheet) for text in _core(sheet)]
    if draft.facts.workshops:
        lines.append(discussed(draft))
    if standing_actions(draft.facts):
        lines.append(agreed_sentence(draft.facts, draft.language, in_words=draft.in_words))
    if lines:
        value = {"text": "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"}
        yield DraftBlock("summary", value, "summary", draft.pick("alle feiten", "all facts"))


def _core(sheet: SheetFacts) -> list[str]:
    """What a group that worked through the prompts wanted to tell: the points it starred."""
    starred = sorted((one for one in sheet.outcomes if one.is_starred), key=lambda one: one.star_position)
    return [one.text for one in starred][:MOST_STARRED]


def _line(draft: Drafting, rounds: list[PollResult]) -> str:
    """What a question yielded: of two rounds how the room moved, else what the last one says."""
    return (draft.shift(*rounds) if len(rounds) == 2 else "") or draft.line(rounds[-1])


def opening(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """What, when, where, for whom, by whom."""
    label = draft.pick("de bijeenkomst", "the event")
    if part.is_titled or part.heading:
        yield from draft.heading(part, draft.pick("Inleiding", "Introduction"), "opening", label)
    text = paragraphs(opening_paragraphs(draft.facts.opening, draft.language))
    yield DraftBlock("text", {"text": text}, "opening", label)


def attendance(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """Who was there, in a sentence and a figure."""
    facts = draft.facts.attendance
    label = draft.pick("de presentielijst", "the attendance list")
    if facts is not None and facts.is_registered:
        label = draft.pick("de aanmeldingen", "the registrations")
    if part.is_titled or part.heading:
        yield from draft.heading(part, draft.pick("Deelnemers", "Participants"), "attendance", label)
        if facts is None or (draft.in_words and not facts.groups):
            gap = draft.pick("Over wie er waren, zijn geen gegevens.", "There are no data on who was there.")
            yield from draft.text([gap], "attendance", label)
            return
    if facts is None:
        return
    text = attendance_text(facts, draft.language, in_words=draft.in_words)
    if text:
        yield DraftBlock("text", {"text": text}, "attendance", label)
    if facts.groups and part.has_tables and not draft.in_words:
        people = draft.pick("deelnemers", "participants")
        if facts.is_registered:
            people = draft.pick("aanmeldingen", "registrations")
        caption = draft.pick(f"{people} naar achtergrond", f"{people} by background")
        rows = [{"label": group.label, "count": group.count} for group in facts.groups]
        value = {"caption": capitalised(caption), "rows": items(rows)}
        yield DraftBlock("attendance_figure", value, "attendance-figure", label)


def attendance_text(facts: AttendanceCount, language: Language, *, in_words: bool) -> str:
    """The sentence about who was there, as rich text."""
    told = attendance_in_words(facts, language) if in_words else attendance_sentence(facts, language)
    return paragraphs([told])


def colophon(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """Commissioner and method; names of authors are for people to write."""
    value = {
        "authors": "",
        "illustrator": "",
        "commissioner": capitalised(parties(draft.facts.commissioners, draft.language)),
        "method": _method(draft),
        "sources": "",
    }
    yield DraftBlock("colophon", value, "colophon", draft.pick("de bijeenkomst", "the event"))


def _method(draft: Drafting) -> str:
    told = []
    if draft.cited:
        told.append(
            draft.pick(
                "De peilingen zijn in de zaal gehouden. Na sluiting zijn alleen de totalen bewaard: "
                "niemand kan zien wie wat koos.",
                "The polls were held in the room. After closing only totals were kept: nobody can see who chose what.",
            )
        )
        told.append(
            draft.pick("Percentages zijn afgerond op hele procenten.", "Percentages are rounded to whole per cents.")
            if not draft.in_words
            else draft.pick("Dit verslag noemt aantallen in woorden.", "This report gives numbers in words.")
        )
    if draft.facts.captured.outcomes:
        told.append(
            draft.pick(
                "Verslagleggers hebben de opbrengst tijdens de bijeenkomst genoteerd.",
                "Scribes noted the outcomes during the meeting.",
            )
        )
    return " ".join(told)
