"""What a block says, in words, and which words differ between two of them. No database here."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from wagtail.blocks import RichTextBlock

from reports.blocks import NOT_TEXT, ReportBodyBlock

_LINE_ENDS = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(r"\n|[^\s]+")
SETTINGS = {"result", "before", "after", "level", "unit"}  # keys and choices: nothing that a reader reads
EXACT_UP_TO = 1500  # words; above it difflib may pass over words that occur very often, which keeps long texts fast


@dataclass(frozen=True)
class Words:
    """A stretch of text that stands in both texts, in the old one only, or in the new one only."""

    kind: Literal["same", "old", "new"]
    text: str


def text_of(block_type: str, value: Mapping[str, Any]) -> str:
    """All that a block says as plain text, a line per paragraph or row; markup only where the field has markup."""
    fields = getattr(ReportBodyBlock.base_blocks.get(block_type), "child_blocks", {})
    lines: list[str] = []
    for name, part in value.items():
        if name in NOT_TEXT or name in SETTINGS:
            continue
        if isinstance(part, str) and isinstance(fields.get(name), RichTextBlock):
            lines += html.unescape(_TAG.sub("", _LINE_ENDS.sub("\n", part))).splitlines()
        elif isinstance(part, list):
            lines += [" · ".join(_strings(row)) for row in part]
        else:
            lines += [line for text in _strings(part) for line in text.splitlines()]
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def word_differences(old: str, new: str) -> tuple[Words, ...]:
    """The two texts as one run of stretches; without the new ones it is the old text, and the other way round."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > EXACT_UP_TO)
    found: list[Words] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found.append(Words("same", _joined(before[start:end])))
            continue
        if start < end:
            found.append(Words("old", _joined(before[start:end])))
        if new_start < new_end:
            found.append(Words("new", _joined(after[new_start:new_end])))
    return tuple(found)


def _joined(tokens: Iterable[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(tokens))


def _parts(part: Mapping[str, Any]) -> list[Any]:
    """The values of a row; of the column of a table without its type."""
    return [value for name, value in part.items() if name != "type" or "heading" not in part]


def _strings(part: Any) -> list[str]:
    if isinstance(part, Mapping):
        inner = part["value"] if {"type", "value"} <= set(part) else _parts(part)
        return _strings(inner)
    if isinstance(part, list):
        return [text for one in part for text in _strings(one)]
    return [] if part is None or isinstance(part, bool) or part == "" else [str(part)]
