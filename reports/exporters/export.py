"""The one entry to every file format."""

from __future__ import annotations

from dataclasses import dataclass

from reports.document import Document
from reports.document_check import prepare
from reports.enums import ExportFormat
from reports.exporters.html import write_html
from reports.exporters.pandoc.docx import write_docx
from reports.exporters.pandoc.markdown import write_markdown
from reports.exporters.pandoc.odt import write_odt
from reports.exporters.pdf import write_pdf
from reports.exporters.upright import stand_upright

MIME_TYPES = {
    ExportFormat.PDF: "application/pdf",
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.ODT: "application/vnd.oasis.opendocument.text",
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    ExportFormat.HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class ExportResult:
    """A finished file; `replaced` are characters that no font could print (PDF only)."""

    filename: str
    mime: str
    content: bytes
    replaced: frozenset[str] = frozenset()


def export(document: Document, file_format: ExportFormat, *, reference: bytes | None = None) -> ExportResult:
    """The document as a file of this format; raises DocumentError with a translated message.

    ``reference`` is an own reference document, for DOCX and ODT.
    """
    ready = stand_upright(prepare(document))
    replaced: frozenset[str] = frozenset()
    match file_format:
        case ExportFormat.PDF:
            content, replaced = write_pdf(ready)
        case ExportFormat.DOCX:
            content = write_docx(ready, reference)
        case ExportFormat.ODT:
            content = write_odt(ready, reference)
        case ExportFormat.MARKDOWN:
            content = write_markdown(ready)
        case ExportFormat.HTML:
            content = write_html(ready)
    return ExportResult(f"{ready.slug}.{file_format.value}", MIME_TYPES[file_format], content, replaced)
