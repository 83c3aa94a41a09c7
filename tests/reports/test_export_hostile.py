"""Whatever somebody types stands in the file as they typed it: 200 hostile strings through every field and format."""

import io
import re
import subprocess
import unicodedata
import zipfile

import pypandoc
import pypdf
import pytest
from lxml import etree, html

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from reports.exporters.html import write_html
from reports.figures import Group, Option, breakdown_figure, poll_figure, shift_figure
from tests.programs import program
from tests.reports.example import picture
from tests.reports.test_export_pdf import elements

SEEDS = [
    "#set page(width: 1cm)",
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    "$x^2$",
    "*vet*",
    "_schuin_",
    "@bron",
    "<label>",
    "`code`",
    "```rust```",
    "= Kop",
    "- punt",
    "+ punt",
    "/ term: x",
    "// weg",
    "/* weg */",
    "\\",
    "\\u{41}",
    "~",
    "---",
    "[x](y)",
    "![x](/etc/passwd)",
    "[^1]",
    "[[x]]",
    "# Kop",
    "> citaat",
    "1. lijst",
    "    code",
    "***",
    "|a|b|",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</w:t></w:p>",
    "]]>",
    "<!-- weg -->",
    "&amp;",
    "&#x41;",
    '<?xml version="1.0"?>',
    '"aanhaling"',
    "'enkel'",
    "{{ 7*7 }}",
    "{% load x %}",
    "%(naam)s",
    "${naam}",
    "=1+1",
    '=HYPERLINK("http://x")',
    "@SUM(A1)",
    "+31 6",
    "-1",
    "../../etc/passwd",
    "C:\\temp",
    "a:b",
    ":smile:",
    "\\begin{x}",
    "\\input{/etc/passwd}",
    "{=html}",
    ":::",
    "<details>",
    "http://voorbeeld.nl/?a=1&b=2",
    "www.voorbeeld.nl",
    "a@b.nl",
    "a--b...c",
    "'s avonds",
    "ﬁ",
    "Ægir Þór Ðæ",
    "\u200e\u200f",
    "e\u0301",
    "½ ² ≥",
    "€ 5,–",
    "\u00a0x\u00a0",
    "x" * 90,
    "\\_",
    "\\'s",
    "\\\\newline",
    "C:\\\\",
    "#{panic()}",
    "#let x = 1; #x",
    "=cmd|'/c calc'!A0",
    "{.klasse #id}",
    "==a== ++b++ ~~c~~ ^d^ ~e~",
    "[//]: # (weg)",
    "[a]: http://x",
    "<http://x>",
    "<![CDATA[x]]>",
    "--> <script>",
    "javascript:alert(1)",
    "$(id) `id`",
    "'; DROP TABLE x; --",
    "%%% %s %00",
    "a) twee",
    "i. drie",
    "~~~",
    "___",
    "...",
    "&nbsp;&#0;",
    "<text:p>",
    "a\u200bb\u200cc\u200dd",
    "Straße ı İ ǅ",
    "’‘“”„",
    "{{ x }}{% y %}",
    "---\ntitle: x\n---",
    "| a | b |\n|---|---|\n| 1 | 2 |",
]
HOSTILE = [form % seed for seed in SEEDS for form in ("%s", "Wij %s einde")]
STARTS = range(0, len(HOSTILE), 40)


def squeezed(text):
    """Text without what a format may change lawfully: white space, places to break a line, composed accents."""
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFC", text))


def as_printed(text):
    """Squeezed, without what the fonts of a PDF write in another way."""
    text = squeezed(text)
    for old, new in (("\u200e", ""), ("\u200f", ""), ("\u0301", ""), ("ﬁ", "fi"), ("é", "e")):
        text = text.replace(old, new)
    return text


def everywhere(strings):
    """A document with these strings in every kind of field."""
    blocks = []
    for text in strings:
        pair = [Option(text, 2), Option("rest", 1)]
        figure = poll_figure(text, pair, 3)
        run = (d.Text(text), d.Text(text, bold=True, italic=True), d.LineBreak(), d.Footnote(text))
        blocks += [
            d.Heading(1, text),
            d.Paragraph(text),
            d.Paragraph(run, lead=True),
            d.Quote(text, text),
            d.PullQuote(text, text),
            d.Definition(text, text),
            d.BulletList((d.ListItem(text),)),
            d.SummaryBox((d.Paragraph(text),), title=text),
            d.TextBox(text, (d.NumberedList((d.ListItem(text),)),)),
            figure,
            breakdown_figure(text, [text, "rest"], [Group(text, 3, (2, "meerderheid"))], note=text),
            shift_figure(text, pair, pair, n_before=3, n_after=3, note=text),
            d.Image(picture(), "image/png", f"Beeld {text}", text, credit=text),
            d.Table((d.Column(text), d.Column("n", numeric=True)), ((text, text),), caption=text, note=text),
        ]
    first = strings[0]
    return d.Document(
        title=first,
        subtitle=first,
        authors=(first,),
        organisation=first,
        keywords=(first,),
        description=first,
        blocks=tuple(blocks),
        colophon=(d.ColophonItem(first, first),),
        table_of_contents=True,
        list_of_figures=True,
    )


