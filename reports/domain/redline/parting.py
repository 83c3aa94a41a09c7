"""The changes within one line, each to be taken over or left by itself. Pure: stored pieces in and out.

What touches belongs together: words that were deleted where others were inserted are one change, whoever made them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reports.wordfile.lines import plain

Stored = Sequence[str]  # kind, words, author, when
CONTEXT = 4  # words shown on either side of a change


@dataclass(frozen=True)
class Stretch:
    """Words that stay, or a change with its number from 1: ``old`` becomes ``new``."""

    number: int
    old: str
    new: str
    authors: tuple[str, ...] = ()
    before: str = ""
    behind: str = ""


def stretches_of(pieces: Sequence[Stored]) -> list[Stretch]:
    """The line in order, changes numbered and with some words around them."""
    found = list(_stretches(pieces))
    return [
        _with_words(one, found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None)
        if one.number
        else one
        for place, one in enumerate(found)
    ]


def parts_of(before: str, after: str, pieces: Sequence[Stored]) -> list[Stretch]:
    """The changes that can be chosen one by one; none when there is one only, or they do not add up to the line."""
    parts = [one for one in stretches_of(pieces) if one.number]
    adds_up = text_with(pieces, ()) == plain([before]) and text_with(pieces, _all(parts)) == plain([after])
    return parts if len(parts) > 1 and adds_up else []


def text_with(pieces: Sequence[Stored], taken: Collection[int]) -> str:
    """The line with these changes, and the old words for the others."""
    return plain(one.new if one.number in taken else one.old for one in _stretches(pieces))


def _all(parts: Sequence[Stretch]) -> set[int]:
    return {part.number for part in parts}


def _stretches(pieces: Sequence[Stored]) -> Iterator[Stretch]:
    number, run = 0, list[Stored]()
    for piece in [*pieces, ("same", "", "", "")]:
        if piece[0] != "same":
            run.append(piece)
            continue
        if any(one[1] for one in run):
            number += 1
            yield Stretch(number, _words(run, "del"), _words(run, "ins"), _authors(run))
            run = []
        if piece[1]:
            yield Stretch(0, piece[1], piece[1])


def _words(run: Sequence[Stored], kind: str) -> str:
    return "".join(one[1] for one in run if one[0] == kind)


def _authors(run: Sequence[Stored]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one[2] for one in run if one[2]))


def _with_words(one: Stretch, left: Stretch | None, right: Stretch | None) -> Stretch:
    before, behind = (left.old if left else "").split(" "), (right.old if right else "").split(" ")
    shortened = len(before) > CONTEXT, len(behind) > CONTEXT
    return Stretch(
        one.number,
        one.old,
        one.new,
        one.authors,
        ("… " if shortened[0] else "") + " ".join(before[-CONTEXT:]),
        " ".join(behind[:CONTEXT]) + (" …" if shortened[1] else ""),
    )
