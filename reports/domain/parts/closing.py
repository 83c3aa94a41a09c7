"""What follows from a meeting: agreements, recommendations, and everything that was noted as an appendix."""

from collections.abc import Iterator

from reports.domain.agreed import agreed_sentence, agreement_rows, standing_actions
from reports.domain.draft_blocks import DraftBlock, items
from reports.domain.layout import FIXED_TYPES, Part
from reports.domain.parts.base import Drafting


def agreements(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """How many agreements there are, and which, by whom and when."""
    label = draft.pick("de afspraken", "the agreements")
    title = draft.pick("Afspraken en vervolg", "Agreements and follow-up")
    if not standing_actions(draft.facts):
        if part.depth == "full":
            yield from draft.heading(part, title, "agreements", label)
            gap = draft.pick("Er zijn nog geen afspraken vastgelegd.", "No agreements were recorded yet.")
            yield from draft.text([gap], "agreements", label)
        return
    yield from draft.heading(part, title, "agreements", label)
    yield from draft.text([agreed_sentence(draft.facts, draft.language, in_words=draft.in_words)], "agreements", label)
    if part.has_tables:
        rows = agreement_rows(draft.facts, draft.language)
        caption = draft.pick("Wat is afgesproken", "What was agreed")
        value = {"caption": caption, "rows": items(rows), "name": ""}
        yield DraftBlock("agreements", value, "agreements-table", label)


def recommendations(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """A chapter that waits for people: recommendations are written, never drafted."""
    label = draft.pick("wat nog ontbreekt", "what is still missing")
    yield from draft.heading(part, draft.pick("Aanbevelingen", "Recommendations"), "recommendations", label)
    gap = draft.pick("Er zijn nog geen aanbevelingen geschreven.", "No recommendations were written yet.")
    yield from draft.text([gap], "recommendations", label)


def appendix(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """All outcomes as they were noted, workshop by workshop."""
    groups = []
    for sheet in draft.facts.captured.workshops:
        lines = [" ".join(outcome.text.split()) for outcome in sheet.outcomes if outcome.text.strip()]
        if lines:
            title = f"Workshop {sheet.number}: {sheet.title}" if sheet.number else sheet.title
            groups.append({"label": title[:200], "lines": "\n".join(lines)})
    if not groups:
        return
    label = draft.pick("de aantekeningen van de workshops", "the notes of the workshops")
    title = part.heading or draft.pick("Opbrengst per workshop", "Outcomes of each workshop")
    yield DraftBlock("appendix", {"text": title, "name": ""}, "appendix:heading", label)
    heading = draft.pick("Zoals het is genoteerd", "As it was noted")
    value = {"heading": heading, "arranged_by": "workshop", "groups": items(groups)}
    yield DraftBlock("outcome_list", value, "list:workshops", label)


def fixed(draft: Drafting, part: Part, number: int, label: str) -> Iterator[DraftBlock]:
    """Text that stands in every report of this template."""
    if part.type in FIXED_TYPES:
        yield DraftBlock(part.type, dict(part.value), f"fixed:{number}", label)
