"""Builds the reference documents from pandoc's own: `python -m reports.reference.build`.

One list of styles for both, so that a verslag looks the same in Word and in LibreOffice. An organisation may replace
the two files; the exporters only rely on the names of the styles.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import dataclass

import pypandoc
from lxml import etree

from reports.reference import ACCENT, REFERENCE_FOLDER

FONT = "Atkinson Hyperlegible Next"
FALLBACK = "Arial"

INK = "1B1B1B"
MUTED = "595959"
TINT = "EEF3F4"
PALE = "F5F5F5"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EPOCH = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes and spaces in points, `odt` is the name where it differs there."""

    docx: str
    odt: str
    name: str
    size: float = 10.5
    bold: bool = False
    italic: bool = False
    colour: str = INK
    before: float = 0
    after: float = 8
    keep: bool = False
    shade: str = ""
    bar: str = ""
    indent: float = 0
    new_page: bool = False
    outline: int = 0
    parent: str = "Normal"
    line: int = 0  # height of a line in per cents; else by the size

    @property
    def line_height(self) -> int:
        """The height of a line in per cents of the type."""
        return self.line or (110 if self.size > 13 and self.bold else 125)

    @property
    def spacing(self) -> int:
        """The same in per cents of a single line of the font, which is what word processors count in."""
        return self.line_height * 92 // 100


def _box(name: str, title: bool, **look: object) -> Style:
    after = 4 if title else 6
    size = 11.5 if title else 10.5
    colour = ACCENT if title else INK
    return Style(name, name, name, size, title, False, colour, 0, after, title, indent=8, **look)  # type: ignore[arg-type]


STYLES = (
    Style("Normal", "Standard", "Normal", parent=""),
    Style("BodyText", "Text_20_body", "Body Text"),
    Style("FirstParagraph", "First_20_paragraph", "First Paragraph"),
    Style("Compact", "Table_20_Contents", "Compact", size=9.5, before=2, after=2),
    Style("Title", "Title", "Title", size=25, bold=True, colour=ACCENT, before=10, after=6, keep=True),
    Style("Subtitle", "Subtitle", "Subtitle", size=13, colour=MUTED, after=6, keep=True),
    Style("Heading1", "Heading_20_1", "heading 1", 16.5, True, False, ACCENT, 22, 8, True, outline=1),
    Style("Heading2", "Heading_20_2", "heading 2", 13, True, False, ACCENT, 16, 6, True, outline=2),
    Style("Heading3", "Heading_20_3", "heading 3", 11, True, False, INK, 12, 4, True, outline=3),
    Style("Heading4", "Heading_20_4", "heading 4", 10.5, True, False, MUTED, 10, 4, True, outline=4),
    Style("TOCHeading", "Contents_20_Heading", "TOC Heading", 16.5, True, False, ACCENT, 16, 8, True),
    Style("TOC1", "Contents_20_1", "toc 1", after=2, line=110),
    Style("TOC2", "Contents_20_2", "toc 2", after=2, indent=14, line=110),
    Style("BlockText", "Quotations", "Block Text", bar=ACCENT, indent=12, before=4, after=4, keep=True),
    Style("Attribution", "Attribution", "Attribution", size=9.5, colour=MUTED, indent=12, after=10),
    Style("PullQuote", "PullQuote", "PullQuote", 15, True, False, ACCENT, 14, 6, True),
    Style("FootnoteText", "Footnote", "footnote text", size=8.5, after=2),
    Style("TableCaption", "TableCaption", "Table Caption", size=9.5, before=10, after=4, keep=True),
    Style("ImageCaption", "FigureCaption", "Image Caption", size=9.5, before=2, after=6),
    Style("CaptionedFigure", "FigureWithCaption", "Captioned Figure", before=8, after=2, keep=True),
    Style("Figure", "Figure", "Figure", before=8, after=2),
    Style("DefinitionTerm", "Definition_20_Term", "Definition Term", bold=True, after=0, keep=True),
    Style("Definition", "Definition_20_Definition", "Definition", indent=14),
    Style("", "Definition_20_Term_20_Tight", "", bold=True, after=0, keep=True),
    Style("", "Definition_20_Definition_20_Tight", "", indent=14),
    Style("TableHeading", "Table_20_Heading", "TableHeading", size=9.5, bold=True, before=2, after=2),
    Style("Byline", "Byline", "Byline", size=10, colour=MUTED, after=14),
    Style("Logo", "Logo", "Logo", after=10),
    Style("Lead", "Lead", "Lead", size=12, after=10),
    Style("Note", "Note", "Note", size=8.5, colour=MUTED, before=2, after=8),
    _box("SummaryBoxTitle", True, shade=TINT, bar=ACCENT),
    _box("SummaryBox", False, shade=TINT, bar=ACCENT),
    _box("TextBoxTitle", True, shade=PALE, bar="8A8A8A"),
    _box("TextBox", False, shade=PALE, bar="8A8A8A"),
    Style("PageBreak", "PageBreak", "PageBreak", size=2, after=0, new_page=True),
    Style("Footer", "Footer", "footer", size=8.5, colour=MUTED, after=0),
)


