"""What was noted, prompt by prompt, for the reporter who wants to see the cards behind a drafted text. Pure."""

from dataclasses import dataclass

from workshops.domain.reading import Captured, OutcomeFacts, SheetFacts


@dataclass(frozen=True)
class NotedCard:
    """A card and the workshop or item it comes from. ``is_withheld``: a speaker refused that part."""

    card: OutcomeFacts
    where: str
    is_withheld: bool


@dataclass(frozen=True)
class Noted:
    """All cards under one prompt, heaviest first as the draft tells them; the draft's source ends on ``key``."""

    key: str
    heading: str
    cards: tuple[NotedCard, ...]


def noted_by_prompt(captured: Captured) -> list[Noted]:
    """The prompts under which something was noted, in the order of the day."""
    headings: dict[str, str] = {}
    found: dict[str, list[NotedCard]] = {}
    for sheet in captured.sheets:
        for card in sheet.outcomes:
            headings.setdefault(card.prompt_key, card.report_heading)
            noted = NotedCard(card, _where(sheet), sheet.is_refused)
            found.setdefault(card.prompt_key, []).append(noted)
    return [
        Noted(key, heading, tuple(sorted(found[key], key=lambda one: one.card.weight, reverse=True)))
        for key, heading in headings.items()
    ]


def _where(sheet: SheetFacts) -> str:
    return f"{sheet.number}. {sheet.title}" if sheet.number else sheet.title
