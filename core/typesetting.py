"""PDF/A-2a and PDF/UA-1 in one file, set by typst: a template of ours and data, never markup made of data.

The data goes in as JSON and a template only ever uses it as text, so that a name like ``#panic()`` is printed as it
was typed. Only the vendored font and the fonts inside typst are used; a character that none of them has is printed as
a white square and reported. Templates begin with ``#import "base.typ": *`` (``core/typst/base.typ``), which reads the
data and sets the font and the page.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from core.font_metrics import FONT_FOLDER, REGULAR, advance_widths

BASE = Path(__file__).parent / "typst" / "base.typ"
KEPT_COMPILATIONS = 12
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
WHITE_SQUARE = "\u25a1"
# Unicode, Default_Ignorable_Code_Point: what shows nothing. The first of them stand for a letter that is not there.
_FILLERS = "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufeff\uffa0\U0001bca0-\U0001bca3"
_FILLER = re.compile(f"[{_FILLERS}]")
_IGNORABLE = re.compile(
    f"[{_FILLERS}\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufff0-\ufff8"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class TypesettingError(ValueError):
    """The PDF cannot be made; carries a translated message."""


@dataclass
class Typeset:
    """A finished PDF, and the characters that no font of ours could print."""

    pdf: bytes
    replaced: set[str] = field(default_factory=set)


def typeset(template: Path, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None) -> Typeset:
    """Compile a template with data to a tagged PDF; raises TypesettingError.

    ``data`` is anything JSON can hold; its texts (not its keys) are cleaned. ``files`` are pictures, by the name under
    which the template opens them.
    """
    replaced: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="plenair-pdf-") as name:
        folder = Path(name)
        (folder / BASE.name).write_bytes(BASE.read_bytes())
        for file_name, content in (files or {}).items():
            (folder / file_name).write_bytes(content)
        pdf = compile_pdf(template, folder, "data", printable_tree(data, replaced))
    return Typeset(pdf, replaced)


def compile_pdf(template: Path, folder: Path, name: str, data: Any) -> bytes:
    """The PDF of a template that may read the files of one folder and finds JSON in ``sys.inputs``."""
    try:
        compiler = typst.Compiler(
            template.read_bytes(),
            root=str(folder),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={name: json.dumps(data, ensure_ascii=False)},
            package_path=str(folder),
            package_cache_path=str(folder),
        )
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as error:
        raise TypesettingError(_("The PDF could not be made: %(reason)s") % {"reason": error.message}) from error
    finally:
        forget_compilations()
    if not isinstance(pdf, bytes):
        raise TypesettingError(_("The PDF could not be made: %(reason)s") % {"reason": type(pdf).__name__})
    return pdf


@cache
def fonts() -> typst.Fonts:
    """The vendored font and typst's own, never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONT_FOLDER)])


@cache
def is_printable(character: str) -> bool:
    """Whether some font that travels with us has this character, and PDF/A allows it (no private use)."""
    if ord(character) in advance_widths(REGULAR) or character in "\n\t":
        return True
    source = '#set document(title: "x")\n#set text(font: ("Atkinson Hyperlegible Next", "DejaVu Sans Mono"))\n'
    try:
        typst.compile(
            f"{source}a#sys.inputs.c".encode(),
            sys_inputs={"c": character},
            font_paths=fonts(),
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
        )
    except typst.TypstError:
        return False
    return True


def printable(text: str, replaced: set[str]) -> str:
    """Text that the fonts can print; what had to be replaced is added to ``replaced``."""
    if text.isascii():
        return text
    text = _FILLER.sub("", text) or WHITE_SQUARE  # a heading of nothing else is no heading for PDF/UA
    missing = {character for character in set(text) if not is_printable(character)}
    replaced |= missing
    return "".join(WHITE_SQUARE if character in missing else character for character in text)


def drawable(text: str, replaced: set[str]) -> str:
    """The same for an SVG: in a drawing typst refuses signs that show nothing (the one after many an emoji) as well."""
    return printable(_IGNORABLE.sub("", text), replaced)


def printable_tree(value: Any, replaced: set[str]) -> Any:
    """JSON values with every text cleaned of what a PDF cannot hold (NUL, control characters, lone surrogates)."""
    if isinstance(value, str):
        return printable(_NOT_IN_TEXT.sub("", value), replaced)
    if isinstance(value, Mapping):
        return {key: printable_tree(item, replaced) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable_tree(item, replaced) for item in value]
    return value


def forget_compilations() -> None:
    """Lets go of what typst remembers of a document: it keeps results for ten compilations, in a server ten documents.

    Measured on a report of 35 pages: without this a worker grows from 220 to 670 MiB, with it it stays at 262 MiB,
    for 30 ms.
    """
    for _turn in range(KEPT_COMPILATIONS):
        typst.compile(b"", font_paths=fonts(), ignore_system_fonts=True)
