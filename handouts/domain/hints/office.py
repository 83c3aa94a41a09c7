"""Hints about PPTX and DOCX (ECMA-376)."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from handouts.domain.hints.found import MOST_SLIDES, Hint, tree_of

_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml\Z")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide\d+\.xml\Z")
_COMMENTS = re.compile(r"(?:ppt|word)/comments?(?:/|\d*\.xml)")
_NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
_DECORATIVE = ".//adec:decorative[@val='1' or @val='true']"


def of_slides(archive: zipfile.ZipFile) -> Iterator[Hint]:
    """Slides without a title, pictures without words; what goes along unseen: notes, hidden slides, remarks."""
    untitled = wordless = hidden = noted = 0
    names = archive.namelist()
    for name in [name for name in names if _SLIDE.match(name)][:MOST_SLIDES]:
        slide = tree_of(archive, name)
        untitled += not _has_title(slide)
        wordless += sum(map(_is_wordless, _find(slide, ".//p:pic/p:nvPicPr/p:cNvPr")))
        hidden += slide.get("show") in {"0", "false"}
    for name in [name for name in names if _NOTES.match(name)][:MOST_SLIDES]:
        noted += _has_notes(tree_of(archive, name))
    yield Hint("slides-title", untitled)
    yield Hint("slides-pictures", wordless)
    yield Hint("slides-notes", noted)
    yield Hint("slides-hidden", hidden)
    yield Hint("remarks", int(any(map(_COMMENTS.match, names))))


def of_text(archive: zipfile.ZipFile) -> Iterator[Hint]:
    """A text without headings, pictures without words, remarks and tracked changes that go along."""
    text = tree_of(archive, "word/document.xml")
    styles = [str(style.get(f"{{{_NAMES['w']}}}val")) for style in _find(text, ".//w:pStyle")]
    is_long = len(_find(text, ".//w:p")) > 12
    yield Hint("text-headings", int(is_long and not any(re.match(r"(?i)heading|kop|titel|title", s) for s in styles)))
    pictures = [props for frame in _find(text, ".//wp:inline|.//wp:anchor") for props in _of_picture(frame)]
    yield Hint("text-pictures", sum(map(_is_wordless, pictures)))
    yield Hint("remarks", int(any(map(_COMMENTS.match, archive.namelist()))))
    yield Hint("changes", int(bool(_find(text, ".//w:ins|.//w:del"))))


def _of_picture(frame: Any) -> list[Any]:
    return _find(frame, "wp:docPr") if _find(frame, ".//pic:pic") else []


def _find(tree: Any, path: str) -> list[Any]:
    found: list[Any] = tree.xpath(path, namespaces=_NAMES)
    return found


def _is_wordless(props: Any) -> bool:
    return not (props.get("descr") or "").strip() and not _find(props, _DECORATIVE)


def _has_title(slide: Any) -> bool:
    shapes = _find(slide, ".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='title' or @type='ctrTitle']]")
    return any("".join(_find(shape, ".//a:t/text()")).strip() for shape in shapes)


def _has_notes(notes: Any) -> bool:
    body = _find(notes, ".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='body']]//a:t/text()")
    return bool("".join(body).strip())
