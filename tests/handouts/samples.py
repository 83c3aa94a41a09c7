"""Small files as speakers send them, and as attackers do."""

import io
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAINS = {
    "pptx": ("/ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "docx": ("/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def upload(name: str, content: bytes, content_type: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def zipped(parts: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kind)
    return written.getvalue()


def types_of(kind: str, *, main: str = "") -> str:
    part, content_type = MAINS[kind]
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="{part}" ContentType="{main or content_type + ".main+xml"}"/></Types>'
    )


def slide(*, title: str = "Een titel", picture: str | None = None, hidden: bool = False) -> str:
    """A slide; ``picture`` is its alternative text ("" for none at all)."""
    shown = ' show="0"' if hidden else ""
    described = f'<p:pic><p:nvPicPr><p:cNvPr id="4" name="x" descr="{picture}"/></p:nvPicPr></p:pic>'
    drawn = "" if picture is None else described
    return (
        f'<p:sld xmlns:p="{P}" xmlns:a="{A}"{shown}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/>'
        f"</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>{drawn}"
        "</p:spTree></p:cSld></p:sld>"
    )


def pptx(*slides: str, extra: dict[str, bytes | str] | None = None, main: str = "") -> bytes:
    numbered = {f"ppt/slides/slide{number}.xml": text for number, text in enumerate(slides or (slide(),), 1)}
    parts = {"[Content_Types].xml": types_of("pptx", main=main), "ppt/presentation.xml": "<p/>"}
    return zipped({**parts, **numbered, **(extra or {})})


def docx(body: str = "<w:p/>", extra: dict[str, bytes | str] | None = None) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": types_of("docx"), "word/document.xml": document, **(extra or {})})


def open_document(kind: str = "odp", body: str = "", extra: dict[str, bytes | str] | None = None) -> bytes:
    what = "presentation" if kind == "odp" else "text"
    base = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(
        f'xmlns:{short}="{base}:{full}:1.0"'
        for short, full in {
            "office": "office",
            "draw": "drawing",
            "text": "text",
            "svg": "svg-compatible",
            "presentation": "presentation",
        }.items()
    )
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{what}",
        "content.xml": f"<office:document-content {names}>{body}</office:document-content>",
    }
    return zipped({**parts, **(extra or {})}, stored=("mimetype",))


def pdf(
    *, tags: bool = True, language: bool = True, title: bool = True, font: bool = True, catalogue: str = ""
) -> bytes:
    """The objects of a PDF, as a program would write them."""
    marked = "/MarkInfo <</Marked true>> /StructTreeRoot 9 0 R" if tags else ""
    spoken = "/Lang (nl-NL)" if language else ""
    named = "/Title (Samen optrekken)" if title else ""
    page = "/Resources <</Font <</F1 5 0 R>>>>" if font else "/Resources <</XObject <</I 6 0 R>>>>"
    return (
        "%PDF-1.7\n"
        f"1 0 obj <</Type /Catalog /Pages 2 0 R {marked} {spoken} {catalogue}>> endobj\n"
        f"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page {page}>> endobj\n"
        "6 0 obj <</Subtype /Image /Length 10>> stream\n0123456789\nendstream endobj\n"
        f"8 0 obj <</Producer (test) {named}>> endobj\ntrailer <</Root 1 0 R /Info 8 0 R>>\n%%EOF\n"
    ).encode()


def packed_pdf(plain: bytes) -> bytes:
    """The same with its objects in a packed stream, as most programs write them now."""
    packed = zlib.compress(plain.split(b"\n", 1)[1].replace(b"endstream", b"").replace(b"stream", b""))
    head = f"7 0 obj <</Type /ObjStm /Filter /FlateDecode /Length {len(packed)}>> stream\n".encode()
    return b"%PDF-1.7\n" + head + packed + b"\nendstream endobj\n%%EOF"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **options)
    return written.getvalue()
