"""What the polls of an event become in a draft. The same question asked twice is told once, with its shift."""

from collections.abc import Iterator, Sequence

from reports.domain.draft_blocks import DraftBlock, chapter
from reports.domain.layout import Part
from reports.domain.parts.base import Drafting, typed_table
from reports.domain.result_facts import ResultFacts
from reports.phrases.numbers import number_word
from reports.phrases.text import capitalised, in_running_text, without_stop


def polls(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """Per poll a chapter, per question its sentences and its figure; two rounds of one question share a figure."""
    if not draft.cited and part.depth == "full":
        label = draft.pick("de peilingen", "the polls")
        yield from draft.heading(part, draft.pick("Peilingen", "Polls"), "polls", label)
        gap = draft.pick("Er zijn geen uitslagen van peilingen.", "There are no results of polls.")
        yield from draft.text([gap], "polls", label)
    title = ""
    for rounds in by_question(draft.cited):
        first, last = rounds[0], rounds[-1]
        label = _label(draft, last)
        if last.poll_title != title:
            title = last.poll_title
            if part.depth != "brief":
                yield chapter(title, f"poll:{first.id}:heading", label)
        moved = draft.shift(first.result, last.result) if len(rounds) == 2 else ""
        if not moved:
            for found in rounds:
                yield from _alone(draft, part, found)
            continue
        told = [moved, *(_told(draft, found) for found in rounds if part.depth != "brief")]
        yield from draft.text(told, f"shift:{first.id}:{last.id}", label)
        if part.has_tables:
            caption = without_stop(last.result.question)[:300]
            value = {"before": str(first.id), "after": str(last.id), "caption": caption}
            yield DraftBlock("shift_figure", value, f"shift-figure:{first.id}:{last.id}", label)


def response(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """An appendix with how many people answered each question, as far as that was released."""
    label = draft.pick("de peilingen", "the polls")
    released = [found for found in draft.cited if found.result.counts_known or found.result.answers]
    if not released or draft.in_words:
        return
    title = part.heading or draft.pick("Respons", "Response")
    yield DraftBlock("appendix", {"text": title, "name": ""}, "response:heading", label)
    rows = []
    for found in released:
        n = found.result.n if found.result.counts_known else found.result.answers
        said = f"{found.result.question} ({found.round_label})" if found.round_label else found.result.question
        rows.append((said, number_word(n or 0, draft.language) if (n or 0) > 12 else str(n or 0)))
    columns = (draft.pick("Vraag", "Question"), draft.pick("Aantal antwoorden", "Number of answers"))
    caption = draft.pick("Hoeveel mensen elke vraag beantwoordden", "How many people answered each question")
    yield DraftBlock("table", typed_table(caption, columns, rows), "response:table", label)


def _label(draft: Drafting, found: ResultFacts) -> str:
    return draft.pick(f"de peiling ‘{found.result.question}’", f"the poll “{found.result.question}”")


def by_question(results: Sequence[ResultFacts]) -> list[list[ResultFacts]]:
    """The rounds of each question together, in the order in which questions first appear."""
    found: dict[int, list[ResultFacts]] = {}
    for result in results:
        found.setdefault(result.question_id, []).append(result)
    return list(found.values())


def _alone(draft: Drafting, part: Part, found: ResultFacts) -> Iterator[DraftBlock]:
    label = _label(draft, found)
    told = draft.line(found.result) if part.depth == "brief" else _told(draft, found)
    yield from draft.text([told], f"result:{found.id}", label)
    if found.result.has_figure and part.has_tables:
        value = {
            "result": str(found.id),
            "caption": _caption(found),
            "show_breakdown": bool(found.result.groups),
        }
        yield DraftBlock("poll_figure", value, f"result-figure:{found.id}", label)


def _told(draft: Drafting, found: ResultFacts) -> str:
    """The result in words; of a round with a name ("before the conversation") that name goes first."""
    told = draft.answer(found.result)
    if not found.round_label:
        return told
    return f"{capitalised(without_stop(found.round_label))}: {in_running_text(told, draft.facts.names)}"


def _caption(found: ResultFacts) -> str:
    label = f" ({found.round_label})" if found.round_label else ""
    return f"{without_stop(found.result.question)}{label}"[:300]