def _half(points: float) -> str:
    return str(round(points * 2))


def _twips(points: float) -> str:
    return str(round(points * 20))


def _docx_style(style: Style) -> str:
    borders = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{style.bar}"/>' if style.bar else ""
    default = ' w:default="1"' if style.docx == "Normal" else ""
    next_style = "BodyText" if style.keep and style.docx != "BlockText" else style.docx
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="{style.docx}"{default}>'
        f'<w:name w:val="{style.name}"/>'
        + (f'<w:basedOn w:val="{style.parent}"/>' if style.parent else "")
        + f'<w:next w:val="{next_style}"/><w:qFormat/><w:pPr>'
        + ("<w:keepNext/><w:keepLines/>" if style.keep else "")
        + ("<w:pageBreakBefore/>" if style.new_page else "")
        + (f"<w:pBdr>{borders}</w:pBdr>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shade}"/>' if style.shade else "")
        + f'<w:spacing w:before="{_twips(style.before)}" w:after="{_twips(style.after)}" '
        + f'w:line="{style.spacing * 240 // 100}" w:lineRule="auto"/>'
        + (f'<w:ind w:left="{_twips(style.indent)}" w:right="0"/>' if style.indent else "")
        + (f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "")
        + "</w:pPr><w:rPr>"
        + f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        + ("<w:b/>" if style.bold else "")
        + ("<w:i/>" if style.italic else "")
        + f'<w:color w:val="{style.colour}"/>'
        + f'<w:sz w:val="{_half(style.size)}"/><w:szCs w:val="{_half(style.size)}"/></w:rPr></w:style>'
    )


TABLE_STYLE = (
    f'<w:style xmlns:w="{W}" w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    '</w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
)
FOOTER = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
    '<w:jc w:val="right"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
SECTION = (
    f'<w:sectPr xmlns:w="{W}" xmlns:r="{R}"><w:footerReference w:type="default" r:id="rId90"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1361" w:bottom="1474" w:left="1361" '
    'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


def build_docx(source: bytes) -> bytes:
    """Pandoc's reference.docx with our styles, A4 and page numbers."""
    files = _unzip(source)
    styles = etree.fromstring(files["word/styles.xml"])
    ours = {style.docx for style in STYLES} | {"Table", "Author", "Date"}
    for node in styles.findall(f"{{{W}}}style"):
        identifier = node.get(f"{{{W}}}styleId", "")
        if identifier in ours:
            styles.remove(node)
        elif identifier == "Hyperlink":
            for colour in node.iter(f"{{{W}}}color"):
                colour.attrib.clear()
                colour.set(f"{{{W}}}val", ACCENT)
                line = etree.Element(f"{{{W}}}u")  # not by colour alone
                line.set(f"{{{W}}}val", "single")
                colour.addnext(line)
    for style in STYLES:
        if style.docx:
            styles.append(etree.fromstring(_docx_style(style)))
    for name in ("Author", "Date"):
        hidden = _docx_style(Style(name, name, name, size=10, colour=MUTED, after=2))
        styles.append(etree.fromstring(hidden))
    styles.append(etree.fromstring(TABLE_STYLE))
    for fonts in styles.iter(f"{{{W}}}rFonts"):
        if f"{{{W}}}asciiTheme" in fonts.attrib:
            fonts.attrib.clear()
            for kind in ("ascii", "hAnsi", "cs"):
                fonts.set(f"{{{W}}}{kind}", FONT)
    for language in styles.iter(f"{{{W}}}lang"):
        language.set(f"{{{W}}}val", "nl-NL")
    files["word/styles.xml"] = _xml(styles)
    files["word/fontTable.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="{W}"><w:font w:name="{FONT}">'
        f'<w:altName w:val="{FALLBACK}"/><w:family w:val="swiss"/></w:font></w:fonts>'
    ).encode()
    files["word/footer1.xml"] = FOOTER.encode()
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Type="{R}/footer" Id="rId90" Target="footer1.xml"/></Relationships>'.encode(),
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.footer+xml"/></Types>',
    )
    document = etree.fromstring(files["word/document.xml"])
    body = document[0]
    for node in body.findall(f"{{{W}}}sectPr"):
        body.remove(node)
    body.append(etree.fromstring(SECTION))
    files["word/document.xml"] = _xml(document)
    return _zip(files)


