"""What a file that came back says otherwise than the file that was sent, tracked or not, line by line. Pure.

Lines are recognised by their words as they were before the tracked changes, so that what was tracked is exact. Where
somebody wrote without tracking, the line that resembles it most in the same place is taken.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from reports.wordfile.lines import Line, Piece, Remark, plain

ALIKE = 0.35  # share of words that two lines have in common from which one is taken for the other
LARGEST_GAP = 40_000  # pairs of lines that are weighed against each other; beyond it only places count
EXACT_LINES = EXACT_WORDS = 400  # from here difflib passes over what occurs very often, which keeps hostile texts fast
LONGEST_COMPARED = 4_000  # words; a longer line is shown whole
MOVED_WORDS = 3
_TOKEN = re.compile(r"\S+")
ChangeSort = Literal["changed", "inserted", "deleted", "moved", "comment"]


@dataclass(frozen=True)
class Difference:
    """One line that differs, or a remark on one. ``place`` is the line of what was sent that it belongs to, or -1."""

    sort: ChangeSort
    place: int
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    remark: Remark | None = None
    moved_after: str = ""


def compare_lines(sent: Sequence[str], lines: Sequence[Line]) -> list[Difference]:
    """All differences in reading order: at each line of what was sent first what became of it, then what follows it."""
    matched = _match(sent, lines)
    found: list[tuple[int, int, Difference]] = []
    place = -1
    for number, line in enumerate(lines):
        own = matched.get(number)
        place = own if own is not None else place
        if own is not None:
            pieces = _pieces(sent[own], line)
            if any(piece.kind != "same" for piece in pieces):
                gone = all(piece.kind == "del" for piece in pieces)
                sort: ChangeSort = "deleted" if gone else "changed"
                found.append((own, number, Difference(sort, own, sent[own], _after(pieces), pieces)))
        elif line.after:
            pieces = tuple(piece if piece.kind == "ins" else replace(piece, kind="ins") for piece in line.pieces)
            pieces = tuple(piece for piece, old in zip(pieces, line.pieces, strict=True) if old.kind != "del")
            found.append((place, number, Difference("inserted", place, "", line.after, pieces)))
        found += [(place, number, Difference("comment", place, remark=remark)) for remark in line.remarks]
    for own in sorted(set(range(len(sent))) - set(matched.values())):
        found.append((own, -1, Difference("deleted", own, sent[own], "", (Piece("del", sent[own]),))))
    ordered = [one for _place, _number, one in sorted(found, key=lambda row: row[:2])]
    return list(_with_moves(ordered, sent))


def _match(sent: Sequence[str], lines: Sequence[Line]) -> dict[int, int]:
    """Number of a line in the file → number of the line that was sent."""
    old = [number for number, line in enumerate(lines) if line.before]
    words = [lines[number].before for number in old]
    codes = SequenceMatcher(None, sent, words, autojunk=len(words) > EXACT_LINES).get_opcodes()
    matched: dict[int, int] = {}
    for tag, start, end, other, _end in codes:
        if tag == "equal":
            matched |= {old[other + step]: start + step for step in range(end - start)}
    known = set(matched.values())
    left = {text for number, text in enumerate(sent) if number not in known}
    moved = {words[place] for place, number in enumerate(old) if number not in matched and words[place] in left}
    moved = {text for text in moved if len(text.split()) >= MOVED_WORDS}
    for tag, start, end, other, other_end in codes:
        if tag == "replace":
            here = [number for number in range(start, end) if sent[number] not in moved]
            there = [number for number in range(other, other_end) if words[number] not in moved]
            pairs = _pair([sent[number] for number in here], [words[number] for number in there])
            matched |= {old[there[b]]: here[a] for a, b in pairs}
    return matched


def _pair(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """Which of two runs of lines stand for each other, order kept, as much likeness as possible."""
    if len(here) * len(there) > LARGEST_GAP:
        return list(zip(range(len(here)), range(len(there)))) if len(here) == len(there) else []  # noqa: B905
    left, right = [_bag(text) for text in here], [_bag(text) for text in there]
    best = [[0.0] * (len(there) + 1) for _row in range(len(here) + 1)]
    like = [[_likeness(one, other) for other in right] for one in left]
    for i in range(len(here) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            both = best[i + 1][j + 1] + like[i][j] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(here) and j < len(there):
        if like[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return sorted([*pairs, *_rewritten(pairs, len(here), len(there))])


def _rewritten(pairs: list[tuple[int, int]], here: int, there: int) -> Iterator[tuple[int, int]]:
    """One line left on both sides between two pairs: written anew."""
    before = (-1, -1)
    for pair in [*pairs, (here, there)]:
        if pair[0] - before[0] == 2 and pair[1] - before[1] == 2:
            yield before[0] + 1, before[1] + 1
        before = pair


def _bag(text: str) -> Counter[str]:
    return Counter(word.strip(".,;:!?“”\"'()").casefold() for word in text.split())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _pieces(sent: str, line: Line) -> tuple[Piece, ...]:
    """The line as what was sent with all changes in it: those that were tracked, and those that were not."""
    if plain([line.before]) == sent:
        return line.pieces
    original = [piece for piece in line.pieces if piece.kind != "ins"]
    text = "".join(piece.text for piece in original)
    found: list[Piece] = []
    at = 0  # place in `text` up to which the pieces of the line were taken over
    for tag, start, end, _other, other_end in _word_changes(sent, text):
        if tag in ("replace", "delete"):
            found.append(Piece("del", f"{sent[start:end]} "))
        if other_end > at:
            taken = _slice(line.pieces, at, other_end, is_last=other_end == len(text))
            is_new = tag in ("replace", "insert")
            found += [
                replace(one, kind="ins") if is_new and one.kind == "same" else one
                for one in taken
                if not (is_new and one.kind == "del")
            ]
            at = other_end
    if at < len(text) or not text:
        found += _slice(line.pieces, at, len(text), is_last=True)
    return tuple(piece for piece in found if piece.text)


def _word_changes(sent: str, text: str) -> list[tuple[str, int, int, int, int]]:
    """Opcodes over words, as places in the two texts; the white space behind words goes with them."""
    old, new = list(_TOKEN.finditer(sent)), list(_TOKEN.finditer(text))
    if max(len(old), len(new)) > LONGEST_COMPARED:
        return [("replace", 0, len(sent), 0, len(text))]
    words, others = [one[0] for one in old], [one[0] for one in new]
    matcher = SequenceMatcher(None, words, others, autojunk=max(len(words), len(others)) > EXACT_WORDS)

    def edge(tokens: list[re.Match[str]], number: int, whole: str) -> int:
        return tokens[number].start() if number < len(tokens) else len(whole)

    return [
        (
            tag,
            edge(old, a, sent),
            edge(old, b, sent) - (0 if b == len(old) else 1),
            edge(new, c, text),
            edge(new, d, text),
        )
        for tag, a, b, c, d in matcher.get_opcodes()
    ]


def _slice(pieces: Sequence[Piece], start: int, end: int, *, is_last: bool) -> Iterator[Piece]:
    """The pieces between two places of the text as it was, with what was inserted there."""
    at = 0
    for piece in pieces:
        if piece.kind == "ins":
            if start <= at < end or (is_last and at == end):
                yield piece
            continue
        low, high = max(start, at), min(end, at + len(piece.text))
        if low < high:
            yield replace(piece, text=piece.text[low - at : high - at])
        at += len(piece.text)


def _after(pieces: Sequence[Piece]) -> str:
    return plain(piece.text for piece in pieces if piece.kind != "del")


def _with_moves(found: list[Difference], sent: Sequence[str]) -> Iterator[Difference]:
    """A line that went from one place and stands at another was moved."""
    gone = {one.before: one for one in found if one.sort == "deleted" and len(one.before.split()) >= MOVED_WORDS}
    moved = {one.after: one for one in found if one.sort == "inserted" and one.after in gone}
    for one in found:
        if one.sort == "inserted" and moved.get(one.after) is one:
            continue
        target = moved.get(one.before) if one.sort == "deleted" and gone.get(one.before) is one else None
        if target is None:
            yield one
            continue
        who = next((piece for piece in target.pieces if piece.author), Piece("ins", ""))
        pieces = (Piece("same", one.before), Piece("ins", "", who.author, who.when))
        follows = sent[target.place] if target.place >= 0 else ""
        yield Difference("moved", one.place, one.before, one.after or one.before, pieces, moved_after=follows)
