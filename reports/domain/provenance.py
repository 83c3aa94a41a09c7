"""Which generated blocks are still as they were generated.

The fingerprint is taken over what a block says, not over its markup: the editor adds attributes to rich text that
nobody typed, and that must not count as an edit.
"""

import hashlib
import html
import json
import re
from typing import Any

from reports.blocks import NOT_TEXT

_TAG = re.compile(r"<[^>]*>")


def fingerprint_of(block_type: str, value: dict[str, Any]) -> str:
    """64 bits of SHA-256 over the block's type and its values in stored form, without the provenance fields."""
    content = {name: _plain(part) for name, part in value.items() if name not in NOT_TEXT}
    canonical = json.dumps([block_type, content], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def is_edited(block_type: str, value: dict[str, Any]) -> bool:
    """Whether a generated block says something else than what was generated; a block made by hand counts as edited."""
    return not value.get("fingerprint") or value["fingerprint"] != fingerprint_of(block_type, value)


def _plain(part: Any) -> Any:
    if isinstance(part, str):
        return " ".join(html.unescape(_TAG.sub(" ", part)).split())
    if isinstance(part, dict):
        if {"type", "value"} <= set(part) <= {"type", "value", "id"}:  # an item of a list block: its id is no content
            return _plain(part["value"])
        return {key: _plain(inner) for key, inner in part.items()}
    if isinstance(part, list):
        return [_plain(inner) for inner in part]
    return part
