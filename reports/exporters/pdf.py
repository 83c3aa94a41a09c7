"""PDF/A-2a and PDF/UA-1 in one file, set by typst from data.

The template is fixed; the document goes in as JSON, so that no text is ever read as markup. Only the vendored font and
the fonts inside typst are used. A character that none of them has is printed as a white square and reported.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from reports.document import Document, DocumentError
from reports.exporters.typst.printable import STANDARDS, fonts, forget_compilations
from reports.exporters.typst.row_headers import mark_row_headers
from reports.exporters.typst.tree import PdfTree

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def write_pdf(document: Document) -> tuple[bytes, frozenset[str]]:
    """The PDF of a prepared document, and the characters that had to be replaced; raises DocumentError."""
    with tempfile.TemporaryDirectory(prefix="plenair-pdf-") as folder:
        tree = PdfTree(document, Path(folder))
        data = tree.document()
        try:
            compiler = typst.Compiler(
                TEMPLATE.read_bytes(),
                root=folder,
                font_paths=fonts(),
                ignore_system_fonts=True,
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                package_path=folder,
                package_cache_path=folder,
            )
            pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS)
        except typst.TypstError as error:
            raise DocumentError(_("The PDF could not be made: %(reason)s") % {"reason": error.message}) from error
        finally:
            forget_compilations()
    if not isinstance(pdf, bytes):
        raise DocumentError(_("The PDF could not be made: %(reason)s") % {"reason": type(pdf).__name__})
    return mark_row_headers(pdf, tree.row_headers), frozenset(tree.replaced)
