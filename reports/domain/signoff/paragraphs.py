"""The text of a draft paragraph by paragraph, as readers comment on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports import document as doc
from reports.domain.reading import Reading
from reports.domain.to_document import Piece

EXCERPT = 160


@dataclass(frozen=True)
class Paragraph:
    """One part of the text that can be commented on; ``block`` is None for a picture."""

    key: str
    piece: Piece
    block: doc.Block | None

    @property
    def excerpt(self) -> str:
        """How it begins, for lists."""
        text = excerpt_of(self.block) if self.block else str(self.piece.value.get("alt_text") or "")
        return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"


def paragraphs_of(reading: Reading) -> Iterator[Paragraph]:
    """Every part of the report in reading order, the summary first."""
    first = [reading.summary] if reading.summary else []
    for piece in [*first, *reading.pieces]:
        if piece.type == "image" and not piece.blocks:
            yield Paragraph(f"{piece.id}-0", piece, None)
        for place, block in enumerate(piece.blocks):
            yield Paragraph(f"{piece.id}-{place}", piece, block)


def excerpt_of(block: doc.Block) -> str:
    """The words of a block on one line."""
    match block:
        case doc.Figure() | doc.Table():
            return doc.plain_text(block.caption)
        case doc.BulletList() | doc.NumberedList():
            return " · ".join(doc.plain_text(item.content) for item in block.items)
        case doc.SummaryBox() | doc.TextBox():
            return " ".join(excerpt_of(inner) for inner in block.blocks)
        case doc.Definition():
            return f"{block.term}: {doc.plain_text(block.content)}"
    return doc.plain_text(getattr(block, "content", ""))
