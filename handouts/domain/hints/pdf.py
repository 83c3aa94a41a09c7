"""Hints about a PDF, from its objects (PDF/UA-1: tags, language, title)."""

import re
from collections.abc import Iterator
from itertools import islice

from core.file_kinds import pdf_structure
from handouts.domain.hints.found import Hint

_MARKED = re.compile(rb"/MarkInfo\b.{0,200}?/Marked\s+true", re.DOTALL)
_MARKED_BY_ITSELF = re.compile(rb"<<[^<>]{0,200}/Marked\s+true")
_LANGUAGE = re.compile(rb"/Lang\s*(?:\(\s*[^\s)]|<\s*[0-9A-Fa-f])")
_TITLE = re.compile(rb"/Title\s*(?:\((?!\s*\))|<\s*(?!>|FEFF\s*>|feff\s*>)[0-9A-Fa-f])")
_OF_FILE = re.compile(rb"/(?:Producer|CreationDate|ModDate|Creator)\b")
_TITLE_IN_METADATA = re.compile(rb"<dc:title\b[^>]{0,200}>.{0,400}?<rdf:li\b[^>]{0,200}>\s*[^<\s]", re.DOTALL)
_FONT = re.compile(rb"/Font\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
MOST_LOOKED_AT = 1024 * 1024
MOST_TITLES = 500
NEAR = 3_000  # bytes around a title in which the facts of the file stand


def hints_of(content: bytes) -> Iterator[Hint]:
    """Of a protected file nothing else is known; scanned pages have no text, so nothing else needs saying of them."""
    structure = pdf_structure(content)
    if len(structure) > 2 * MOST_LOOKED_AT:  # facts stand at the beginning or at the end
        structure = structure[:MOST_LOOKED_AT] + structure[-MOST_LOOKED_AT:]
    if b"/Encrypt" in structure:
        yield Hint("pdf-protected")  # what is packed cannot be looked at
        return
    if not _FONT.search(structure) and _PICTURE.search(structure):
        yield Hint("pdf-scanned")
        return
    is_marked = _MARKED.search(structure) or _MARKED_BY_ITSELF.search(structure)
    if not is_marked or b"/StructTreeRoot" not in structure:
        yield Hint("pdf-tags")
    if not _LANGUAGE.search(structure):
        yield Hint("pdf-language")
    if not _has_title(structure):
        yield Hint("pdf-title")


def _has_title(structure: bytes) -> bool:
    """Chapters in the outline have titles too; that of the file stands with its facts, or in the metadata."""
    if _TITLE_IN_METADATA.search(structure):
        return True
    for match in islice(_TITLE.finditer(structure), MOST_TITLES):
        start = structure.rfind(b"obj", max(0, match.start() - NEAR), match.start())
        end = structure.find(b"endobj", match.start(), match.start() + NEAR)
        around = structure[max(0, start, match.start() - NEAR) : end if end > 0 else match.start() + NEAR]
        if _OF_FILE.search(around):
            return True
    return False
