"""Reading what was frozen, whatever version it was frozen in."""

from collections.abc import Mapping
from typing import Any

VERSION = 2
_EMPTY: Mapping[str, Any] = {
    "rules": {},
    "mean": None,
    "agree": None,
    "neutral": None,
    "disagree": None,
    "order": None,
    "bins": [],
    "answers": None,
    "words": [],
}
KIND_PARTS = tuple(name for name in _EMPTY if name != "rules")


def read_payload(payload: Mapping[str, Any]) -> dict[str, Any]:
    """A frozen payload in the shape of version 2, with every part that any kind has; what it lacks is None or empty.

    The payload itself stays as it is: its fingerprint is over what was frozen.
    """
    question = {"kind": "single", **(payload.get("question") or {})}
    return {**_EMPTY, **payload, "version": VERSION, "question": question}
