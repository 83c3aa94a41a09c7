"""Cross references as links in words, for a page whose anchors are the keys of its blocks."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from reports.document import Document, Reference, Text, walk
from reports.document_check import references
from reports.labels import labels_for, targets


def link_references(document: Document) -> Document:
    """The document with every reference replaced by its words and a link to the block's own key."""
    if not any(references(block) for block in _boxes_opened(document)):
        return document
    words = {key: target.text for key, target in targets(document, labels_for(document)).items()}
    return replace(document, blocks=_linked(document.blocks, words))


def _boxes_opened(document: Document) -> list[Any]:
    return [block for _path, block in walk(document.blocks)]


def _linked(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, Reference):
        return Text(words.get(value.key, ""), link=f"#{value.key}" if value.key in words else "")
    if isinstance(value, tuple):
        return tuple(_linked(item, words) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Text):
        return replace(value, **{field.name: _linked(getattr(value, field.name), words) for field in fields(value)})
    return value
