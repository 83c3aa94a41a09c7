"""The words of a Word file line by line: what stands, what was inserted or deleted by whom, what was remarked. Pure.

A line is a paragraph, wherever it stands (text, list, table cell, text box). Tables of contents are no text of the
report and left out. Formatting is not read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from django.utils.translation import gettext as _

from reports.wordfile.package import Node, WordFile, WordRefused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAK = "¶"
MOST_LINES = 20_000
MOST_CHARACTERS = 3_000_000
MOST_COMMENTS = 2_000
LONGEST_NAME, LONGEST_REMARK = 120, 5_000
Kind = Literal["same", "ins", "del"]

_MARKS: dict[str, Kind] = {f"{W}ins": "ins", f"{W}moveTo": "ins", f"{W}del": "del", f"{W}moveFrom": "del"}
_TEXT = frozenset({f"{W}t", f"{W}delText"})
_SPACE = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"})
_CONTENTS = re.compile(r"(TOC|Contents|Inhopg)", re.IGNORECASE)
_NO_WORDS = frozenset(
    {
        *(
            f"{W}{name}"
            for name in ("pPr", "rPr", "drawing", "pict", "object", "txbxContent", "instrText", "delInstrText")
        ),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    }
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: it stood and stands, was inserted, or was deleted; ``author`` is empty when not tracked."""

    kind: Kind
    text: str
    author: str = ""
    when: str = ""


@dataclass(frozen=True)
class Remark:
    """A comment in the margin: by whom, when, about which words."""

    text: str
    author: str = ""
    when: str = ""
    about: str = ""


@dataclass(frozen=True)
class Line:
    """One line with its tracked changes and its remarks."""

    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def before(self) -> str:
        """How it read before the tracked changes; empty for a new line."""
        return plain(piece.text for piece in self.pieces if piece.kind != "ins" and piece.text != BREAK)

    @property
    def after(self) -> str:
        """How it reads with the tracked changes; empty for a line that went."""
        return plain(piece.text for piece in self.pieces if piece.kind != "del")


@dataclass
class _Paragraph:
    pieces: list[Piece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    ends: Kind = "same"
    author: str = ""
    when: str = ""

    @property
    def is_new(self) -> bool:
        return all(piece.kind == "ins" for piece in self.pieces)

    @property
    def is_gone(self) -> bool:
        return all(piece.kind == "del" for piece in self.pieces)


def plain(parts: Iterable[str]) -> str:
    """Parts of a line as one text, white space as single spaces."""
    return " ".join("".join(parts).split())


def read_lines(file: WordFile) -> list[Line]:
    """The lines of the text that have words, in order. Raises WordRefused for a text beyond all measure."""
    return _Reader(file.comments).lines(file.body)


def read_notes(file: WordFile) -> list[Line]:
    """The lines of the footnotes."""
    return _Reader(file.comments).lines(file.notes) if file.notes is not None else []


class _Reader:
    def __init__(self, comments: Node | None) -> None:
        self.known = dict(_comments(comments)) if comments is not None else {}
        self.about: dict[str, list[str]] = {}
        self.open: set[str] = set()
        self.characters = 0

    def lines(self, root: Node) -> list[Line]:
        paragraphs = []
        for node in _paragraphs(root):
            paragraphs.append(self.paragraph(node))
            if len(paragraphs) > MOST_LINES or self.characters > MOST_CHARACTERS:
                raise WordRefused(_("The text of this file is too large to read."))
        found = (self.line(one) for one in _joined(paragraphs))
        return [line for line in found if line.remarks or any(piece.text.strip() for piece in line.pieces)]

    def line(self, paragraph: _Paragraph) -> Line:
        remarks = tuple(
            replace(self.known[key], about=plain(self.about.get(key, ()))[:300])
            for key in dict.fromkeys(paragraph.remarks)
            if key in self.known
        )
        return Line(tuple(_merged(paragraph.pieces)), remarks)

    def paragraph(self, node: Node) -> _Paragraph:
        found = _Paragraph()
        for name, kind in (("ins", "ins"), ("moveTo", "ins"), ("del", "del"), ("moveFrom", "del")):
            mark = node.find(f"{W}pPr/{W}rPr/{W}{name}")
            if mark is not None:
                found.ends, (found.author, found.when) = ("ins" if kind == "ins" else "del"), _who(mark)
        self.inline(node, Piece("same", ""), found)
        return found

    def inline(self, node: Node, look: Piece | None, found: _Paragraph) -> None:
        """Collect the words under a node; ``look`` is None where words stand neither before nor after."""
        for child in node:
            tag = child.tag
            if tag in _NO_WORDS:
                continue
            if tag in _TEXT:
                self.words(child.text or "", look, found)
            elif tag in _SPACE:
                self.words(" ", look, found)
            elif tag == f"{W}noBreakHyphen":
                self.words("-", look, found)
            elif tag in (f"{W}commentRangeStart", f"{W}commentReference"):
                key = child.get(f"{W}id", "")
                if key not in self.about:
                    self.about[key] = []
                    found.remarks.append(key)
                self.open |= {key} if tag == f"{W}commentRangeStart" else set()
            elif tag == f"{W}commentRangeEnd":
                self.open.discard(child.get(f"{W}id", ""))
            elif (kind := _MARKS.get(str(tag))) is not None:
                self.inline(child, _marked(look, kind, child), found)
            else:
                self.inline(child, look, found)

    def words(self, text: str, look: Piece | None, found: _Paragraph) -> None:
        self.characters += len(text)
        if text and look is not None:
            found.pieces.append(replace(look, text=text))
            for key in self.open:
                self.about[key].append(text if len(self.about[key]) < 100 else "")


def _marked(look: Piece | None, kind: Kind, node: Node) -> Piece | None:
    """Words inserted and then deleted again stand in no version."""
    if look is None or {look.kind, kind} == {"ins", "del"}:
        return None
    return Piece(kind, "", *_who(node)) if look.kind == "same" else look


def _who(node: Node) -> tuple[str, str]:
    author = "".join(sign for sign in node.get(f"{W}author", "") if sign.isprintable())
    when = node.get(f"{W}date", "")
    return author.strip()[:LONGEST_NAME], when if re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.Z+-]{0,20}", when
    ) else ""