def words_of(content, file_format, folder):
    path = folder / f"hostile.{file_format.value}"
    path.write_bytes(content)
    match file_format:
        case ExportFormat.PDF:
            command = [program("pdftotext"), "-raw", path, "-"]
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout
        case ExportFormat.HTML:
            page = html.fromstring(content.decode())
            assert not page.xpath("//script | //iframe | //*[@onerror]")
            return page.text_content()
        case ExportFormat.MARKDOWN:
            return pypandoc.convert_text(content.decode(), "html", format="gfm", extra_args=["--wrap=none"])
        case _:
            name = "word/document.xml" if file_format is ExportFormat.DOCX else "content.xml"
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return "".join(etree.fromstring(archive.read(name)).itertext())


@pytest.mark.parametrize("file_format", list(ExportFormat))
@pytest.mark.parametrize("start", STARTS)
def test_hostile_strings_come_out_literally(file_format, start, tmp_path):
    strings = HOSTILE[start : start + 40]
    result = export(everywhere(strings), file_format)
    found = words_of(result.content, file_format, tmp_path)
    if file_format is ExportFormat.MARKDOWN:
        page = html.fromstring(f"<div>{found}</div>")
        assert not page.xpath("//script | //img | //iframe | //details")
        found = page.text_content()
    as_written = as_printed if file_format is ExportFormat.PDF else squeezed
    found = as_written(found)
    for text in strings:
        assert as_written(text) in found, text


def alternatives_in(content, file_format):
    """The text alternatives of a file, however the format keeps them; of Markdown its text."""
    match file_format:
        case ExportFormat.PDF:
            tags = elements(pypdf.PdfReader(io.BytesIO(content)))
            return [str(node["/Alt"]) for _tag, node in tags if "/Alt" in node]
        case ExportFormat.HTML:
            page = html.fromstring(content.decode())
            return [*page.xpath("//img/@alt"), *page.xpath("//*[local-name()='desc']/text()")]
        case ExportFormat.MARKDOWN:
            page = pypandoc.convert_text(content.decode(), "html", format="gfm", extra_args=["--wrap=none"])
            return [node.text_content() for node in html.fromstring(f"<div>{page}</div>").xpath("//p")]
        case _:
            name = "word/document.xml" if file_format is ExportFormat.DOCX else "content.xml"
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                root = etree.fromstring(archive.read(name))
            kept = root.xpath("//*[local-name()='docPr']/@descr") or root.xpath("//*[local-name()='desc']/text()")
            return [str(words) for words in kept]


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_hostile_alternatives_are_kept_literally(file_format):
    document = everywhere(HOSTILE[::5])
    wanted = [block.alt for _path, block in d.walk(document.blocks) if isinstance(block, d.Figure | d.Image)]
    assert len(wanted) > 150
    found = " ".join(as_printed(words) for words in alternatives_in(export(document, file_format).content, file_format))
    assert [alt for alt in wanted if as_printed(alt) not in found] == []


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_characters_that_xml_cannot_hold_are_left_out(file_format, tmp_path):
    result = export(everywhere(["xa\x00by", "x\ud800y", "x\x0by", "x\ufffey"]), file_format)
    found = squeezed(words_of(result.content, file_format, tmp_path))
    assert "xaby" in found
    assert "xy" in found


def test_there_are_200_hostile_strings_and_all_are_tried():
    assert len(set(HOSTILE)) >= 200
    assert STARTS[-1] + 40 >= len(HOSTILE)


@pytest.mark.parametrize("file_format", list(ExportFormat))
@pytest.mark.parametrize(
    "sign",
    ["\u202egnitset\u202c", "\u2066iso\u2069", "❤\ufe0f", "a\u200db", "\u3164", "\u180f", "\ufeffa", "👩\u200d👧"],
)
def test_signs_that_show_nothing_break_no_format(sign, file_format):
    """An emoji ends in one of these; in a drawing typst refuses them."""
    assert export(everywhere([sign, f"Met {sign}"]), file_format).content


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_word_of_3000_letters_breaks_no_format(file_format, tmp_path):
    word = "W" * 3000
    found = words_of(export(everywhere([word]), file_format).content, file_format, tmp_path)
    assert squeezed(found).count(word) >= (2 if file_format is ExportFormat.PDF else 10)  # others go on over a page


def test_hostile_link_cannot_leave_its_attribute():
    document = d.Document(title="x", blocks=(d.Paragraph((d.Text("x", link='http://x/"><script>'),)),))
    assert b"<script>" not in write_html(document)


def test_hostile_control_a_writer_without_escaping_would_be_caught():
    """The control: the check above does fail on a page that lets markup through."""
    page = html.fromstring("<p><script>alert(1)</script></p>")
    assert page.xpath("//script")
