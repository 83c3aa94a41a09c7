"""Several meetings side by side: who was there, the same questions by total, and what came out under each prompt.

The meeting of the report itself is told from its facts, every other one from its published report. Only totals of
whole meetings stand here; nothing is added up over meetings.
"""

import hashlib
from collections.abc import Iterable, Iterator

from reports.domain.beyond import MeetingFacts
from reports.domain.draft_blocks import DraftBlock
from reports.domain.layout import Part
from reports.domain.parts.base import Drafting, note_of, typed_table
from reports.domain.result_facts import ResultFacts
from reports.phrases import dates as days
from reports.phrases.numbers import number_word, percent_text
from reports.phrases.outcomes import prompt_parts
from reports.phrases.quantities import short
from reports.phrases.text import enumeration, sentence, without_stop

LONGEST_CELL = 900
COMPARED_KINDS = ("single", "multiple", "statement", "rating", "number")


def meetings(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """Attendance, questions and outcomes, each in a chapter with its table; what is missing is named."""
    label = draft.pick("de verslagen van de bijeenkomsten", "the reports of the meetings")
    compared = [_own(draft), *draft.facts.meetings]
    yield from draft.heading(part, draft.pick("De bijeenkomsten", "The meetings"), "meetings", label)
    yield from draft.text([_introduction(draft, compared), _gaps(draft, compared)], "meetings", label)
    rows = [[one.title, one.when, _present(draft, one)] for one in compared]
    columns = [draft.pick("Bijeenkomst", "Meeting"), draft.pick("Wanneer", "When"), draft.pick("Aanwezig", "Present")]
    if draft.in_words:
        columns, rows = columns[:2], [row[:2] for row in rows]
    caption = draft.pick("De vergeleken bijeenkomsten", "The meetings that are compared")
    yield DraftBlock("table", typed_table(caption, columns, rows), "meetings:attendance", label)
    yield from _questions(draft, compared, label)
    yield from _sides(draft, compared, label)


def _own(draft: Drafting) -> MeetingFacts:
    """The meeting of this report, from its own facts, as far as they may be told."""
    facts, attended = draft.facts, draft.facts.attendance
    is_told = attended is not None and attended.total >= attended.minimum and not attended.is_registered
    moments = [start.date() for start, _end in facts.opening.periods]
    return MeetingFacts(
        event_id=facts.event_id,
        title=facts.title,
        when=days.days(moments, draft.language) if moments else "",
        is_told=True,
        attended=attended.total if attended is not None and is_told else None,
        results=tuple(draft.cited),
        outcomes=tuple(_own_outcomes(draft)),
    )


def _own_outcomes(draft: Drafting) -> Iterator[tuple[str, str, str]]:
    sheets = draft.facts.captured.workshops
    for prompt in draft.facts.prompts:
        asked = [sheet for sheet in sheets if sheet.id in prompt.sheets]
        cards = [note_of(one, sheet) for sheet in asked for one in sheet.outcomes if one.prompt_key == prompt.key]
        parts = prompt_parts(cards, len(asked), draft.language, names=draft.facts.names)
        text = " ".join(paragraph for part in parts for paragraph in part.paragraphs)
        if text:
            yield prompt.key, prompt.heading, text


def _introduction(draft: Drafting, compared: Iterable[MeetingFacts]) -> str:
    titles = [f"‘{one.title}’" if draft.language == "nl" else f"“{one.title}”" for one in compared]
    named = enumeration(titles, draft.language)
    return sentence(draft.pick(f"hier staan naast elkaar: {named}", f"side by side stand here: {named}"))


def _gaps(draft: Drafting, compared: Iterable[MeetingFacts]) -> str:
    silent = [one.title for one in compared if not one.is_told]
    if not silent:
        return ""
    named = enumeration(silent, draft.language)
    return sentence(
        draft.pick(
            f"van {named} is er nog geen openbaar verslag; daarom staan er geen gegevens van in dit verslag",
            f"there is no public report yet of {named}, so no data of that are given",
        )
    )


def _present(draft: Drafting, one: MeetingFacts) -> str:
    if one.attended is None:
        return draft.pick("niet bekendgemaakt", "not made public")
    return str(one.attended)


def _questions(draft: Drafting, compared: list[MeetingFacts], label: str) -> Iterator[DraftBlock]:
    """A table for every question that two meetings or more were asked with the same answers."""
    found: dict[tuple[str, ...], list[tuple[MeetingFacts, ResultFacts]]] = {}
    for meeting in compared:
        seen = set()
        for facts in meeting.results:
            key = _question_key(facts)
            if key and key not in seen:
                seen.add(key)
                found.setdefault(key, []).append((meeting, facts))
    shared = {key: rows for key, rows in found.items() if len(rows) > 1}
    yield DraftBlock(
        "chapter",
        {"text": draft.pick("Dezelfde vragen", "The same questions"), "level": "1", "name": ""},
        "question:heading",
        label,
    )
    if not shared:
        gap = draft.pick(
            "Er is geen vraag die in meer dan één bijeenkomst is gesteld en waarvan de uitslag openbaar is.",
            "No question was asked in more than one meeting with a result that is public.",
        )
        yield from draft.text([gap], "question:gap", label)
    for key, rows in shared.items():
        question = rows[0][1].result.question
        source = f"question:{_digest(key)}"
        answers = [option.text for option in rows[0][1].result.options]
        columns = [draft.pick("Bijeenkomst", "Meeting"), *([] if draft.in_words else ["n"]), *answers]
        cells = [[meeting.title, *_shares(draft, facts)] for meeting, facts in rows]
        yield DraftBlock("table", typed_table(without_stop(question), columns, cells), source, label)


def _question_key(facts: ResultFacts) -> tuple[str, ...]:
    result = facts.result
    if facts.is_icebreaker or result.kind not in COMPARED_KINDS or not result.counts_known or not result.options:
        return ()
    texts = (result.kind, result.question, facts.round_label, *(option.text for option in result.options))
    return tuple(" ".join(text.split()).casefold() for text in texts)


def _shares(draft: Drafting, facts: ResultFacts) -> list[str]:
    result, n = facts.result, facts.result.n or 1
    if draft.in_words:
        return [short(option.count or 0, n, draft.language) for option in result.options]
    shown = [percent_text(option.count or 0, n, draft.language) for option in result.options]
    return [str(n) if n <= 12 else number_word(n, draft.language), *shown]


def _sides(draft: Drafting, compared: list[MeetingFacts], label: str) -> Iterator[DraftBlock]:
    """Per prompt a table with what each meeting yielded; a meeting without anything under it says so."""
    headings: dict[str, str] = {}
    for meeting in compared:
        for key, heading, _text in meeting.outcomes:
            headings.setdefault(key, heading)
    title = draft.pick("Opbrengst naast elkaar", "Outcomes side by side")
    yield DraftBlock("chapter", {"text": title, "level": "1", "name": ""}, "side:heading", label)
    if not headings:
        gap = draft.pick("Er is nog geen opbrengst genoteerd.", "No outcomes were noted yet.")
        yield from draft.text([gap], "side:gap", label)
    nothing = draft.pick("niets genoteerd", "nothing noted")
    columns = (draft.pick("Bijeenkomst", "Meeting"), draft.pick("Opbrengst", "Outcomes"))
    for key, heading in headings.items():
        rows = []
        for meeting in compared:
            if meeting.is_told:
                text = next((text for found, _heading, text in meeting.outcomes if found == key), nothing)
                rows.append((meeting.title, _cut(text)))
        yield DraftBlock("table", typed_table(heading, columns, rows), f"side:{_digest((key,))}", label)


def _cut(text: str) -> str:
    """Whole sentences as far as they fit in a cell."""
    if len(text) <= LONGEST_CELL:
        return text
    head = text[:LONGEST_CELL]
    stop = head.rfind(". ")
    return head[: stop + 1] if stop > 0 else head.rsplit(" ", 1)[0] + "…"


def _digest(key: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(key).encode()).hexdigest()[:12]
