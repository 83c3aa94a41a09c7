"""The blocks of a draft, before they are stored."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape


@dataclass(frozen=True)
class DraftBlock:
    """One block to be: its type and values, the key of its facts, and the same in words for the editor."""

    type: str
    value: dict[str, Any]
    source: str
    generated_from: str


def chapter(title: str, source: str, label: str) -> DraftBlock:
    """The heading of a chapter."""
    return DraftBlock("chapter", {"text": title[:200], "level": "1"}, source, label)


def subheading(title: str) -> str:
    """A title inside rich text; nothing when there is none."""
    return f"<h4>{escape(title)}</h4>" if title else ""


def paragraphs(texts: Iterable[str]) -> str:
    """Texts as paragraphs of rich text; everything in them is literal text."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def items(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the stored form of a list block."""
    return [{"type": "item", "value": row, "id": str(uuid.uuid4())} for row in rows]
