"""The hints about one file, by its kind."""

import io
import zipfile
from collections.abc import Callable, Iterable

from lxml import etree

from core.file_kinds import BROKEN
from handouts.domain.hints import office, open_document, pdf
from handouts.domain.hints.found import Hint

_IN_ARCHIVES: dict[str, Callable[[zipfile.ZipFile], Iterable[Hint]]] = {
    "pptx": office.of_slides,
    "docx": office.of_text,
    "odp": open_document.of_slides,
    "odt": open_document.of_text,
}


def hints_for(kind: str, content: bytes) -> list[Hint]:
    """What could be better, in the order of importance."""
    if kind == "pdf":
        return list(pdf.hints_of(content))
    if kind == "jpg":
        return [Hint("picture", 1)]
    look = _IN_ARCHIVES.get(kind)
    if look is None:
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [hint for hint in look(archive) if hint.number]
    except (*BROKEN, etree.LxmlError):
        return []