NS = {
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NS.items())


def _odt_style(style: Style) -> str:
    parent = "" if style.odt == "Standard" else ' style:parent-style-name="Standard"'
    display = style.odt.replace("_20_", " ")
    outline = f' style:default-outline-level="{style.outline}"' if style.outline else ""
    borders = ""
    if style.bar:
        borders = f' fo:border-left="3pt solid #{style.bar.lower()}" fo:padding="5pt" style:join-border="true"'
    shade = f' fo:background-color="#{style.shade.lower()}"' if style.shade else ""
    tabs = ""
    if style.odt.startswith("Contents_20_") and style.odt[-1].isdigit():
        tabs = '<style:tab-stops><style:tab-stop style:position="16cm" style:type="right" style:leader-style="dotted"/>'
        tabs += "</style:tab-stops>"
    return (
        f'<style:style {_DECLARED} style:name="{style.odt}" style:display-name="{display}" style:family="paragraph"'
        f'{parent}{outline} style:class="text"><style:paragraph-properties fo:margin-top="{style.before}pt" '
        f'fo:margin-bottom="{style.after}pt" fo:margin-left="{style.indent}pt" '
        f'fo:margin-right="0pt" fo:line-height="{style.spacing}%"'
        + (' fo:keep-with-next="always"' if style.keep else "")
        + (' fo:break-before="page"' if style.new_page else "")
        + borders
        + shade
        + f">{tabs}</style:paragraph-properties>"
        + f'<style:text-properties style:font-name="{FONT}" fo:font-size="{style.size}pt" '
        f'fo:font-weight="{"bold" if style.bold else "normal"}" '
        f'fo:font-style="{"italic" if style.italic else "normal"}" '
        f'fo:color="#{style.colour.lower()}"/></style:style>'
    )


def build_odt(source: bytes) -> bytes:
    """Pandoc's reference.odt with our styles and A4; ODF 1.3."""
    files = _unzip(source)
    root = etree.fromstring(files["styles.xml"])
    ours = {style.odt for style in STYLES} | {"Author"}
    (styles,) = root.findall("office:styles", NS)
    for node in list(root.iterfind(".//style:style", NS)):
        if node.get(f"{{{NS['style']}}}name") in ours and node.getparent() is styles:
            styles.remove(node)
    for style in (*STYLES, Style("Author", "Author", "Author", size=10, colour=MUTED, after=2)):
        styles.append(etree.fromstring(_odt_style(style)))
    (faces,) = root.findall("office:font-face-decls", NS)
    faces.append(
        etree.fromstring(
            f'<style:font-face {_DECLARED} style:name="{FONT}" '
            f'svg:font-family="\'{FONT}\', {FALLBACK}" style:font-family-generic="swiss"/>'
        )
    )
    for properties in root.iterfind(".//style:default-style/style:text-properties", NS):
        properties.set(f"{{{NS['fo']}}}language", "nl")
        properties.set(f"{{{NS['fo']}}}country", "NL")
        properties.set(f"{{{NS['style']}}}font-name", FONT)
    for page in root.iterfind(".//style:page-layout-properties", NS):
        page.set(f"{{{NS['fo']}}}page-width", "21cm")
        page.set(f"{{{NS['fo']}}}page-height", "29.7cm")
        for side in ("top", "bottom"):
            page.set(f"{{{NS['fo']}}}margin-{side}", "2.4cm")
        for side in ("left", "right"):
            page.set(f"{{{NS['fo']}}}margin-{side}", "2.4cm")
    for link in root.iterfind(".//style:style[@style:name='Internet_20_link']/style:text-properties", NS):
        link.set(f"{{{NS['fo']}}}color", f"#{ACCENT.lower()}")
    files["styles.xml"] = _xml(root)
    return _zip(files, first="mimetype")


def _unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(files: dict[str, bytes], first: str = "[Content_Types].xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], compress_type=stored)
    return buffer.getvalue()


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _default(name: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", name]
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603


def main() -> None:
    """Writes both files beside this module."""
    (REFERENCE_FOLDER / "reference.docx").write_bytes(build_docx(_default("reference.docx")))
    (REFERENCE_FOLDER / "reference.odt").write_bytes(build_odt(_default("reference.odt")))


if __name__ == "__main__":
    main()
