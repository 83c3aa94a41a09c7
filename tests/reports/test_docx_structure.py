"""DOCX is what WordprocessingML asks, as far as can be seen without Word: a file with faults is "repaired" or refused.

Sources: ECMA-376, part 1 (order of elements: 17.3.1.26, 17.3.2.28, 17.4.59, 17.15.1.78; identifiers: 17.13.6,
20.4.2.5) and part 2 (relationships, content types).
"""

import io
import posixpath
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from tests.reports.example import example

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
    "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions "
    "doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme "
    "styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
    "doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
    "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture "
    "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
    "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
    "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
    "mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary "
    "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
}
STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def faults_of(data):
    """What Word would stumble over; empty for a sound file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    found = [f"{name} occurs twice" for name, count in Counter(names).items() if count > 1]
    found += package_faults(parts, trees)
    for name, tree in trees.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {fault}" for fault in [*order_faults(tree), *identity_faults(tree)]]
            found += [f"{name}: {fault}" for fault in reference_faults(tree, trees)]
    return found


def package_faults(parts, trees):
    types = trees["[Content_Types].xml"]
    kinds = {node.get("Extension", "").lower() for node in types}
    named = {node.get("PartName", "").lstrip("/") for node in types}
    for name in parts:
        if name != "[Content_Types].xml" and name not in named and name.rsplit(".", 1)[-1].lower() not in kinds:
            yield f"{name} has no content type"
    yield from (f"{name} is named and absent" for name in named - set(parts) - {""})
    for name, tree in trees.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            identifiers = [node.get("Id") for node in tree]
            if len(identifiers) != len(set(identifiers)):
                yield f"{name} gives an identifier twice"
            for node in tree:
                target = posixpath.normpath(posixpath.join(folder, node.get("Target"))).lstrip("/")
                if node.get("TargetMode") != "External" and target not in parts:
                    yield f"{name} leads to {target}, which is absent"
        source = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        asked = {value for node in tree.iter() for key, value in node.attrib.items() if key.startswith(R)}
        given = {node.get("Id") for node in trees[source]} if source in trees else set()
        yield from (f"{name} asks for relationship {missing}" for missing in asked - given)


def order_faults(tree):
    for kind, order in ORDER.items():
        places = {f"{W}{name}": place for place, name in enumerate(order.split())}
        for node in tree.iter(f"{W}{kind}"):
            children = [child.tag for child in node if child.tag in places]
            if [places[tag] for tag in children] != sorted({places[tag] for tag in children}):
                yield f"{kind} holds {[tag.split('}')[1] for tag in children]}"


def identity_faults(tree):
    for kind, name in (("bookmarkStart", f"{W}id"), ("bookmarkStart", f"{W}name"), ("bookmarkEnd", f"{W}id")):
        seen = Counter(node.get(name) for node in tree.iter(f"{W}{kind}"))
        yield from (f"two {kind} {value}" for value, count in seen.items() if count > 1)
    starts, ends = ({node.get(f"{W}id") for node in tree.iter(f"{W}bookmark{end}")} for end in ("Start", "End"))
    if starts != ends:
        yield f"bookmarks without another end: {sorted(starts ^ ends)}"
    drawn = Counter(node.get("id") for node in tree.iter() if etree.QName(node).localname == "docPr")
    yield from (f"two drawings {value}" for value, count in drawn.items() if count > 1)
    depth = 0
    for node in tree.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
        if depth < 0:
            yield "a field ends before it begins"
    if depth:
        yield "a field has no end"
    for cell in tree.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell does not end in a paragraph"


def reference_faults(tree, trees):
    defined = {(node.get(f"{W}styleId"), node.get(f"{W}type")) for node in trees["word/styles.xml"].iter(f"{W}style")}
    for kind, family in STYLES.items():
        used = {node.get(f"{W}val") for node in tree.iter(f"{W}{kind}")}
        yield from (f"{kind} {name} is not defined" for name in used if (name, family) not in defined)
    lists = {node.get(f"{W}numId") for node in trees["word/numbering.xml"].iter(f"{W}num")}
    used = {node.get(f"{W}val") for node in tree.iter(f"{W}numId")}
    yield from (f"list {name} is not defined" for name in used - lists)
    notes = {node.get(f"{W}id") for node in trees["word/footnotes.xml"].iter(f"{W}footnote")}
    asked = {node.get(f"{W}id") for node in tree.iter(f"{W}footnoteReference")}
    yield from (f"footnote {name} is absent" for name in asked - notes)
    places = {node.get(f"{W}name") for node in tree.iter(f"{W}bookmarkStart")}
    links = {node.get(f"{W}anchor") for node in tree.iter(f"{W}hyperlink")} - {None}
    links |= set(re.findall(r"PAGEREF (\S+)", "".join(tree.itertext(f"{W}instrText"))))
    yield from (f"a link leads to {name}, which is absent" for name in links - places)


@pytest.fixture(scope="module")
def word():
    return export(example(), ExportFormat.DOCX).content


def test_docx_structure_is_sound(word):
    assert faults_of(word) == []


def test_docx_with_lists_and_quotes_in_boxes_is_sound():
    items = d.NumberedList((d.ListItem("een", (d.BulletList((d.ListItem("twee"),)),)),), start=3)
    box = d.SummaryBox(
        (d.Paragraph("x"), items, d.Quote("Citaat", "Iemand", language="en"), d.BulletList((d.ListItem("y"),)))
    )
    blocks = (
        d.PageBreak(),
        box,
        d.TextBox("Kader", (items,)),
        d.PageBreak(),
        d.Heading(1, "Kop"),
        d.Definition("a", "b"),
    )
    assert faults_of(export(d.Document(title="x", blocks=blocks), ExportFormat.DOCX).content) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/document.xml", b"<w:keepNext/>", b'<w:jc w:val="left"/><w:keepNext/>'),
        ("word/document.xml", b'w:val="Heading1"', b'w:val="Kop1"'),
        ("word/document.xml", b'w:anchor="r1"', b'w:anchor="weg"'),
        ("word/document.xml", b'w:fldCharType="end"', b'w:fldCharType="begin"'),
        ("word/document.xml", b"<w:bookmarkEnd ", b'<w:bookmarkEnd w:was="x" w:id="99999"/><w:bookmarkEnd '),
        ("word/footnotes.xml", b'w:id="', b'w:id="9'),
        ("[Content_Types].xml", b"odttf", b"ttf"),
        ("word/_rels/fontTable.xml.rels", b"font2.odttf", b"font9.odttf"),
        ("word/_rels/document.xml.rels", b'Id="rId', b'Id="weg'),
    ],
)
def test_damaged_docx_is_seen_as_control(word, name, old, new):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            assert entry != name or old in content
            target.writestr(entry, content.replace(old, new) if entry == name else content)
    assert faults_of(buffer.getvalue())
