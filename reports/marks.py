"""Marks that a reporter writes in the text: footnotes, references, words in another language.

``[note: its text]`` or ``[noot: …]`` becomes a footnote, ``[see: name]`` or ``[zie: …]`` a reference to the block
with that name, ``[en: the words]`` words in that language. A mark may hold bold words and links. What is not a mark,
or is not closed, stays as it was typed. Pure: blocks in, blocks out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reports.document import (
    Block,
    BulletList,
    Content,
    Definition,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    NumberedList,
    Paragraph,
    Quote,
    Reference,
    Runs,
    Text,
    plain_text,
    runs_of,
)
from reports.enums import PartLanguage

NOTES = frozenset({"note", "noot", "voetnoot", "footnote"})
SEES = frozenset({"see", "zie"})
CODES = frozenset(PartLanguage.values)
_OPENING = re.compile(rf"\[({'|'.join(sorted(NOTES | SEES | CODES))}):\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Marked:
    """Blocks with their marks read, and the names that no block has."""

    blocks: tuple[Block, ...]
    unknown: tuple[str, ...]


def read_marks(blocks: tuple[Block, ...], keys: Mapping[str, str]) -> Marked:
    """Blocks with footnotes, references and languages; `keys` leads from a name (folded) to the key of its block."""
    reader = _Reader(keys)
    return Marked(tuple(reader.block(block) for block in blocks), tuple(reader.unknown))


def folded(name: str) -> str:
    """A name as it is compared: without case and without spaces around or doubled."""
    return " ".join(name.split()).casefold()


class _Reader:
    def __init__(self, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.unknown: list[str] = []

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading() | Quote() | Definition():
                return replace(block, content=self.content(block.content))
            case BulletList():
                return replace(block, items=tuple(self.item(item) for item in block.items))
            case NumberedList():
                return replace(block, items=tuple(self.item(item) for item in block.items))
        return block

    def item(self, item: ListItem) -> ListItem:
        children = tuple(self.block(child) for child in item.children)
        return ListItem(self.content(item.content), children)  # type: ignore[arg-type]  # a list stays a list

    def content(self, content: Content) -> Content:
        runs = runs_of(content)
        if not any(isinstance(run, Text) and "[" in run.text for run in runs):
            return content
        return tuple(self.runs(runs))

    def runs(self, runs: Runs, *, in_note: bool = False) -> Iterator[Inline]:
        """The runs with the marks in them read; a note holds no notes."""
        at = 0
        while at < len(runs):
            run = runs[at]
            found = _OPENING.search(run.text) if isinstance(run, Text) else None
            closed = _closing(runs, at, found.end()) if found else None
            if found is None or closed is None or not isinstance(run, Text):
                yield run
                at += 1
                continue
            if found.start():
                yield replace(run, text=run.text[: found.start()])
            inside = _between(runs, at, found.end(), closed)
            yield from self.mark(found[1].casefold(), found[0], inside, in_note=in_note)
            last, place = closed
            rest = _after(runs[last], place + 1)
            runs, at = (*rest, *runs[last + 1 :]), 0

    def mark(self, kind: str, opening: str, inside: Runs, *, in_note: bool) -> Iterator[Inline]:
        """What one mark becomes; a reference to nothing and a note in a note stay as they were typed."""
        key = self.keys.get(folded(plain_text(inside)), "")
        if kind in NOTES and not in_note and plain_text(inside):
            yield Footnote(tuple(self.runs(_trimmed(inside), in_note=True)))
        elif kind in SEES and key:
            yield Reference(key)
        elif kind in CODES:
            yield from self.runs(
                tuple(replace(run, language=kind) if isinstance(run, Text) else run for run in inside), in_note=in_note
            )
        else:
            if kind in SEES:
                self.unknown.append(plain_text(inside))
            yield Text(opening)
            yield from self.runs(inside, in_note=in_note)
            yield Text("]")


def _closing(runs: Runs, at: int, start: int) -> tuple[int, int] | None:
    """Where the bracket closes that opened before `start` in run `at`; None when it does not."""
    depth = 1
    for number in range(at, len(runs)):
        run = runs[number]
        if isinstance(run, LineBreak) or not isinstance(run, Text):
            continue
        for place in range(start if number == at else 0, len(run.text)):
            depth += {"[": 1, "]": -1}.get(run.text[place], 0)
            if depth == 0:
                return number, place
    return None


def _between(runs: Runs, at: int, start: int, closed: tuple[int, int]) -> Runs:
    last, place = closed
    first = runs[at]
    if not isinstance(first, Text):
        return ()
    if last == at:
        return (replace(first, text=first.text[start:place]),)
    ending = runs[last]
    tail = (replace(ending, text=ending.text[:place]),) if isinstance(ending, Text) else ()
    parts = (replace(first, text=first.text[start:]), *runs[at + 1 : last], *tail)
    return tuple(part for part in parts if not isinstance(part, Text) or part.text)


def _after(run: Inline, place: int) -> Runs:
    if isinstance(run, Text) and run.text[place:]:
        return (replace(run, text=run.text[place:]),)
    return ()


def _trimmed(runs: Runs) -> Runs:
    """A note does not end in a space before its bracket."""
    if runs and isinstance(last := runs[-1], Text):
        return (*runs[:-1], replace(last, text=last.text.rstrip()))
    return runs
