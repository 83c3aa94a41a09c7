"""Reads a table that somebody gives: CSV as any spreadsheet writes it, XLSX, or pasted lines. Text in, text out.

Semicolons, commas or tabs; UTF-8 (with or without a mark), UTF-16 or Windows-1252; never more rows, columns or
bytes than the limits say. Every row knows the number that the spreadsheet shows, so that an error can name it.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from registrations.domain.errors import RegistrationError

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
MOST_LETTERS = 2000
DELIMITERS = (";", "\t", ",")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class UnreadableTable(RegistrationError):
    """What was given is no table that we can read; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """One row that is not empty: its number in the file, counted from 1, and its cells without outer spaces."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        """One cell; a column that is not there and a row that is too short are empty."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


def read_table(content: bytes) -> list[Row]:
    """The rows of a file, by what is in it and not by its name. Raises UnreadableTable."""
    if len(content) > MOST_BYTES:
        raise UnreadableTable(_("This file is too large. At most 5 MB can be read at once."))
    if content.startswith(b"PK"):
        return _limited(_rows_of_xlsx(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableTable(_("This is an old Excel file (.xls). Save it as .xlsx or as CSV and try again."))
    return read_lines(_decoded(content))


def read_lines(text: str) -> list[Row]:
    """The rows of CSV text or of lines pasted from a spreadsheet. Raises UnreadableTable."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _limited(_rows_of_csv(_CONTROL.sub("", text)))


def columns_of(header: Sequence[str], names: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Which column holds what: ``names`` gives the headings by which a field may be known.

    Case, accents, spaces and punctuation make no difference; the first column that fits wins.
    """
    found = [plain_word(cell) for cell in header]
    columns = {}
    for field, known in names.items():
        wanted = {plain_word(name) for name in known}
        index = next((index for index, name in enumerate(found) if name and name in wanted), None)
        if index is not None:
            columns[field] = index
    return columns


def plain_word(text: str) -> str:
    """Letters and digits only, lower case, without accents: "E-mailadres" is "emailadres"."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())


def _limited(rows: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
    found: list[Row] = []
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise UnreadableTable(_("This table has too many columns. At most 60 can be read."))
        if not any(cells):
            continue
        if len(found) >= MOST_ROWS:
            raise UnreadableTable(_("This table has too many rows. At most 5000 can be read at once."))
        last = max(index for index, cell in enumerate(cells) if cell)
        found.append(Row(number, tuple(cells[: last + 1])))
    return found


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows_of_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    number = 1
    try:
        for cells in reader:
            yield number, [_clean(cell) for cell in cells]
            number = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTable(_("Row %(number)d cannot be read.") % {"number": number}) from error


def _delimiter(text: str) -> str:
    """What separates the cells of the first line that has any; quoted text does not count."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


def _rows_of_xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            unpacked = sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableTable(_no_spreadsheet()) from error
    if "xl/workbook.xml" not in names:
        raise UnreadableTable(_no_spreadsheet())
    if unpacked > MOST_UNPACKED:
        raise UnreadableTable(_("This file is too large. At most 5 MB can be read at once."))
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # At most one more than may be there, so that too many is seen without reading on.
        rows = sheet.iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS + 1, values_only=True)
        found = [(number, [_clean(_text(cell)) for cell in cells]) for number, cells in enumerate(rows, start=1)]
        book.close()
    except Exception as error:  # whatever is wrong inside a file that somebody gives: it cannot be read
        raise UnreadableTable(_no_spreadsheet()) from error
    yield from found


def _no_spreadsheet() -> str:
    return _("This file cannot be read. Give a spreadsheet (.xlsx) or a CSV file.")


def _text(cell: Any) -> str:
    """A cell as a person would type it: whole numbers without decimals, dates as 2026-03-05."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _clean(cell: str) -> str:
    return _CONTROL.sub("", cell).strip()[:MOST_LETTERS]
