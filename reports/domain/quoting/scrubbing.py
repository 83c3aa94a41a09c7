"""Taking words out of stored text wherever they stand: plain, escaped, with markup or white space in between. Pure."""

import html
import json
import re
from collections.abc import Collection, Iterable
from typing import Any

from reports.models.quotes import QUOTES

SHORTEST = 3  # words; shorter quotes go from their own block only, or "ja" would go everywhere
GAP = r"(?:\s|&nbsp;|\u00a0|<[^<>]*>)+"
REMOVED = "[…]"
_EDGE = " \t\r\n.,;:!?…\"'“”‘’«»"


def pattern_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds these words in text and in rich text; None when all of them are too short."""
    found = set()
    for text in texts:
        words = text.strip(_EDGE).split()
        if len(words) >= SHORTEST:
            found.add(GAP.join(_word(word) for word in words))
    if not found:
        return None
    return re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE)


def _word(word: str) -> str:
    """One word as it may be written: as it is, or escaped for HTML or JSON."""
    spellings = {word, html.escape(word), html.escape(word, quote=False), json.dumps(word)[1:-1]}
    return "(?:" + "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True)) + ")"


def scrub_text(text: str, pattern: re.Pattern[str] | None) -> str:
    """The text without the words."""
    return pattern.sub(REMOVED, text) if pattern else text


def scrub(value: Any, pattern: re.Pattern[str] | None) -> Any:
    """The same for every string in a stored value; JSON in a string is read first."""
    if isinstance(value, str):
        return scrub_text(value, pattern)
    if isinstance(value, dict):
        return {key: scrub(inner, pattern) for key, inner in value.items()}
    if isinstance(value, list):
        return [scrub(inner, pattern) for inner in value]
    return value


def scrub_body(
    body: list[dict[str, Any]], block_ids: Collection[str], pattern: re.Pattern[str] | None, *, note: str = ""
) -> list[dict[str, Any]]:
    """The stored blocks without the quotes; where they stood a note, if one is given."""
    kept: list[dict[str, Any]] = []
    for child in body:
        text = str(child["value"].get("text") or "") if isinstance(child.get("value"), dict) else ""
        is_it = child.get("type") in QUOTES and (pattern is not None and bool(pattern.search(text)))
        if child.get("id") in block_ids or is_it:
            if note:
                value = {"text": f"<p><i>{html.escape(note)}</i></p>", "generated_from": "", "source": ""}
                kept.append({"type": "text", "id": child.get("id"), "value": {**value, "fingerprint": ""}})
            continue
        kept.append(scrub(child, pattern))
    return kept
