"""Writes a sheet as CSV, line by line, as Dutch spreadsheets expect it."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from core.domain.spreadsheets.sheet import FORMULA_STARTS, Sheet, Value


class _Echo:
    """Gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def plain_cell(value: str) -> str:
    """The text with a quote before it when it starts like a formula (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """The lines of the file, with a byte-order mark and semicolons."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow([plain_cell(heading) for heading in sheet.headings])
    for row in sheet.rows:
        yield writer.writerow([_cell(value) for value in row])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_cell(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return str(value)
