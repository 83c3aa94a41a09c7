"""What the polls of an event become in a draft. The same question asked twice is told once, with its shift."""

from collections.abc import Iterable, Sequence

from reports.domain.draft_blocks import DraftBlock, chapter, paragraphs
from reports.domain.facts import ResultFacts
from reports.phrases.kinds import answer_paragraph
from reports.phrases.language import Language, pick
from reports.phrases.shift import shift_sentence
from reports.phrases.text import capitalised, in_running_text, without_stop


def poll_blocks(results: Sequence[ResultFacts], names: frozenset[str], language: Language) -> Iterable[DraftBlock]:
    """Per poll a chapter, per question its sentences and its figure; two rounds of one question share a figure."""
    title = ""
    for rounds in _by_question(results):
        first, last = rounds[0], rounds[-1]
        label = pick(language, f"de peiling ‘{last.result.question}’", f"the poll “{last.result.question}”")
        if last.poll_title != title:
            title = last.poll_title
            yield chapter(title, f"poll:{first.id}:heading", label)
        moved = shift_sentence(first.result, last.result, language) if len(rounds) == 2 else ""
        if not moved:
            for found in rounds:
                yield from _alone(found, label, names, language)
            continue
        told = [moved, *(_told(found, names, language) for found in rounds)]
        yield DraftBlock("text", {"text": paragraphs(told)}, f"shift:{first.id}:{last.id}", label)
        value = {"before": str(first.id), "after": str(last.id), "caption": without_stop(last.result.question)[:300]}
        yield DraftBlock("shift_figure", value, f"shift-figure:{first.id}:{last.id}", label)


def _by_question(results: Sequence[ResultFacts]) -> list[list[ResultFacts]]:
    """The rounds of each question together, in the order in which questions first appear."""
    found: dict[int, list[ResultFacts]] = {}
    for result in results:
        found.setdefault(result.question_id, []).append(result)
    return list(found.values())


def _alone(found: ResultFacts, label: str, names: frozenset[str], language: Language) -> Iterable[DraftBlock]:
    text = paragraphs([_told(found, names, language)])
    yield DraftBlock("text", {"text": text}, f"result:{found.id}", label)
    if found.result.has_figure:
        value = {
            "result": str(found.id),
            "caption": _caption(found),
            "show_breakdown": bool(found.result.groups),
        }
        yield DraftBlock("poll_figure", value, f"result-figure:{found.id}", label)


def _told(found: ResultFacts, names: frozenset[str], language: Language) -> str:
    """The result in words; of a round with a name ("before the conversation") that name goes first."""
    told = answer_paragraph(found.result, language)
    if not found.round_label:
        return told
    return f"{capitalised(without_stop(found.round_label))}: {in_running_text(told, names)}"


def _caption(found: ResultFacts) -> str:
    label = f" ({found.round_label})" if found.round_label else ""
    return f"{without_stop(found.result.question)}{label}"[:300]
