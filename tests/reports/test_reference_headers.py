"""The letterhead of an organisation's own Word or ODT document stands on the pages of its reports."""

import io
import subprocess

from lxml import etree
from PIL import Image as Picture

from reports.document import Document, Heading, Paragraph
from reports.domain.reference.checking import prepare_reference
from reports.enums import ExportFormat
from reports.exporters.export import export
from reports.models import ReferenceKind
from tests.programs import pdf_of, program
from tests.reports.test_reference_documents import KINDS, default, packed, parts_of

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
LOGO = (12, 34, 156)


def logo() -> bytes:
    buffer = io.BytesIO()
    Picture.new("RGB", (60, 20), LOGO).save(buffer, "PNG")
    return buffer.getvalue()


def replaced(parts: dict[str, bytes], name: str, old: bytes, new: bytes) -> None:
    assert old in parts[name], (name, old)
    parts[name] = parts[name].replace(old, new, 1)


def word_letterhead() -> bytes:
    parts = parts_of(default("docx"))
    size = '<wp:extent cx="1800000" cy="600000"/><wp:docPr id="1" name="logo" descr="Logo van Voorbeeld"/>'
    blip = '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    shape = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"/>'
    named = '<pic:nvPicPr><pic:cNvPr id="1" name="logo"/><pic:cNvPicPr/></pic:nvPicPr>'
    drawn = f'<pic:pic xmlns:pic="{PIC}">{named}{blip}<pic:spPr>{shape}</pic:spPr></pic:pic>'
    graphic = f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}">{drawn}</a:graphicData></a:graphic>'
    parts["word/header7.xml"] = (
        f'<w:hdr xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}"><w:p><w:r><w:drawing><wp:inline>{size}{graphic}'
        "</wp:inline></w:drawing></w:r><w:r><w:t>Gemeente Voorbeeld</w:t></w:r></w:p></w:hdr>"
    ).encode()
    parts["word/_rels/header7.xml.rels"] = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/image" Target="media/logo.png"/>'
        "</Relationships>"
    ).encode()
    parts["word/media/logo.png"] = logo()
    replaced(parts, "word/footer1.xml", b"<w:r><w:fldChar", b"<w:r><w:t>Postbus 1234 </w:t></w:r><w:r><w:fldChar")
    relation = f'<Relationship Type="{R}/header" Id="rId77" Target="header7.xml"/></Relationships>'
    replaced(parts, "word/_rels/document.xml.rels", b"</Relationships>", relation.encode())
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    override = b'<Override PartName="/word/header7.xml" ContentType="%s"/></Types>' % kind
    replaced(parts, "[Content_Types].xml", b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>')
    replaced(parts, "[Content_Types].xml", b"</Types>", override)
    reference = b'<w:headerReference w:type="default" r:id="rId77"/><w:footerReference'
    replaced(parts, "word/document.xml", b"<w:footerReference", reference)
    return packed(parts)


def odt_letterhead() -> bytes:
    parts = parts_of(default("odt"))
    parts["Pictures/logo.png"] = logo()
    frame = (
        '<style:header><text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" text:anchor-type="as-char" '
        'svg:width="5cm" svg:height="1.7cm"><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xlink:href="Pictures/logo.png" xlink:type="simple"/></draw:frame>Gemeente Voorbeeld</text:p></style:header>'
        "<style:footer><text:p>Postbus 1234</text:p>"
    )
    replaced(parts, "styles.xml", b"<style:footer>", frame.encode())
    entry = b'<manifest:file-entry manifest:full-path="Pictures/logo.png" manifest:media-type="image/png"/>'
    replaced(parts, "META-INF/manifest.xml", b"</manifest:manifest>", entry + b"</manifest:manifest>")
    return packed(parts)


LETTERHEAD = {"docx": word_letterhead, "odt": odt_letterhead}


def made_with(kind: str) -> bytes:
    sample = Document(title="Verslag", blocks=(Heading(1, "Kop"), Paragraph("Tekst")), table_of_contents=True)
    reference = prepare_reference(LETTERHEAD[kind](), ReferenceKind(kind))
    return export(sample, ExportFormat(kind), reference=reference).content


@KINDS
def test_logo_and_footer_of_the_own_document_are_in_the_file(kind):
    parts = parts_of(made_with(kind))
    pictures = [name for name in parts if name.endswith("logo.png")]
    assert [parts[name] for name in pictures] == [logo()]
    if kind == "odt":
        told = "".join(etree.fromstring(parts["styles.xml"]).itertext())
        listed = parts["META-INF/manifest.xml"].decode()
        assert pictures[0] in listed
    else:
        names = [name for name in parts if name.startswith(("word/header", "word/footer"))]
        told = "".join("".join(etree.fromstring(parts[name]).itertext()) for name in names)
        assert b"headerReference" in parts["word/document.xml"]
    assert "Gemeente Voorbeeld" in told
    assert "Postbus 1234" in told


@KINDS
def test_libreoffice_prints_the_letterhead_on_the_page(kind, tmp_path):
    path = tmp_path / f"verslag.{kind}"
    path.write_bytes(made_with(kind))
    pdf = pdf_of(path)
    text = subprocess.run([program("pdftotext"), pdf, "-"], check=True, capture_output=True, text=True).stdout
    assert "Gemeente Voorbeeld" in text
    assert "Postbus 1234" in text
    drawn = subprocess.run(
        [program("pdftoppm"), "-r", "40", "-f", "1", "-l", "1", pdf], check=True, capture_output=True
    )
    with Picture.open(io.BytesIO(drawn.stdout)) as page:
        assert any(
            all(abs(got - want) < 12 for got, want in zip(colour, LOGO, strict=True))
            for _n, colour in page.convert("RGB").getcolors(1 << 20)
        )
