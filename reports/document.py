"""The document model: what a verslag is, apart from where it is stored and how it is written to a file.

Pure frozen dataclasses. A ReportPage is turned into a `Document`; every exporter reads nothing but a `Document`.

Conventions
- `Content` is a plain `str` or a tuple of inline runs. A `str` is always literal text, never markup.
- Heading levels count from 1 below the title: level 1 is a chapter (`<h2>` on a page, "Heading 1" in Word).
- Figures, tables and footnotes number themselves in reading order; an explicit `number` wins. A block with a `key`
  can be pointed at with `Reference(key)`, which reads "figuur 3" in every format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias


class DocumentError(ValueError):
    """The document cannot be exported; carries a translated message and the place where it goes wrong."""

    def __init__(self, message: object, *, path: tuple[int, ...] = (), block: Block | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.path = path
        self.block = block

    def __str__(self) -> str:
        return str(self.message)


# --- inline runs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of characters with one appearance; `language` only where it differs from the document's."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; numbers itself. Its content holds no footnotes."""

    content: Content
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross reference to the figure, table, heading or appendix with this key."""

    key: str


Inline: TypeAlias = Text | LineBreak | Footnote | Reference
Runs: TypeAlias = tuple[Inline, ...]
Content: TypeAlias = str | Runs


def runs_of(content: Content) -> Runs:
    """Content as runs: a plain string is one literal run, with its newlines as line breaks."""
    if not isinstance(content, str):
        return content
    runs: list[Inline] = []
    for number, line in enumerate(content.splitlines()):
        if number:
            runs.append(LineBreak())
        if line:
            runs.append(Text(line))
    return tuple(runs)


def plain_text(content: Content) -> str:
    """Content as one string, without footnotes and with line breaks as spaces."""
    if isinstance(content, str):
        return " ".join(content.split())
    parts = [run.text if isinstance(run, Text) else " " for run in content if isinstance(run, Text | LineBreak)]
    return " ".join("".join(parts).split())


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 to 4, `number` as it is printed ("2.1"), empty for none."""

    level: int
    content: Content
    number: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class AppendixHeading:
    """The start of an appendix, a heading of level 1; letters itself ("Bijlage A") unless `letter` is given."""

    content: Content
    letter: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` for an introduction in larger type."""

    content: Content
    lead: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its text, and the lists nested under it."""

    content: Content
    children: tuple[BulletList | NumberedList, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """An ordered list."""

    items: tuple[ListItem, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `numeric` columns align right with tabular figures."""

    header: Content
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data table with a header row; `row_headers` marks the first column as headers of their rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    caption: Content = ""
    row_headers: bool = True
    note: Content = ""
    number: int | None = None
    numbered: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in SVG with its text alternative, and the table with the numbers that it draws."""

    svg: str
    alt: str
    caption: Content
    data: Table | None = None
    note: Content = ""
    number: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph or illustration; `data` are the bytes of a PNG, JPEG, GIF, WebP or SVG file."""

    data: bytes
    mime: str
    alt: str
    caption: Content = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a person, with who said it (may be empty)."""

    content: Content
    attribution: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A line taken out of the text and set large."""

    content: Content
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box beside the main text ("kader") with a title of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SummaryBox:
    """The box "In het kort" at the start of a report or a chapter."""

    blocks: tuple[Block, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means here."""

    term: str
    content: Content


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page, where there are pages."""


@dataclass(frozen=True, slots=True)
class ColophonItem:
    """One line of the colophon: "Opdrachtgever", "Ministerie van OCW"."""

    label: str
    content: Content


Block: TypeAlias = (
    Heading
    | AppendixHeading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | Figure
    | Image
    | Quote
    | PullQuote
    | TextBox
    | SummaryBox
    | Definition
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Logo:
    """The organisation's logo as it stands on the first page."""

    data: bytes
    mime: str
    alt: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole verslag: what is on its title, its blocks in reading order, and its colophon."""

    title: str
    blocks: tuple[Block, ...]
    language: str = "nl"
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: date | None = None
    organisation: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    address: str = ""
    accent: str = "#0b5563"
    logo: Logo | None = None
    colophon: tuple[ColophonItem, ...] = ()
    table_of_contents: bool = False
    list_of_figures: bool = False
    slug: str = field(default="verslag")


def walk(blocks: tuple[Block, ...], path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Block]]:
    """Every block with its path, in reading order, boxes before what is in them."""
    for index, block in enumerate(blocks):
        yield (*path, index), block
        if isinstance(block, TextBox | SummaryBox):
            yield from walk(block.blocks, (*path, index))
