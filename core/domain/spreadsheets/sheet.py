"""The table that a spreadsheet is written from, and what its cells may hold."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Value = str | int | float | Decimal | date | datetime | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile('[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
LONGEST_CELL = 32_767  # of Excel


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its headings, how wide each column is in letters, and its rows.

    Moments are local and without a time zone: a spreadsheet knows none.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()

    @property
    def name(self) -> str:
        """The title as a spreadsheet allows it: 31 letters, without ``[]:*?/\\``."""
        return re.sub(r"[\[\]:*?/\\']", " ", self.title)[:31].strip() or "1"

    def width(self, column: int) -> int:
        """How many letters fit into a column."""
        return self.widths[column] if column < len(self.widths) else 16


def escaped(text: str) -> str:
    """The text inside XML, in content and in attributes alike; what XML cannot hold is left out."""
    if _ODD.search(text) is None:
        return text
    text = _NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
