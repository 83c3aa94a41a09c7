"""The typed figures and tables of a report for the data package, with their plain numbers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import document as doc
from reports.blocks.base import number_of, rows_of
from reports.domain.to_document import Piece
from reports.typed import TypedData

TABLES = frozenset({"responses", "table", "agreements"})


def typed_data(pieces: Iterable[Piece]) -> list[TypedData]:
    """Every typed figure and table in reading order; headings in the active language."""
    return [data for piece in pieces if piece.blocks for data in _of_piece(piece)]


def _of_piece(piece: Piece) -> Iterator[TypedData]:
    if piece.type == "number_figure":
        yield _numbers(piece.value)
    elif piece.type == "attendance_figure":
        rows = [(row["label"], row["count"]) for row in piece.value["rows"] if row.get("count")]
        total = sum(count for _label, count in rows)
        yield TypedData(piece.type, piece.value["caption"], (_("Sector"), _("Number")), rows, total, "count")
    elif piece.type in TABLES:
        for block in piece.blocks:
            if isinstance(block, doc.Table):
                headings = [doc.plain_text(column.header) for column in block.columns]
                cells = [[doc.plain_text(cell) for cell in row] for row in block.rows]
                note = doc.plain_text(block.note)
                origin = str(piece.value.get("origin") or "")
                caption = doc.plain_text(block.caption)
                yield TypedData(piece.type, caption, headings, cells, origin=origin, note=note)


def _numbers(value: Any) -> TypedData:
    is_count = value["unit"] == "count"
    heading = _("Number") if is_count else f"{pgettext('part of a whole', 'Share')} (%)"
    rows = []
    for row in rows_of(value["rows"] or ""):
        found = number_of(row[1]) if len(row) > 1 else None
        if found is not None:
            plain = int(found) if found.is_integer() else found
            rows.append((row[0], row[2] if len(row) > 2 else "", plain))
    return TypedData(
        "number_figure",
        value["caption"],
        (_("Answer"), _("Group"), heading),
        rows,
        value.get("n"),
        "count" if is_count else "percent",
        value.get("origin") or "",
        value.get("note") or "",
    )
