"""Hints about ODP and ODT (OpenDocument 1.3)."""

import zipfile
from collections.abc import Iterator
from typing import Any

from handouts.domain.hints.found import Hint, tree_of

MOST = 12 * 1024 * 1024  # bytes; all slides stand in one part
_BASE = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    "draw": f"{_BASE}:drawing:1.0",
    "text": f"{_BASE}:text:1.0",
    "svg": f"{_BASE}:svg-compatible:1.0",
    "presentation": f"{_BASE}:presentation:1.0",
    "office": f"{_BASE}:office:1.0",
}


def of_slides(archive: zipfile.ZipFile) -> Iterator[Hint]:
    """Slides without a title, pictures without words, and notes that go along."""
    content = tree_of(archive, "content.xml", MOST)
    pages = _find(content, ".//draw:page")
    yield Hint("slides-title", sum(not _has_title(page) for page in pages))
    yield Hint("slides-pictures", _wordless(content))
    yield Hint("slides-notes", sum(_has_notes(page) for page in pages))


def of_text(archive: zipfile.ZipFile) -> Iterator[Hint]:
    """A text without headings, pictures without words, remarks and tracked changes that go along."""
    content = tree_of(archive, "content.xml", MOST)
    is_long = len(_find(content, ".//text:p")) > 12
    yield Hint("text-headings", int(is_long and not _find(content, ".//text:h")))
    yield Hint("text-pictures", _wordless(content))
    yield Hint("remarks", int(bool(_find(content, ".//office:annotation"))))
    yield Hint("changes", int(bool(_find(content, ".//text:tracked-changes"))))


def _find(tree: Any, path: str) -> list[Any]:
    found: list[Any] = tree.xpath(path, namespaces=_NAMES)
    return found


def _wordless(tree: Any) -> int:
    frames = _find(tree, ".//draw:frame[draw:image][not(draw:object)][not(ancestor::presentation:notes)]")
    return sum(not "".join(_find(frame, "svg:title//text()|svg:desc//text()")).strip() for frame in frames)


def _has_title(page: Any) -> bool:
    frames = _find(page, "draw:frame[@presentation:class='title']")
    return any("".join(_find(frame, ".//text:p//text()")).strip() for frame in frames)


def _has_notes(page: Any) -> bool:
    return bool("".join(_find(page, "presentation:notes//draw:text-box//text:p//text()")).strip())
