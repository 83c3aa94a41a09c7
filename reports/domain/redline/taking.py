"""Whether a change can be put into the text by a press, and the text with it. Pure: stored blocks in and out.

Only where a paragraph is plain text that stands exactly once in what was sent and still stands exactly once now.
Everything around it stays as it is stored, letter for letter.
"""

import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from reports.domain.redline.parting import text_with
from reports.enums import Hindrance, RedlineSort
from reports.models.quotes import QUOTES, same_words
from reports.wordfile.lines import BREAK

Block = dict[str, Any]
RICH = frozenset({"text", "summary", "text_box", "outcomes"})
HEADINGS = {"chapter": 200, "appendix": 200}
_PLAIN = re.compile(r"<(p|li|h4)(\s[^<>]*)?>([^<]*)</\1\s*>")
_MARK = re.compile(r"[\[\]]")


class NotOnce(LookupError):
    """The words that a change is about do not stand exactly once."""


class Asked(Protocol):
    """What is read of a change."""

    @property
    def sort(self) -> str: ...
    @property
    def block_id(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def follows(self) -> str: ...
    @property
    def pieces(self) -> Any: ...


@dataclass(frozen=True)
class Partly:
    """A change of which some parts are taken over: ``after`` is the line with those."""

    sort: str
    block_id: str
    before: str
    after: str
    follows: str
    pieces: Any


def partly(change: Asked, taken: Collection[int]) -> Partly:
    """The change with these parts only; a line of which nothing is left is taken out."""
    after = text_with(change.pieces, taken)
    sort = change.sort if after else RedlineSort.DELETED
    return Partly(sort, change.block_id, change.before, after, change.follows, change.pieces)


def hindrance_of(
    change: Asked, sent: Mapping[str, Block], newest: Mapping[str, Block], quoted: re.Pattern[str] | None
) -> Hindrance | None:
    """Why a change cannot be taken over; None when it can."""
    was, now = sent.get(change.block_id), newest.get(change.block_id)
    words = " ".join([change.before, change.after])
    if (was and was["type"] in QUOTES) or (quoted and quoted.search(words)):
        return Hindrance.QUOTE
    if change.sort in (RedlineSort.MOVED, RedlineSort.COMMENT) or any(piece[1] == BREAK for piece in change.pieces):
        return Hindrance.BY_HAND
    if was is None:
        return Hindrance.NOT_PLAIN
    if was["type"] in HEADINGS:
        return _of_heading(change, was, now)
    if was["type"] not in RICH or _MARK.search(words):
        return Hindrance.NOT_PLAIN
    asked = change.follows if change.sort == RedlineSort.INSERTED else change.before
    if len(_spots(was, asked)) != 1:
        return Hindrance.NOT_PLAIN
    if now is None or now["type"] != was["type"] or len(_spots(now, asked)) != 1:
        return Hindrance.OTHER_NOW
    return None


def with_changes(blocks: Collection[Block], changes: Collection[Asked]) -> list[Block]:
    """The blocks with these changes, all without a hindrance. Raises NotOnce when one makes another ambiguous.

    New lines go first: they stand behind words as they were.
    """
    found = {str(block.get("id")): block for block in blocks}
    new = [change for change in changes if change.sort == RedlineSort.INSERTED]
    others = [change for change in changes if change.sort != RedlineSort.INSERTED]
    for change in [*reversed(new), *others]:
        found[change.block_id] = _changed(found[change.block_id], change)
    return [found[str(block.get("id"))] for block in blocks]


def _of_heading(change: Asked, was: Block, now: Block | None) -> Hindrance | None:
    text = str(was["value"].get("text") or "")
    if change.sort != RedlineSort.CHANGED or not text or not change.before.endswith(same_words(text)):
        return Hindrance.NOT_PLAIN
    if now is None or now["type"] != was["type"] or str(now["value"].get("text") or "") != text:
        return Hindrance.OTHER_NOW
    if not (new := _heading(change, text)):
        return Hindrance.NOT_PLAIN
    return Hindrance.TOO_LONG if len(new) > HEADINGS[was["type"]] else None


def _heading(change: Asked, text: str) -> str:
    """The new words of a heading, without the number that the file shows before them; empty when that changed too."""
    number = change.before[: len(change.before) - len(same_words(text))]
    return change.after[len(number) :].strip() if change.after.startswith(number) else ""


def _spots(block: Block, words: str) -> list[re.Match[str]]:
    """Where these words are a plain paragraph, list item or heading of a block."""
    source = str(block["value"].get("text") or "") if isinstance(block.get("value"), dict) else ""
    return [spot for spot in _PLAIN.finditer(source) if words and same_words(html.unescape(spot[3])) == words]


def _changed(block: Block, change: Asked) -> Block:
    value = block["value"]
    source = str(value.get("text") or "")
    if block["type"] in HEADINGS:
        return {**block, "value": {**value, "text": _heading(change, source)}}
    spots = _spots(block, change.follows if change.sort == RedlineSort.INSERTED else change.before)
    if len(spots) != 1:
        raise NotOnce
    spot = spots[0]
    tag, look = spot[1], spot[2] or ""
    words = html.escape(change.after, quote=False)
    if change.sort == RedlineSort.INSERTED:
        kind = "li" if tag == "li" else "p"
        text = f"{source[: spot.end()]}<{kind}>{words}</{kind}>{source[spot.end() :]}"
    elif change.sort == RedlineSort.DELETED:
        text = re.sub(r"<(ul|ol)(?:\s[^<>]*)?>\s*</\1>", "", source[: spot.start()] + source[spot.end() :])
    else:
        text = f"{source[: spot.start()]}<{tag}{look}>{words}</{tag}>{source[spot.end() :]}"
    return {**block, "value": {**value, "text": text}}
