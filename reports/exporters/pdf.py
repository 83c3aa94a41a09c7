"""PDF/A-2a and PDF/UA-1 in one file, set by typst from data.

The template is fixed; the document goes in as JSON, so that no text is ever read as markup. Only the vendored font and
the fonts inside typst are used. A character that none of them has is printed as a white square and reported.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from core.typesetting import TypesettingError, compile_pdf
from reports.document import Document, DocumentError
from reports.exporters.typst.row_headers import mark_row_headers
from reports.exporters.typst.tree import PdfTree

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def write_pdf(document: Document) -> tuple[bytes, frozenset[str]]:
    """The PDF of a prepared document, and the characters that had to be replaced; raises DocumentError."""
    with tempfile.TemporaryDirectory(prefix="plenair-pdf-") as name:
        folder = Path(name)
        tree = PdfTree(document, folder)
        try:
            pdf = compile_pdf(TEMPLATE, folder, "document", tree.document())
        except TypesettingError as error:
            raise DocumentError(str(error)) from error
    return mark_row_headers(pdf, tree.row_headers), frozenset(tree.replaced)
