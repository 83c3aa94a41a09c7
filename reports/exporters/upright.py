"""The table of a breakdown stands upright in a file when its answers do not fit beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.document import Block, Column, Document, Figure, SummaryBox, Table, TextBox, plain_text

MOST_COLUMNS = 4  # answers beside each other


def stand_upright(document: Document) -> Document:
    """The same document; a breakdown with many answers has a row per answer and a column per group."""
    with override(document.language):
        return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    match block:
        case Figure(data=Table() as data) if _is_wide(data):
            return replace(block, data=_turned(data))
        case TextBox() | SummaryBox():
            return replace(block, blocks=tuple(_block(inner) for inner in block.blocks))
    return block


def _is_wide(table: Table) -> bool:
    names = [plain_text(column.header) for column in table.columns]
    return names[1:2] == ["n"] and len(names) - 2 > max(MOST_COLUMNS, len(table.rows))


def _turned(table: Table) -> Table:
    answers = table.columns[2:]
    heads = [f"{plain_text(row[0])} (n = {plain_text(row[1])})" for row in table.rows]
    columns = (Column(_("Answer")), *(Column(head, numeric=answers[0].numeric) for head in heads))
    rows: list[tuple[Any, ...]] = [
        (column.header, *(row[place] for row in table.rows)) for place, column in enumerate(answers, 2)
    ]
    return replace(table, columns=columns, rows=tuple(rows))
