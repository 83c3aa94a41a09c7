"""The font of our reference documents travels in the file: who does not have it reads the same letters, and
everybody sees the same pages.

Only where the reference document is set in it and brings no fonts itself. Its licence (OFL) and ``fsType`` allow it.
Sources: ECMA-376, part 4, 2.8.1 (a font is kept with its first 32 bytes mixed with its key); ODF 1.3, part 3,
``svg:font-face-src``.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from lxml import etree

from core.font_metrics import FONT_FAMILY, FONT_FOLDER
from reports.exporters.pandoc.package import Part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, SVG, MANIFEST = (f"{{{OASIS}{name}:1.0}}" for name in ("style", "svg-compatible", "manifest"))
XLINK = "{http://www.w3.org/1999/xlink}"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
Changes = Mapping[str, Callable[[Part], None]]
NAMESPACE = uuid.UUID("6f1c1b0e-5a6b-4c39-9d0b-0d6e5f3c7a51")


def lacks_fonts(data: bytes) -> bool:
    """Whether a DOCX or ODT is set in our font and does not carry it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if any(name.startswith(("word/fonts/", "Fonts/")) for name in names):
            return False
        declared = "word/fontTable.xml" if "word/fontTable.xml" in names else "styles.xml"
        return declared in names and FONT_FAMILY.encode() in package.read(declared)


@cache
def docx_fonts() -> dict[str, bytes]:
    """The parts that a DOCX gets: four fonts and where the table of fonts finds them."""
    parts = {}
    root = etree.fromstring(f'<Relationships xmlns="{RELATIONSHIPS}"/>')  # no prefix: LibreOffice reads no other
    for number, face in enumerate(FACES, start=1):
        key = _key(face).bytes[::-1]
        content = bytearray(_read(face))
        for place in range(32):
            content[place] ^= key[place % 16]
        parts[f"word/fonts/font{number}.odttf"] = bytes(content)
        link = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
        link.set("Id", f"rId{number}")
        link.set("Type", f"{R}/font")
        link.set("Target", f"fonts/font{number}.odttf")
    parts["word/_rels/fontTable.xml.rels"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return parts


def with_docx_fonts(changes: Changes) -> Changes:
    """The changes to a DOCX, and those that its fonts ask for."""
    more = {
        "word/fontTable.xml": _name_docx_fonts,
        "[Content_Types].xml": _name_docx_type,
        "word/settings.xml": _keep_docx_fonts,
    }
    return _joined(changes, more)


def _name_docx_fonts(root: Part) -> None:
    """The table of fonts says which part holds which face."""
    for font in root.findall(f"{W}font"):
        if font.get(f"{W}name") == FONT_FAMILY:
            for number, face in enumerate(FACES, start=1):
                node = etree.SubElement(font, f"{W}embed{face}")
                node.set(f"{{{R}}}id", f"rId{number}")
                node.set(f"{W}fontKey", f"{{{_key(face)!s}}}".upper())


def _name_docx_type(root: Part) -> None:
    """The package says what kind of parts these are."""
    kind = etree.Element(f"{TYPES}Default")
    kind.set("Extension", "odttf")
    kind.set("ContentType", OBFUSCATED)
    root.insert(0, kind)


def _keep_docx_fonts(root: Part) -> None:
    """Who saves the file keeps the fonts in it."""
    before = [f"{W}{name}" for name in ("writeProtection", "view", "zoom", "removePersonalInformation")]
    place = sum(1 for node in root if node.tag in before)
    root.insert(place, etree.Element(f"{W}embedTrueTypeFonts"))


def odt_fonts() -> dict[str, bytes]:
    """The parts that an ODT gets."""
    return {f"Fonts/{_file(face)}": _read(face) for face in FACES}


def with_odt_fonts(changes: Changes) -> Changes:
    """The changes to an ODT, and those that its fonts ask for."""
    more = {
        "content.xml": _name_odt_fonts,
        "styles.xml": _name_odt_fonts,
        "META-INF/manifest.xml": _list_odt_fonts,
    }
    return _joined(changes, more)


def _name_odt_fonts(root: Part) -> None:
    """Where the declarations of fonts find the faces."""
    for font in root.iter(f"{STYLE}font-face"):
        if font.get(f"{STYLE}name") == FONT_FAMILY and font.find(f"{SVG}font-face-src") is None:
            font.set(
                f"{SVG}font-family", f"'{FONT_FAMILY}'"
            )  # with a second choice behind it LibreOffice reads no font
            source = etree.Element(f"{SVG}font-face-src")
            font.insert(0, source)
            for face in FACES:
                place = etree.SubElement(source, f"{SVG}font-face-uri")
                place.set(f"{XLINK}href", f"Fonts/{_file(face)}")
                place.set(f"{XLINK}type", "simple")
                etree.SubElement(place, f"{SVG}font-face-format").set(f"{SVG}string", "truetype")


def _list_odt_fonts(root: Part) -> None:
    """The manifest names every part."""
    for face in FACES:
        entry = etree.SubElement(root, f"{MANIFEST}file-entry")
        entry.set(f"{MANIFEST}full-path", f"Fonts/{_file(face)}")
        entry.set(f"{MANIFEST}media-type", "application/x-font-ttf")


def _joined(changes: Changes, more: Changes) -> Changes:
    """For every part the changes of both, those of the first first."""

    def both(name: str) -> Callable[[Part], None]:
        def change(root: Part) -> None:
            for part in (changes.get(name), more.get(name)):
                if part is not None:
                    part(root)

        return change

    return {name: both(name) for name in {**changes, **more}}


def _file(face: str) -> str:
    return f"AtkinsonHyperlegibleNext-{face}.ttf"


def _read(face: str) -> bytes:
    return (FONT_FOLDER / _file(face)).read_bytes()


def _key(face: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, face)
