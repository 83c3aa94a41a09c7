"""A reference document is taken in only when an export can be made with it. Nothing of it is trusted.

What is kept is packed anew by us from parts that were read up to a limit, without the names of who made it. Word gives
built-in styles an identifier in the language of its user ("Kop1"); they get back the identifiers that we rely on.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from core.file_kinds import BROKEN, PartTooLarge, kind_of, read_part
from core.uploads import UploadRefused
from reports.models import ReferenceKind

LARGEST = 2 * 1024 * 1024  # bytes of the file
LARGEST_UNPACKED = 16 * 1024 * 1024  # bytes of all parts together
MOST_PARTS = 300
STYLES_IN = {ReferenceKind.DOCX: "word/styles.xml", ReferenceKind.ODT: "styles.xml"}
NEEDED = {
    ReferenceKind.DOCX: (STYLES_IN[ReferenceKind.DOCX], "word/document.xml"),
    ReferenceKind.ODT: (STYLES_IN[ReferenceKind.ODT], "content.xml", "META-INF/manifest.xml"),
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _OFFICE = f"{_ODF}style:1.0}}", f"{_ODF}office:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NAMES_A_STYLE = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))
_MAKERS = {"creator", "lastModifiedBy", "initial-creator", "printed-by"}
_MOST_NAMED = 12


@dataclass(frozen=True)
class NeededStyle:
    """A paragraph style that the exporters use: what it is called in the list of styles, and its identifier."""

    identifier: str
    name: str


def needed_styles(kind: ReferenceKind) -> list[NeededStyle]:
    """The styles that a reference document must have."""
    from reports.reference.build import STYLES  # brings pandoc's wrapper; loaded when a file comes in

    if kind == ReferenceKind.DOCX:
        return [NeededStyle(style.docx, style.name) for style in STYLES if style.docx]
    return [NeededStyle(style.odt, style.odt.replace("_20_", " ")) for style in STYLES]


def prepare_reference(content: bytes, kind: ReferenceKind) -> bytes:
    """The file as it is kept. Raises UploadRefused, saying why."""
    if not content:
        raise UploadRefused(_("This file is empty."))
    if len(content) > LARGEST:
        raise UploadRefused(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024})
    found = kind_of(content)
    if found != kind:
        raise UploadRefused(
            _("This is not a file of the kind %(wanted)s. Save your document as .%(wanted)s.") % {"wanted": kind.value}
        )
    try:
        parts = _read_parts(content)
        trees = {name: _parsed(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    except UploadRefused:
        raise
    except PartTooLarge as error:
        raise UploadRefused(_("This file holds too much. Take out pictures and text; only styles are used.")) from error
    except (*BROKEN, etree.XMLSyntaxError) as error:
        raise UploadRefused(_("This file is damaged. Save it anew and try again.")) from error
    if any(name not in trees for name in NEEDED[kind]):
        raise UploadRefused(_("This file is damaged. Save it anew and try again."))
    _refuse_what_is_fetched(trees, kind)
    if kind == ReferenceKind.DOCX:
        _give_back_identifiers(trees)
    _refuse_missing_styles(trees[STYLES_IN[kind]], kind)
    _forget_makers(trees)
    written = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for name, root in trees.items()}
    return _packed({**parts, **written}, kind)


def _read_parts(content: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        if len(names) > MOST_PARTS:
            raise PartTooLarge(names[0])
        for name in names:
            if re.search(r"^/|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]", name):
                raise UploadRefused(_("This file is built in a way that we do not take. Save it anew and try again."))
            parts[name] = read_part(archive, name, left)
            left -= len(parts[name])
    return parts


def _parsed(part: bytes) -> etree._Element:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # entities and files from elsewhere; no office program writes one
        raise UploadRefused(_("This file is built in a way that we do not take. Save it anew and try again."))
    return root


def _refuse_what_is_fetched(trees: dict[str, etree._Element], kind: ReferenceKind) -> None:
    """Templates and pictures from elsewhere would be asked for by the computer of everybody who opens a report."""
    if kind == ReferenceKind.DOCX:
        fetched = any(
            one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")
            for name, root in trees.items()
            if name.endswith(".rels")
            for one in root.iter("{*}Relationship")
        )
    else:
        fetched = any(
            re.match(r"[a-z][a-z0-9+.-]*:|//|\\\\|\.\./", node.get(_XLINK, "").strip(), re.IGNORECASE)
            and not (isinstance(node.tag, str) and node.tag.endswith("}a"))
            for root in trees.values()
            for node in root.iter()
        )
    if fetched:
        raise UploadRefused(
            _("This file fetches something from elsewhere (a template or a picture). Put it into the file itself.")
        )


def _give_back_identifiers(trees: dict[str, etree._Element]) -> None:
    styles = list(trees[STYLES_IN[ReferenceKind.DOCX]].iter(f"{W}style"))
    taken = {style.get(f"{W}styleId", "") for style in styles}
    wanted = {one.name.casefold(): one.identifier for one in needed_styles(ReferenceKind.DOCX)}
    renamed: dict[str, str] = {}
    for style in styles:
        identifier = wanted.get(_name_of(style)) if style.get(f"{W}type") == "paragraph" else None
        if identifier and identifier not in taken:
            renamed[style.get(f"{W}styleId", "")] = identifier
            style.set(f"{W}styleId", identifier)
            taken.add(identifier)
    for name, root in trees.items() if renamed else ():
        if name.startswith("word/"):
            for node in root.iter(*_NAMES_A_STYLE):
                node.set(f"{W}val", renamed.get(node.get(f"{W}val", ""), node.get(f"{W}val", "")))


def _name_of(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "").casefold() if name is not None else ""


def _refuse_missing_styles(root: etree._Element, kind: ReferenceKind) -> None:
    if kind == ReferenceKind.DOCX:
        present = {
            style.get(f"{W}styleId"): _name_of(style)
            for style in root.iter(f"{W}style")
            if style.get(f"{W}type") == "paragraph"
        }
        missing = [one.name for one in needed_styles(kind) if present.get(one.identifier) != one.name.casefold()]
    else:
        named = {
            style.get(f"{_STYLE}name")
            for style in root.iterfind(f"{_OFFICE}styles/{_STYLE}style")
            if style.get(f"{_STYLE}family") == "paragraph"
        }
        missing = [one.name for one in needed_styles(kind) if one.identifier not in named]
    if missing:
        names = ", ".join(missing[:_MOST_NAMED]) + (", …" if len(missing) > _MOST_NAMED else "")
        raise UploadRefused(
            _("These styles are missing: %(names)s. Download the present document and change the styles in it.")
            % {"names": names}
        )


def _forget_makers(trees: dict[str, etree._Element]) -> None:
    for name in {"docProps/core.xml", "meta.xml"} & set(trees):
        for node in trees[name].iter():
            if isinstance(node.tag, str) and etree.QName(node).localname in _MAKERS:
                node.text = ""


def _packed(parts: dict[str, bytes], kind: ReferenceKind) -> bytes:
    first = "mimetype" if kind == ReferenceKind.ODT else "[Content_Types].xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, parts[name], compress_type=stored)
    return buffer.getvalue()
