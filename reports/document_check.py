"""What must be right before a document can be exported, and the numbers that blocks get in reading order."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.document import (
    AppendixHeading,
    Block,
    Document,
    DocumentError,
    Figure,
    Footnote,
    Heading,
    Image,
    Reference,
    SummaryBox,
    Table,
    TextBox,
    plain_text,
    walk,
)

IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
DEEPEST_LEVEL = 4
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def prepare(document: Document) -> Document:
    """A document that every exporter can write: cleaned, checked and numbered; raises DocumentError."""
    return number_blocks(check_document(clean_characters(document)))


def clean_characters(document: Document) -> Document:
    """The same document without the characters that XML cannot hold (NUL, lone surrogates)."""
    cleaned: Document = _map_strings(document)
    return cleaned


def _map_strings(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value)
    if isinstance(value, tuple):
        return tuple(_map_strings(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _map_strings(getattr(value, field.name)) for field in fields(value)})
    return value


def check_document(document: Document) -> Document:
    """The document itself when it is sound; raises DocumentError at the first block that is not."""
    if not document.title.strip():
        raise DocumentError(_("The report has no title."))
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", document.language):
        raise DocumentError(_("The report has no language."))
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", document.accent):
        raise DocumentError(_("The accent colour must be written as # and six hexadecimal digits."))
    if document.logo is not None and not document.logo.alt.strip():
        raise DocumentError(_("The logo has no text alternative."))
    level = 0
    keys: set[str] = set()
    for path, block in walk(document.blocks):
        level = _check_block(block, path, level)
        key = getattr(block, "key", "")
        if key and key in keys:
            raise DocumentError(_("Two blocks have the same key “%(key)s”.") % {"key": key}, path=path, block=block)
        keys.add(key)
    for path, block in walk(document.blocks):
        for reference in references(block):
            if reference.key not in keys:
                message = _("A reference points at “%(key)s”, which is not in the report.") % {"key": reference.key}
                raise DocumentError(message, path=path, block=block)
    return document


def _check_block(block: Block, path: tuple[int, ...], level: int) -> int:
    match block:
        case Heading():
            if not plain_text(block.content):
                raise DocumentError(_("A heading is empty."), path=path, block=block)
            if not 1 <= block.level <= DEEPEST_LEVEL or block.level > level + 1:
                message = _("The heading “%(heading)s” skips a level.") % {"heading": plain_text(block.content)}
                raise DocumentError(message, path=path, block=block)
            return block.level
        case AppendixHeading():
            if not plain_text(block.content):
                raise DocumentError(_("A heading is empty."), path=path, block=block)
            return 1
        case Figure() if not block.alt.strip():
            message = _("The figure “%(caption)s” has no text alternative.") % {"caption": plain_text(block.caption)}
            raise DocumentError(message, path=path, block=block)
        case Image() if not block.alt.strip():
            message = _("The image “%(caption)s” has no text alternative.") % {"caption": plain_text(block.caption)}
            raise DocumentError(message, path=path, block=block)
        case Image() if block.mime not in IMAGE_TYPES:
            message = _("The image “%(alt)s” is of a type that cannot be exported.") % {"alt": block.alt}
            raise DocumentError(message, path=path, block=block)
    table = block.data if isinstance(block, Figure) else block
    if isinstance(table, Table) and (not table.columns or any(len(row) != len(table.columns) for row in table.rows)):
        message = _("The table “%(caption)s” has rows of different lengths.") % {"caption": plain_text(table.caption)}
        raise DocumentError(message, path=path, block=block)
    return level


def references(value: Any) -> list[Reference]:
    """Every cross reference in a block, not looking into the blocks of a box."""
    return _collect(value, Reference)


def _has_notes(value: Any) -> bool:
    """Whether there is a footnote anywhere in it, in boxes too."""
    if isinstance(value, Footnote):
        return True
    if isinstance(value, tuple):
        return any(_has_notes(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return any(_has_notes(getattr(value, field.name)) for field in fields(value))
    return False


def footnotes(value: Any) -> list[Footnote]:
    """Every footnote in a block, not looking into the blocks of a box."""
    return _collect(value, Footnote)


def _collect(value: Any, kind: type) -> list[Any]:
    found: list[Any] = []
    if isinstance(value, kind):
        found.append(value)
    if isinstance(value, tuple):
        for item in value:
            found.extend(_collect(item, kind))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if not (isinstance(value, TextBox | SummaryBox) and field.name == "blocks"):
                found.extend(_collect(getattr(value, field.name), kind))
    return found


def number_blocks(document: Document) -> Document:
    """The document with numbers on its figures and tables and letters on its appendices, in reading order."""
    numbering = _Numbering()
    return replace(document, blocks=numbering.notes(numbering.blocks(document.blocks)))


class _Numbering:
    def __init__(self) -> None:
        self.figure = 0
        self.table = 0
        self.appendix = 0
        self.note = 0

    def notes(self, value: Any) -> Any:
        """The same value with numbers on the footnotes in it, in reading order."""
        if isinstance(value, Footnote):
            self.note += 1
            return replace(value, number=self.note)
        if isinstance(value, tuple):
            return tuple(self.notes(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type) and _has_notes(value):
            return replace(value, **{field.name: self.notes(getattr(value, field.name)) for field in fields(value)})
        return value

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Figure():
                self.figure = block.number if block.number is not None else self.figure + 1
                return replace(block, number=self.figure)
            case Table(numbered=True) if block.number is not None or plain_text(block.caption):
                self.table = block.number if block.number is not None else self.table + 1
                return replace(block, number=self.table)
            case AppendixHeading(letter=""):
                letter = ascii_uppercase[self.appendix % 26] * (self.appendix // 26 + 1)
                self.appendix += 1
                return replace(block, letter=letter)
            case TextBox() | SummaryBox():
                return replace(block, blocks=self.blocks(block.blocks))
        return block