def _paragraphs(root: Node) -> Iterator[Node]:
    """Every paragraph in order, those in tables and boxes too, without tables of contents."""
    for child in root:
        if child.tag == f"{W}p":
            if not _is_contents(child):
                yield child
            yield from (inner for box in child.iter(f"{W}txbxContent") if _is_shown(box) for inner in _paragraphs(box))
        elif child.tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}docPartObj") is not None:
            continue
        else:
            yield from _paragraphs(child)


def _is_shown(box: Node) -> bool:
    return not any(parent.tag in (_FALLBACK, f"{W}txbxContent") for parent in box.iterancestors())


def _is_contents(paragraph: Node) -> bool:
    """A line of a table of contents or of figures: by its style, or nothing but a link to a place in the file."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and _CONTENTS.match(style.get(f"{W}val", "")):
        return True
    words = [text for text in paragraph.iter(*_TEXT) if (text.text or "").strip()]
    links = paragraph.findall(f"{W}hyperlink[@{W}anchor]")
    linked = [text for link in links for text in link.iter(*_TEXT) if (text.text or "").strip()]
    return bool(links) and len(words) == len(linked)


def _joined(paragraphs: list[_Paragraph]) -> Iterator[_Paragraph]:
    """Paragraphs that a tracked change made two of become one line again; whole new paragraphs are their own."""
    group: list[_Paragraph] = []
    for paragraph in paragraphs:
        group.append(paragraph)
        if paragraph.ends != "ins":
            yield from _parts(group)
            group = []
    yield from _parts(group)


def _parts(group: list[_Paragraph]) -> Iterator[_Paragraph]:
    whole: _Paragraph | None = None
    for paragraph in group:
        if len(group) > 1 and paragraph.is_new:
            continue
        if paragraph.ends == "del" and paragraph.pieces and not paragraph.is_gone:
            paragraph.pieces.append(Piece("del", BREAK, paragraph.author, paragraph.when))
        if whole is None:
            whole = paragraph
        else:
            whole.pieces += [Piece("ins", BREAK, whole.author, whole.when), *paragraph.pieces]
            whole.remarks += paragraph.remarks
    first = next((place for place, one in enumerate(group) if one is whole or whole is None), 0)
    for place, paragraph in enumerate(group):
        if place == first and whole is not None:
            yield whole
        elif len(group) > 1 and paragraph.is_new:
            yield paragraph


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours that differ in nothing but their words as one."""
    held: list[Piece] = []
    for piece in pieces:
        if held and BREAK not in (held[0].text, piece.text) and replace(held[0], text="") == replace(piece, text=""):
            held.append(piece)
            continue
        if held:
            yield replace(held[0], text="".join(one.text for one in held))
        held = [piece]
    if held:
        yield replace(held[0], text="".join(one.text for one in held))


def _comments(root: Node) -> Iterator[tuple[str, Remark]]:
    for number, node in enumerate(root.iter(f"{W}comment")):
        if number >= MOST_COMMENTS:
            raise WordRefused(_("The text of this file is too large to read."))
        parts = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in node.iter(f"{W}p"))
        text = "\n".join(part.strip() for part in parts if part.strip())
        if text:
            yield node.get(f"{W}id", ""), Remark(text[:LONGEST_REMARK], *_who(node))
