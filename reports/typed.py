"""Numbers and rows that somebody typed in a report, as data. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True)
class TypedData:
    """One figure or table: what it says about itself, and its cells. ``n`` is how many answered, None where unknown."""

    kind: str
    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    n: int | None = None
    unit: str = ""
    origin: str = ""
    note: str = ""

    def payload(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return {"version": 1, **asdict(self)}
