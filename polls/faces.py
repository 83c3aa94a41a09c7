"""The face of a question on a phone: what there is to tap or fill in, and what was answered so far (pure).

A face is drawn the same for everybody; only a page made for one voter carries an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from polls.charts.words import decimal_in_words
from polls.enums import QuestionKind

TEMPLATES = {
    QuestionKind.MULTIPLE: "choices",
    QuestionKind.RATING: "rating",
    QuestionKind.RANKING: "ranking",
    QuestionKind.NUMBER: "number",
    QuestionKind.TEXT: "text",
    QuestionKind.WORDS: "words",
}
WITHOUT_OPTIONS = (QuestionKind.NUMBER, QuestionKind.TEXT, QuestionKind.WORDS)


@dataclass(frozen=True)
class Choice:
    """One option; ``rank`` is its place in the voter's order, 0 for none."""

    id: int
    text: str
    is_chosen: bool
    rank: int


@dataclass(frozen=True)
class Face:
    """What to tap or fill in. ``value`` is what stands in the field, ``entries`` what stands in several."""

    kind: str
    rules: Mapping[str, Any]
    choices: tuple[Choice, ...] = ()
    value: str = ""
    entries: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """Where it is drawn."""
        return f"polls/phone/faces/{TEMPLATES.get(QuestionKind(self.kind), 'buttons')}.html"

    @property
    def minimum(self) -> int:
        """How many choices at least."""
        return int(self.rules.get("minimum") or 1)

    @property
    def maximum(self) -> int:
        """How many choices at most."""
        return int(self.rules.get("maximum") or len(self.choices) or 1)

    @property
    def ranks(self) -> range:
        """The places to give."""
        return range(1, self.maximum + 1)

    @property
    def asks_all(self) -> bool:
        """Whether every option may be chosen, or must be put in order."""
        return self.maximum >= len(self.choices)

    @property
    def lowest(self) -> str:
        """The lowest number, as people write it."""
        return decimal_in_words(self.rules["lowest"])

    @property
    def highest(self) -> str:
        """The highest number, as people write it."""
        return decimal_in_words(self.rules["highest"])

    @property
    def may_be_negative(self) -> bool:
        """Whether a minus sign is needed, which the keyboard of a phone for decimals may lack."""
        return str(self.rules.get("lowest") or "").startswith("-")

    @property
    def columns(self) -> int:
        """How many buttons of a rating stand beside each other on a narrow phone: one row, or two of equal length."""
        steps = len(self.choices)
        return steps if steps <= 6 else -(-steps // 2)


def face(question: Mapping[str, Any], answer: str = "") -> Face:
    """The face of a question with an answer in it, written as it travels ("12,15", "3.5", a text)."""
    kind, rules = question["kind"], question.get("rules") or {}
    if kind in WITHOUT_OPTIONS:
        entries: list[str] = []
        if kind == QuestionKind.WORDS:
            given = answer.splitlines()[: int(rules.get("maximum") or 1)]
            entries = [*given, *[""] * (int(rules.get("maximum") or 1) - len(given))]
        return Face(kind, rules, value=answer, entries=tuple(entries))
    chosen = {part: place for place, part in enumerate(answer.split(","), 1)}
    choices = tuple(
        Choice(option["id"], option["text"], str(option["id"]) in chosen, chosen.get(str(option["id"]), 0))
        for option in question["options"]
    )
    return Face(kind, rules, choices)
