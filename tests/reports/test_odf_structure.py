"""ODT is what ODF 1.3 asks of a package and of its styles, lists and tables.

No registry that we use has the RelaxNG schema of ODF 1.3, so this is a check of structure, not a validation: the
package (part 2, chapters 2 to 4), names of styles, references to them, what may stand in lists and tables (part 3).
"""

import io
import re
import zipfile

import pytest
from lxml import etree

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from tests.reports.example import example

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, MANIFEST = (
    f"{{{OASIS}{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "manifest")
)
XLINK = "{http://www.w3.org/1999/xlink}"
NC_NAME = re.compile(r"[A-Za-z_][\w.\-]*")
FAMILIES = {  # which attribute names a style of which family
    f"{TEXT}p": "paragraph",
    f"{TEXT}h": "paragraph",
    f"{TEXT}span": "text",
    f"{TABLE}table": "table",
    f"{TABLE}table-column": "table-column",
    f"{TABLE}table-row": "table-row",
    f"{TABLE}table-cell": "table-cell",
    f"{DRAW}frame": "graphic",
}


def faults_of(odt):
    """What is not as ODF 1.3 asks; empty for a sound file."""
    with zipfile.ZipFile(io.BytesIO(odt)) as package:
        found = list(package_faults(package))
        content = etree.fromstring(package.read("content.xml"))
        styles = etree.fromstring(package.read("styles.xml"))
        names = set(package.namelist())
    return [*found, *style_faults(content, styles), *body_faults(content, names)]


def package_faults(package):
    entries = package.infolist()
    first = entries[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "mimetype is not first, stored and without extra field"
    if package.read("mimetype") != b"application/vnd.oasis.opendocument.text":
        yield "mimetype is another type"
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        yield "a name occurs twice"
    manifest = etree.fromstring(package.read("META-INF/manifest.xml"))
    if manifest.get(f"{MANIFEST}version") != "1.3":
        yield "the manifest is not of version 1.3"
    listed = [node.get(f"{MANIFEST}full-path") for node in manifest.iter(f"{MANIFEST}file-entry")]
    wanted = {name for name in names if name != "mimetype" and not name.startswith("META-INF/")}
    if set(listed) - {"/"} != wanted or len(listed) != len(set(listed)) or "/" not in listed:
        yield f"the manifest does not list every file once: {sorted(set(listed) ^ wanted)}"
    for name in ("content.xml", "styles.xml", "meta.xml"):
        if etree.fromstring(package.read(name)).get(f"{OFFICE}version") != "1.3":
            yield f"{name} is not of version 1.3"


def style_faults(content, styles):
    common, automatic = set(), set()
    for root in (content, styles):
        for node in root.iter(f"{STYLE}style"):
            name = node.get(f"{STYLE}name", "")
            if not NC_NAME.fullmatch(name):
                yield f"“{name}” is no name of a style"
            place = automatic if node.getparent().tag == f"{OFFICE}automatic-styles" else common
            key = (node.get(f"{STYLE}family"), name)
            if root is content and key in place:
                yield f"the style {key} occurs twice"
            place.add(key)
    for node in content.iter(f"{STYLE}style"):
        parent = node.get(f"{STYLE}parent-style-name")
        if parent and (node.get(f"{STYLE}family"), parent) not in common:
            yield f"{node.get(f'{STYLE}name')} has a parent that is not there: {parent}"
    for node in content.iter(*FAMILIES):
        space = DRAW if node.tag.startswith(DRAW) else TABLE if node.tag.startswith(TABLE) else TEXT
        name = node.get(f"{space}style-name")
        if name and (FAMILIES[node.tag], name) not in common | automatic:
            yield f"{etree.QName(node).localname} has a style that is not there: {name}"
    lists = {node.get(f"{STYLE}name") for root in (content, styles) for node in root.iter(f"{TEXT}list-style")}
    for node in content.iter(f"{TEXT}list"):
        name = node.get(f"{TEXT}style-name")
        if name and name not in lists:
            yield f"a list has a style that is not there: {name}"


def body_faults(content, names):
    body = next(content.iter(f"{OFFICE}text"))
    for items in body.iter(f"{TEXT}list"):
        if {node.tag for node in items} - {f"{TEXT}list-item", f"{TEXT}list-header"} or not len(items):
            yield "a list holds something else than items"
    for item in body.iter(f"{TEXT}list-item"):
        if {node.tag for node in item} - {f"{TEXT}{name}" for name in ("p", "h", "list", "soft-page-break")}:
            yield "an item holds something else than text and lists"
    for table in body.iter(f"{TABLE}table"):
        columns = sum(
            int(node.get(f"{TABLE}number-columns-repeated", 1)) for node in table.iter(f"{TABLE}table-column")
        )
        for row in table.iter(f"{TABLE}table-row"):
            if len(row) != columns:
                yield f"a row of {len(row)} cells in a table of {columns} columns"
    for note in body.iter(f"{TEXT}note"):
        if [etree.QName(node).localname for node in note] != ["note-citation", "note-body"]:
            yield "a note without its number or its text"
    for image in body.iter(f"{DRAW}image"):
        if image.get(f"{XLINK}href") not in names:
            yield f"a picture that is not there: {image.get(f'{XLINK}href')}"
    marks = {node.get(f"{TEXT}name") for node in body.iter(f"{TEXT}bookmark-start", f"{TEXT}bookmark")}
    for link in body.iter(f"{TEXT}a"):
        address = link.get(f"{XLINK}href", "")
        if address.startswith("#") and address[1:] not in marks:
            yield f"a link that leads nowhere: {address}"


def damaged(odt, name, old, new):
    """The same package with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == name:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(entry, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def odt():
    return export(example(), ExportFormat.ODT).content


def test_odt_structure_is_sound(odt):
    assert faults_of(odt) == []


def test_odt_with_a_quote_and_a_list_in_a_box_is_sound():
    inside = (d.Quote("Een zin.", "Iemand"), d.NumberedList((d.ListItem("een"), d.ListItem("twee"))))
    document = d.Document(title="x", blocks=(d.TextBox("Kader", inside), d.Paragraph("Na")))
    assert faults_of(export(document, ExportFormat.ODT).content) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("mimetype", b"text", b"graphics"),
        ("META-INF/manifest.xml", b'full-path="content.xml"', b'full-path="weg.xml"'),
        ("META-INF/manifest.xml", b'manifest:version="1.3"', b'manifest:version="1.2"'),
        ("content.xml", b'office:version="1.3"', b'office:version="1.2"'),
        ("content.xml", b'text:style-name="Title"', b'text:style-name="No Such"'),
        ("content.xml", b"<text:list-item>", b"<text:list-item><text:note/>"),
        ("content.xml", b"Pictures/", b"Elders/"),
        ("content.xml", b'xlink:href="#', b'xlink:href="#weg'),
    ],
)
def test_damaged_odt_is_seen_as_control(odt, name, old, new):
    assert faults_of(damaged(odt, name, old, new))
