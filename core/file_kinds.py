"""What a file is, by what is in it; its name is not asked. Nothing is unpacked but two small parts.

Macros, programs and files with a password are refused with a reason of their own. An archive is never unpacked to
disk; a part is read up to a limit, whatever the archive says of its size, so that a "zip bomb" costs nothing.
"""

import io
import re
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext as _

from core.uploads import MOST_PARTS, TYPES, UploadRefused

LARGEST_DIRECTORY = 2 * 1024 * 1024  # bytes of the parts that are read to know the kind
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office, and new Office behind a password
_PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_MAIN = re.compile(rb'PartName="/(word|ppt|xl)/[^"]+"\s+ContentType="([^"]+\.main\+xml)"')
_MAIN_TURNED = re.compile(rb'ContentType="([^"]+\.main\+xml)"\s+PartName="/(word|ppt|xl)/[^"]+"')
_OFFICE = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": "pptx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_OPEN = {TYPES[kind]: kind for kind in ("odt", "odp", "ods")}
_PROGRAMS = re.compile(r"vbaproject|vbadata|activex/|(?:^|/)(?:basic|scripts)/", re.IGNORECASE)
_PDF_PROGRAMS = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
# What somebody wrote: an address may name JavaScript. The end is optional, so that looking takes a time in proportion.
_PDF_WORDS = re.compile(rb"\((?:\\.|[^()\\])*+\)?", re.DOTALL)
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError),
    *(zlib.error, KeyError, UnicodeError, OverflowError),
)


def kind_of(content: bytes) -> str:
    """The extension that belongs to the content: one of TYPES. Raises UploadRefused, saying why."""
    if content.startswith(b"%PDF-"):
        if _holds_program(pdf_structure(content)):
            raise UploadRefused(_("This PDF holds a program. Print it to a new PDF and try again."))
        return "pdf"
    for mark, kind in _PICTURES.items():
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(_COMPOUND):
        raise UploadRefused(
            _("This file has a password, or it is of an old kind of Office. Save it as PDF, PPTX or DOCX.")
        )
    if content.startswith(b"PK\x03\x04"):
        return _document_kind(content)
    raise UploadRefused(_("What is in this file is of no kind that we take."))


def _holds_program(structure: bytes) -> bool:
    """Outside what somebody wrote; a PDF with very many objects is not given the benefit of that doubt."""
    if not _PDF_PROGRAMS.search(structure):
        return False
    return len(structure) > MOST_STRUCTURE or bool(_PDF_PROGRAMS.search(_PDF_WORDS.sub(_without_words, structure)))


def _without_words(match: re.Match[bytes]) -> bytes:
    return b"" if match[0].endswith(b")") else match[0][1:]


def _document_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_PARTS or len(set(names)) != len(names):
                raise UploadRefused(_("This file is built in a way that we do not take. Save it anew and try again."))
            if any(_PROGRAMS.search(name) for name in names):
                raise UploadRefused(_("This file holds macros. Save it without macros and try again."))
            if "mimetype" in names and (kind := _OPEN.get(read_part(archive, "mimetype", 200).decode().strip())):
                return kind
            if "[Content_Types].xml" in names:
                return _office_kind(read_part(archive, "[Content_Types].xml", LARGEST_DIRECTORY))
    except BROKEN as error:
        if isinstance(error, UploadRefused):
            raise
        raise UploadRefused(_("This file is damaged. Save it anew and try again.")) from error
    raise UploadRefused(_("What is in this file is of no kind that we take."))


def _office_kind(types: bytes) -> str:
    if b"macroenabled" in types.lower():
        raise UploadRefused(_("This file holds macros. Save it without macros and try again."))
    mains = {match[2] for match in _MAIN.finditer(types)} | {match[1] for match in _MAIN_TURNED.finditer(types)}
    found = {_OFFICE[main] for main in mains if main in _OFFICE}
    if len(found) != 1:
        raise UploadRefused(_("What is in this file is of no kind that we take."))
    return found.pop()


class PartTooLarge(ValueError):
    """A part unpacks to more than it may."""


def read_part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One part of an archive, at most so many bytes of it. Raises PartTooLarge, or one of BROKEN."""
    part: IO[bytes]
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise PartTooLarge(name)
    return content


_STREAM = re.compile(rb"\bstream\r?\n")
MOST_UNPACKED = 16 * 1024 * 1024  # bytes of a PDF's packed objects that are looked at
MOST_OF_ONE = 2 * 1024 * 1024
MOST_STRUCTURE = 8 * 1024 * 1024  # bytes of objects in which words are told from names
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def pdf_structure(content: bytes) -> bytes:
    """The objects of a PDF as text, without pictures and fonts; packed objects unpacked, up to a limit.

    Names that are spelled with codes ("/J#53") are spelled out.
    """
    parts: list[bytes] = []
    position = unpacked = 0
    while (start := _STREAM.search(content, position)) is not None:
        head = content[position : start.start()]
        parts.append(head)
        end = content.find(b"endstream", start.end())
        end = len(content) if end < 0 else end
        if unpacked < MOST_UNPACKED and b"/ObjStm" in head[-600:]:
            objects = _inflated(content[start.end() : end])
            unpacked += len(objects)
            parts.append(objects)
        elif b"/Metadata" in head[-600:] and unpacked < MOST_UNPACKED:
            text = content[start.end() : end][:MOST_OF_ONE]
            text = _inflated(text) if b"/FlateDecode" in head[-600:] else text
            unpacked += len(text)
            parts.append(text)
        position = end
    parts.append(content[position:])
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), b"\n".join(parts))


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MOST_OF_ONE)
    except zlib.error:
        return b""
