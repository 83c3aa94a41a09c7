"""A Word file is opened as if somebody meant harm: few parts, bounded sizes, no entities, nothing fetched. Pure.

Only the parts that hold words are unpacked, each with a limit that is counted while reading, so that a small file
cannot become a large one. Relations that lead outside the file are never followed.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

LARGEST = 20 * 1024 * 1024
LARGEST_PART = 16 * 1024 * 1024
MOST_PARTS = 3_000
MOST_PROPERTIES = 200
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
    KeyError,
)

Node = etree._Element


class WordRefused(ValueError):
    """The file cannot be read; ``str(error)`` says why, to who sent it."""


@dataclass(frozen=True)
class WordFile:
    """The parts that hold words, parsed; the properties that somebody gave the file."""

    body: Node
    notes: Node | None = None
    comments: Node | None = None
    properties: dict[str, str] = field(default_factory=dict)


def open_word(content: bytes) -> WordFile:
    """The parts of a DOCX; raises WordRefused."""
    if not content:
        raise WordRefused(_("This file is empty."))
    if len(content) > LARGEST:
        raise WordRefused(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024})
    if content.startswith(_OLD_OR_LOCKED):
        raise WordRefused(_("This file has a password, or is of an old kind. Save it as .docx without a password."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except WordRefused:
        raise
    except _BROKEN as error:
        raise _unreadable() from error


def _read(archive: zipfile.ZipFile) -> WordFile:
    names = archive.namelist()
    if len(names) > MOST_PARTS or len(set(names)) < len(names) or "[Content_Types].xml" not in names:
        raise _unreadable()
    if any("vbaproject" in name.lower() for name in names):
        raise WordRefused(_("This file holds macros. Save it as .docx and try again."))
    top = _relations(archive, "")
    place = top.get("officeDocument", "")
    body = _part(archive, place)
    if body is None or body.tag != _word("document"):
        raise _unreadable()
    inside = _relations(archive, place)
    properties = _part(archive, top.get("custom-properties", ""))
    return WordFile(
        body=body,
        notes=_part(archive, inside.get("footnotes", "")),
        comments=_part(archive, inside.get("comments", "")),
        properties=_properties(properties) if properties is not None else {},
    )


def _relations(archive: zipfile.ZipFile, place: str) -> dict[str, str]:
    """Where the parts are that a part names, by the last word of their kind; addresses outside the file left out."""
    folder, name = posixpath.split(place)
    root = _part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    for relation in root.iter(_RELATIONS) if root is not None else ():
        if relation.get("TargetMode", "Internal") == "Internal":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found.setdefault(relation.get("Type", "").rpartition("/")[2], target)
    return found


def _part(archive: zipfile.ZipFile, name: str) -> Node | None:
    """One XML part, parsed; None when the file has no such part."""
    if not name or name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise WordRefused(_("The text of this file is too large to read."))
    if b"<!DOCTYPE" in data.replace(b"\0", b"") or b"<!ENTITY" in data.replace(b"\0", b""):
        raise _unreadable()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable() from error
    information: Any = root.getroottree().docinfo  # the stubs do not know all of it
    if information.doctype:
        raise _unreadable()
    if _STRICT in data:
        raise WordRefused(_("This file is a “Strict Open XML” document. Save it as an ordinary .docx."))
    return root


def _properties(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in root.iter(f"{_PROPERTIES}property"):
        if len(found) < MOST_PROPERTIES and (name := one.get("name")):
            found[name] = "".join(str(text) for text in one.itertext()).strip()[:400]
    return found


def _word(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _unreadable() -> WordRefused:
    return WordRefused(_("This file cannot be read as a Word document. Save it anew as .docx and try again."))
