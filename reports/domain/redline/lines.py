"""The lines of the file that was sent, each with the paragraph of the report it belongs to.

The file is made again and read as the one that comes back is read, so that nothing differs but what somebody changed.
Which paragraph a line belongs to follows from its words; a line that only the file has (a label, a number) belongs to
the paragraph before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports import document as doc
from reports.document_check import footnotes
from reports.domain.reading import Reading
from reports.domain.redline.sending import draft_file
from reports.enums import ExportFormat
from reports.labels import Labels, heading_text
from reports.models import SignOffRound
from reports.wordfile.lines import read_lines, read_notes
from reports.wordfile.package import open_word

_EDGE = " \u00a0“”‘’\"'„«»—–"


@dataclass(frozen=True)
class SentLine:
    """A line as it was sent, and the key ("block-place") of its paragraph; the title and the like have none."""

    key: str
    text: str


def sent_lines(sign_off: SignOffRound) -> tuple[list[SentLine], list[SentLine]]:
    """The lines of the text, and those of its footnotes."""
    file = open_word(draft_file(sign_off, ExportFormat.DOCX).content)
    reading = Reading(sign_off.revision.as_object(), "")
    body = [line.before for line in read_lines(file)]
    notes = [line.before for line in read_notes(file)]
    return _keyed(body, list(_known_lines(reading))), _keyed(notes, list(_known_notes(reading)))


def _keyed(texts: Sequence[str], known: Sequence[SentLine]) -> list[SentLine]:
    words, others = [_bare(text) for text in texts], [_bare(line.text) for line in known]
    keys: dict[int, str] = {}
    for start, other, size in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks():
        keys |= {start + step: known[other + step].key for step in range(size)}
    found, key = [], ""
    for number, text in enumerate(texts):
        key = keys.get(number, key)
        found.append(SentLine(key, text))
    return found


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(_EDGE)


def _known_lines(reading: Reading) -> Iterator[SentLine]:
    page = reading.page
    yield from (SentLine("", text) for text in (page.title, page.introduction, reading.labels.byline) if text)
    for piece in reading.report.pieces:
        if piece.type == "colophon":
            continue
        if piece.type == "image" and not piece.blocks:
            yield SentLine(f"{piece.id}-0", str(piece.value.get("caption") or ""))
        for place, block in enumerate(piece.blocks):
            yield from (SentLine(f"{piece.id}-{place}", text) for text in _lines(block, reading.labels) if text)
    colophon = next((piece for piece in reading.report.pieces if piece.type == "colophon"), None)
    key = f"{colophon.id}-0" if colophon else ""
    yield SentLine(key, reading.labels.colophon)
    for item in reading.colophon:
        yield from (SentLine(key, text) for text in (item.label, doc.plain_text(item.content)))


def _known_notes(reading: Reading) -> Iterator[SentLine]:
    for piece in reading.report.pieces:
        for place, block in enumerate(piece.blocks):
            for _path, inner in doc.walk((block,)):
                for note in footnotes(inner):
                    yield SentLine(f"{piece.id}-{place}", doc.plain_text(note.content))


def _lines(block: doc.Block, labels: Labels) -> Iterator[str]:
    """The lines that a block has in a file, as far as their words are its own."""
    match block:
        case doc.Heading() | doc.AppendixHeading():
            yield f"{heading_text(block, labels)}{doc.plain_text(block.content)}"
        case doc.BulletList() | doc.NumberedList():
            for item in block.items:
                yield doc.plain_text(item.content)
                for child in item.children:
                    yield from _lines(child, labels)
        case doc.Table():
            label = f"{labels.table} {block.number}: " if block.number is not None else ""
            yield f"{label}{doc.plain_text(block.caption)}"
            yield from _cells(block)
            yield doc.plain_text(block.note)
        case doc.Figure():
            yield f"{labels.figure} {block.number}: {doc.plain_text(block.caption)}"
            yield doc.plain_text(block.note)
            yield from _cells(block.data) if block.data else ()
        case doc.Quote() | doc.PullQuote():
            yield doc.plain_text(block.content)
            yield block.attribution
        case doc.TextBox() | doc.SummaryBox():
            yield block.title or labels.summary
            for inner in block.blocks:
                yield from _lines(inner, labels)
        case doc.Definition():
            yield block.term
            yield doc.plain_text(block.content)
        case doc.Paragraph():
            yield doc.plain_text(block.content)


def _cells(table: doc.Table) -> Iterator[str]:
    yield from (doc.plain_text(column.header) for column in table.columns)
    yield from (doc.plain_text(cell) for row in table.rows for cell in row)
