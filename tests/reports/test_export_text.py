"""Markdown and HTML: outline, footnotes, tables and alternatives in files that need nothing else."""

import re
from datetime import date

import pytest
from lxml import html

from reports import document as d
from reports.enums import ExportFormat
from reports.exporters import export
from reports.figures import Group, breakdown_figure
from tests.reports.example import example


@pytest.fixture(scope="module")
def document():
    return example()


@pytest.fixture(scope="module")
def markdown(document):
    return export(document, ExportFormat.MARKDOWN).content.decode()


@pytest.fixture(scope="module")
def page(document):
    return html.fromstring(export(document, ExportFormat.HTML).content.decode())


def test_markdown_outline(markdown):
    found = re.findall(r"^(#+) (.*)$", markdown, re.MULTILINE)
    assert found[:4] == [
        ("#", "Gender in huiselijk geweld"),
        ("##", "1 Opbrengsten"),
        ("###", "1.1 Wat goed gaat"),
        ("####", "Citaten"),
    ]
    assert found[-1] == ("##", "Colofon")


def test_markdown_footnotes_tables_and_alternatives(markdown, document):
    assert len(re.findall(r"^\[\^\d+\]:", markdown, re.MULTILINE)) == 21
    assert len(re.findall(r"^(?:> )?\|:?-", markdown, re.MULTILINE)) == 23
    flat = markdown.replace("\\", "")
    assert all(block.alt in flat for block in document.blocks if isinstance(block, d.Figure))
    assert "****" not in markdown
    assert "<" not in markdown


def test_html_outline_and_language(page):
    assert page.get("lang") == "nl-NL"
    headings = [(node.tag, node.text_content()) for node in page.iter("h1", "h2", "h3", "h4")]
    assert headings[:6] == [
        ("h1", "Gender in huiselijk geweld"),
        ("h2", "Inhoud"),
        ("h2", "Lijst van figuren"),
        ("h2", "1 Opbrengsten"),
        ("h3", "1.1 Wat goed gaat"),
        ("h4", "Citaten"),
    ]
    assert page.xpath('//span[@lang="en"]/text() | //span[@lang="en"]//em/text()')


def test_html_tables_and_figures(page, document):
    figures = [block for block in document.blocks if isinstance(block, d.Figure)]
    drawn = page.xpath('//*[local-name()="svg"][@role="img"]')
    assert len(drawn) == len(figures)
    assert [node.xpath('.//*[local-name()="desc"]')[0].text for node in drawn] == [figure.alt for figure in figures]
    for table in page.iter("table"):
        assert table.xpath("./thead//th[@scope='col']")
        assert table.get("aria-label") or table.find("caption") is not None or len(table.xpath(".//tbody/tr")) == 1
    assert all(image.get("alt") for image in page.iter("img"))


def test_html_links_inside_lead_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)
    assert len([target for target in targets if target.startswith("note-ref")]) == 21


def test_html_needs_nothing_else(page):
    assert not page.xpath("//script | //link | //iframe")
    sources = page.xpath("//img/@src")
    assert all(source.startswith("data:") for source in sources)


def test_html_foreign_svg_becomes_an_image():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    content = export(d.Document(title="x", blocks=(d.Figure(svg, "alt", "f"),)), ExportFormat.HTML).content
    assert b"<script" not in content


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_export_names_the_file_by_slug_and_format(file_format):
    result = export(d.Document(title="x", blocks=(), slug="kort"), file_format)
    assert result.filename == f"kort.{file_format.value}"
    assert result.content


@pytest.mark.parametrize("file_format", list(ExportFormat))
def test_export_unsound_document_is_refused_in_every_format(file_format):
    with pytest.raises(d.DocumentError):
        export(d.Document(title="x", blocks=(d.Heading(2, "Te diep"),)), file_format)


def test_breakdown_with_many_answers_stands_upright_in_files():
    answers = [f"Antwoord {number}" for number in range(1, 6)]
    groups = [Group("Gemeente", 27, (10, 10, 5, 5, 5)), Group("Overige", 52, (20, 15, 20, 15, 15))]
    document = d.Document(title="x", blocks=(breakdown_figure("Per achtergrond", answers, groups),))
    tree = html.fromstring(export(document, ExportFormat.HTML).content.decode())
    assert tree.xpath("//thead//th/text()") == ["Antwoord", "Gemeente (n = 27)", "Overige (n = 52)"]
    assert tree.xpath("//tbody//th/text()") == answers


def test_breakdown_with_few_answers_keeps_a_row_per_group():
    groups = [Group("Gemeente", 27, (10, 15)), Group("Overige", 52, (20, 30))]
    document = d.Document(title="x", blocks=(breakdown_figure("Per achtergrond", ["Eens", "Oneens"], groups),))
    tree = html.fromstring(export(document, ExportFormat.HTML).content.decode())
    assert tree.xpath("//tbody//th/text()") == ["Gemeente", "Overige"]


def test_html_words_of_a_chart_keep_their_width_in_any_font(page):
    lines = [line for line in page.xpath("//*[local-name()='svg']//*[local-name()='text']") if line.text]
    assert lines
    assert all(float(line.get("textLength") or line.get("textlength")) > 0 for line in lines)


def test_english_report_writes_the_day_first():
    document = d.Document(title="Report", blocks=(d.Paragraph("x"),), language="en", date=date(2026, 11, 26))
    for file_format in (ExportFormat.MARKDOWN, ExportFormat.HTML):
        assert "26 November 2026" in export(document, file_format).content.decode()
