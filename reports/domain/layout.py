"""What a report is made of: which parts, in which order, under which headings. Pure.

A *part* is made from facts at every draft and every refresh ("attendance", "polls"); a *fixed* part holds text that an
organisation writes in each of its reports. A layout holds no facts, so it can be kept and used for another meeting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from reports.enums import ReportKind

Depth = Literal["brief", "usual", "full"]
DEPTHS: tuple[Depth, ...] = ("brief", "usual", "full")
FIXED = "fixed"
FIXED_TYPES = ("chapter", "text", "text_box", "definition", "appendix")
LONGEST_HEADING = 200
MOST_PARTS = 200


@dataclass(frozen=True)
class Part:
    """One part of a report.

    ``heading`` stands instead of the usual one; ``is_titled`` gives a chapter to a part that has none by itself.
    ``has_tables``: with figures and tables. ``depth``: brief is a paragraph, full names what is missing too.
    """

    name: str
    heading: str = ""
    is_titled: bool = False
    has_tables: bool = True
    depth: Depth = "usual"
    type: str = ""  # of a fixed part: the block it is
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """The parts of a report in reading order. ``in_words``: groups are named in words, without any number."""

    parts: tuple[Part, ...]
    has_chapters: bool = False
    in_words: bool = False

    def told_in_words(self, in_words: bool) -> "Layout":
        """The same parts, told in words or with numbers."""
        return replace(self, in_words=in_words)


# Of every name, which sources its blocks have: the part before the first colon, or the whole.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "summary": ("summary",),
    "opening": ("opening",),
    "attendance": ("attendance", "attendance-figure"),
    "plenary": ("sheet", "item"),
    "polls": ("poll", "result", "result-figure", "shift", "shift-figure", "polls"),
    "hall": ("hall",),
    "workshops": ("workshops", "workshop", "prompt", "gaps"),
    "dates": ("dates", "date"),
    "meetings": ("meetings", "question", "side"),
    "agreements": ("agreements", "agreements-table"),
    "recommendations": ("recommendations",),
    "response": ("response",),
    "appendix": ("appendix", "list"),
    "colophon": ("colophon",),
}
_PART_OF = {source: name for name, sources in SOURCES.items() for source in sources}


def part_of(source: str) -> str:
    """The name of the part that a generated block belongs to; "" for a quote, which stands with its notes."""
    return _PART_OF.get(source.partition(":")[0], "")


def _parts(*names: str, **options: Any) -> tuple[Part, ...]:
    return tuple(Part(name, **options) for name in names)


_BRIEF = {"depth": "brief", "has_tables": False}
LAYOUTS: Mapping[str, Layout] = {
    ReportKind.SHORT: Layout(
        _parts("opening", "attendance", "plenary", "polls", "workshops", "agreements", "colophon", **_BRIEF)
    ),
    ReportKind.FULL: Layout(
        _parts("summary", "opening", "attendance", "plenary", "polls", "hall", "workshops", "agreements", "colophon")
    ),
    ReportKind.CHAPTERS: Layout(
        (
            Part("summary"),
            Part("opening", is_titled=True),
            Part("attendance", is_titled=True),
            *_parts("plenary", "polls", "hall", "workshops", "agreements", "recommendations", depth="full"),
            *_parts("response", "appendix", "colophon"),
        ),
        has_chapters=True,
    ),
    ReportKind.SERIES: Layout(
        (
            Part("opening", is_titled=True),
            Part("attendance", is_titled=True),
            *_parts("dates", "polls", "agreements", "colophon"),
        ),
        has_chapters=True,
    ),
    ReportKind.COMPARISON: Layout(
        (
            Part("opening", is_titled=True),
            Part("meetings"),
            *_parts("agreements", "colophon"),
        ),
        has_chapters=True,
    ),
}


def plain_parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Parts as they are kept in JSON."""
    return [{**asdict(part), "value": dict(part.value)} for part in parts]


def parts_from_plain(stored: Any) -> tuple[Part, ...]:
    """Parts as they were kept; what this version does not know, or what says nothing, is left out."""
    found = []
    for row in stored[:MOST_PARTS] if isinstance(stored, Sequence) and not isinstance(stored, str) else ():
        if not isinstance(row, Mapping) or row.get("name") not in (*SOURCES, FIXED):
            continue
        depth = row.get("depth")
        part = Part(
            name=str(row["name"]),
            heading=str(row.get("heading") or "")[:LONGEST_HEADING],
            is_titled=bool(row.get("is_titled")),
            has_tables=bool(row.get("has_tables", True)),
            depth=depth if depth in DEPTHS else "usual",
            type=str(row.get("type") or ""),
            value=dict(row["value"]) if isinstance(row.get("value"), Mapping) else {},
        )
        if part.name != FIXED or (part.type in FIXED_TYPES and part.value):
            found.append(part)
    return tuple(found)
