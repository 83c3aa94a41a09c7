"""What the tests of returned Word files share: a round, its DOCX, and ways to change that file as people do."""

import io
import zipfile
from collections.abc import Callable

from lxml import etree

from reports.domain.redline.sending import draft_file
from reports.enums import ExportFormat
from reports.models import SignOffRound

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHO = {f"{W}author": "Robin de Wit", f"{W}date": "2026-03-02T10:30:00Z", f"{W}id": "900"}
ROOM = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def draft_of(sign_off: SignOffRound) -> bytes:
    return draft_file(sign_off, ExportFormat.DOCX).content


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with these parts in place of its own, or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in parts:
                target.writestr(entry, source.read(entry))
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def edited(data: bytes, *changes: Callable[[etree._Element], object]) -> bytes:
    """The file after these changes to the XML of its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for change in changes:
        change(root)
    return with_parts(data, {"word/document.xml": etree.tostring(root, encoding="UTF-8", xml_declaration=True)})


def paragraph(root: etree._Element, words: str) -> etree._Element:
    return next(p for p in root.iter(f"{W}p") if words in "".join(t.text or "" for t in p.iter(f"{W}t")))


def run(words: str, tag: str = "t") -> etree._Element:
    made = etree.Element(f"{W}r")
    text = etree.SubElement(made, f"{W}{tag}")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def marked(kind: str, words: str) -> etree._Element:
    made = etree.Element(f"{W}{kind}", WHO)
    made.append(run(words, "delText" if kind in ("del", "moveFrom") else "t"))
    return made


def refill(node: etree._Element, *content: etree._Element) -> None:
    for child in list(node):
        if child.tag != f"{W}pPr":
            node.remove(child)
    node.extend(content)


def tracked(words: str, *content: Callable[[], etree._Element]):
    """The paragraph with these words holds other runs."""
    return lambda root: refill(paragraph(root, words), *(make() for make in content))


def untracked(words: str, new: str):
    return lambda root: refill(paragraph(root, words), run(new))


def gone(words: str):
    """A paragraph taken out with tracking."""

    def change(root: etree._Element) -> None:
        node = paragraph(root, words)
        text = "".join(t.text or "" for t in node.iter(f"{W}t"))
        refill(node, marked("del", text))
        _mark(node, "del")

    return change


def added(after: str, words: str):
    """A paragraph typed behind another, with tracking, as Word writes it."""

    def change(root: etree._Element) -> None:
        node = paragraph(root, after)
        _mark(node, "ins")
        made = etree.Element(f"{W}p")
        made.append(marked("ins", words))
        node.addnext(made)

    return change


def _mark(node: etree._Element, kind: str) -> None:
    properties = node.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        node.insert(0, properties)
    etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}{kind}", WHO)


def commented(words: str, number: str = "7"):
    """A comment on a whole paragraph."""

    def change(root: etree._Element) -> None:
        node = paragraph(root, words)
        start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
        reference = etree.Element(f"{W}r")
        etree.SubElement(reference, f"{W}commentReference").set(f"{W}id", number)
        for one in (start, end):
            one.set(f"{W}id", number)
        first = 1 if node.find(f"{W}pPr") is not None else 0
        node.insert(first, start)
        node.extend([end, reference])

    return change


def comments(text: str, number: str = "7") -> dict[str, bytes]:
    author, day = "Sam &lt;b&gt;", "2026-03-02T11:00:00Z"
    comment = f'<w:comment w:id="{number}" w:author="{author}" w:date="{day}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    return {"word/comments.xml": f"<w:comments {ROOM}>{comment}</w:comment></w:comments>".encode()}
