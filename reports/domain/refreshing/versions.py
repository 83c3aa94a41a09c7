"""Two versions of a text beside each other: which blocks are new, gone, moved or changed, and in which words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from reports.blocks import PROVENANCE
from reports.domain.refreshing.words import Words, text_of, word_differences

Stored = dict[str, Any]
Kind = Literal["same", "new", "old", "changed", "moved"]


@dataclass(frozen=True)
class Difference:
    """One block that differs, or a run of ``number`` blocks that do not. ``under``: the heading it stands under."""

    kind: Kind
    type: str = ""
    words: tuple[Words, ...] = ()
    under: str = ""
    number: int = 1

    @property
    def is_only_settings(self) -> bool:
        """Whether it changed and no word of it did: another level, another result."""
        return self.kind == "changed" and all(part.kind == "same" for part in self.words)


def compare_versions(before: Sequence[Stored], after: Sequence[Stored]) -> list[Difference]:
    """The differences in reading order; runs of equal blocks are told by their number only."""
    old, new = {_key(b): b for b in before}, {_key(b): b for b in after}
    first, last = [_key(b) for b in before], [_key(b) for b in after]
    found: list[Difference] = []
    heading = ""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, first, last, autojunk=False).get_opcodes():
        gone = [old[key] for key in first[start:end] if key not in new] if tag != "equal" else []
        found += [Difference("old", block["type"], word_differences(_text(block), ""), heading) for block in gone]
        for key in last[new_start:new_end]:
            block = new[key]
            if block["type"] in ("chapter", "appendix"):
                heading = str(block["value"].get("text") or "")
            found.append(_of(old.get(key), block, heading, is_moved=tag != "equal"))
    return _runs(found)


def _of(was: Stored | None, now: Stored, heading: str, *, is_moved: bool) -> Difference:
    if was is None:
        return Difference("new", now["type"], word_differences("", _text(now)), heading)
    if _content(was) != _content(now):
        return Difference("changed", now["type"], word_differences(_text(was), _text(now)), heading)
    return Difference("moved", now["type"], word_differences(_text(now), _text(now)), heading) if is_moved else _SAME


_SAME = Difference("same")


def _runs(found: Sequence[Difference]) -> list[Difference]:
    told: list[Difference] = []
    for one in found:
        if one.kind == "same" and told and told[-1].kind == "same":
            told[-1] = Difference("same", number=told[-1].number + 1)
        else:
            told.append(one)
    return told


def _key(block: Stored) -> str:
    return str(block.get("id") or "")


def _content(block: Stored) -> tuple[str, Any]:
    value = block["value"]
    if not isinstance(value, dict):
        return block["type"], value
    # A field that an older version did not have yet is an empty one.
    return block["type"], {
        name: part for name, part in value.items() if name not in PROVENANCE and part not in (None, "")
    }


def _text(block: Stored) -> str:
    return text_of(block["type"], block["value"]) if isinstance(block["value"], dict) else str(block["value"])
