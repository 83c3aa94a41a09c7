"""The blocks of a verslag beside the same blocks made anew from today's facts. No database here.

Blocks on both sides are in the stored form of a StreamField and are matched by ``source``, the key of their facts.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports.blocks import NOT_TEXT, PROVENANCE
from reports.domain.provenance import fingerprint_of, is_edited
from reports.domain.refreshing.words import Words, text_of, word_differences
from reports.enums import ChangeKind

Stored = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One thing to decide. ``place``: of the block in the verslag, or of the one that a new block follows (-1: none).

    ``is_taken`` is the choice that is offered: an edited block stays, and so does what was taken out before.
    """

    kind: ChangeKind
    key: str
    type: str
    source: str
    generated_from: str
    words: tuple[Words, ...]
    place: int
    is_taken: bool
    follows: str = ""
    was_taken_out: bool = False

    @property
    def is_only_settings(self) -> bool:
        """Whether no word differs: for example a figure that now has a breakdown."""
        return self.kind in (ChangeKind.CHANGED, ChangeKind.EDITED) and all(w.kind == "same" for w in self.words)


def compare(stored: Sequence[Stored], fresh: Sequence[Stored], *, known: Collection[str] = ()) -> list[Change]:
    """What there is to decide, in reading order. ``known``: sources that stood in an earlier text of this verslag."""
    made = {source_of(block): block for block in fresh}
    changes = [_existing(place, block, made.get(source_of(block))) for place, block in enumerate(stored)]
    found = [change for change in changes if change is not None]
    return sorted([*found, *_new(stored, fresh, known)], key=lambda change: change.place)


def apply_choices(
    stored: Sequence[Stored], fresh: Iterable[Stored], changes: Iterable[Change], taken: Collection[str]
) -> list[Stored]:
    """The blocks after the choices; ``taken`` are the keys of the changes that were accepted.

    Text that is kept remembers the facts it was kept against, so it is asked about again only when they change again.
    """
    made = {source_of(block): block for block in fresh}
    decided: dict[int, Change] = {}
    added: dict[int, list[Stored]] = {}
    for change in changes:
        if change.kind != ChangeKind.NEW:
            decided[change.place] = change
        elif change.key in taken:
            added.setdefault(change.place, []).append(made[change.source])
    result = list(added.get(-1, []))
    for place, block in enumerate(stored):
        change_here = decided.get(place)
        if change_here is None:
            result.append(block)
        elif change_here.key not in taken:
            result.append(_kept(block, made.get(change_here.source)))
        elif change_here.kind != ChangeKind.VANISHED:
            result.append(_replaced(block, made[change_here.source]))
        result += added.get(place, [])
    return result


def source_of(block: Stored) -> str:
    """The key of the facts that a block was made from; empty for a block made by hand."""
    return str(block["value"].get("source") or "") if isinstance(block.get("value"), dict) else ""


def _existing(place: int, block: Stored, made: Stored | None) -> Change | None:
    source = source_of(block)
    if not source:
        return None
    remembered = block["value"].get("fingerprint") or ""
    now = made["value"]["fingerprint"] if made else ""
    says = fingerprint_of(block["type"], block["value"])
    if now in (remembered, says):
        return None
    edited = is_edited(block["type"], block["value"])
    kind = ChangeKind.VANISHED if made is None else ChangeKind.EDITED if edited else ChangeKind.CHANGED
    new_text = text_of(made["type"], made["value"]) if made else ""
    return Change(
        kind=kind,
        key=_key(str(block.get("id") or place), source, now),
        type=block["type"],
        source=source,
        generated_from=str((made or block)["value"].get("generated_from") or ""),
        words=word_differences(text_of(block["type"], block["value"]), new_text),
        place=place,
        is_taken=not edited,
    )


def _new(stored: Sequence[Stored], fresh: Sequence[Stored], known: Collection[str]) -> Iterable[Change]:
    places = {source_of(block): place for place, block in enumerate(stored)}
    has_colophon = any(block["type"] == "colophon" for block in stored)
    after = -1
    for block in fresh:
        source, value = source_of(block), block["value"]
        if source in places:
            after = places[source]
            continue
        if block["type"] == "colophon" and has_colophon:  # a verslag has one
            continue
        yield Change(
            kind=ChangeKind.NEW,
            key=_key("", source, value["fingerprint"]),
            type=block["type"],
            source=source,
            generated_from=value["generated_from"],
            words=word_differences("", text_of(block["type"], value)),
            place=after,
            is_taken=source not in known,
            follows=_beginning(stored[after]) if after >= 0 else "",
            was_taken_out=source in known,
        )


def _replaced(block: Stored, made: Stored) -> Stored:
    """The new text in the old block: its key, name and language stay, because others refer to them."""
    own = {name: part for name, part in block["value"].items() if name in NOT_TEXT and name not in PROVENANCE}
    return {**made, "id": block.get("id") or made["id"], "value": {**made["value"], **own}}


def _kept(block: Stored, made: Stored | None) -> Stored:
    return {**block, "value": {**block["value"], "fingerprint": made["value"]["fingerprint"] if made else ""}}


def _beginning(block: Stored, most: int = 60) -> str:
    text = " ".join(text_of(block["type"], block["value"]).split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def _key(*parts: str) -> str:
    return "block-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
