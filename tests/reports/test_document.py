"""The document model: rich text, checks and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import document as d
from reports.document_check import check_document, clean_characters, footnotes, number_blocks, prepare
from reports.richtext import rich_text_blocks, rich_text_runs, safe_link


def doc(*blocks, **rest):
    return d.Document(title="Verslag", blocks=blocks, **rest)


def words(blocks):
    parts = []
    for _path, block in d.walk(tuple(blocks)):
        if isinstance(block, d.BulletList | d.NumberedList):
            for item in block.items:
                parts += [d.plain_text(item.content), *words(item.children)]
        else:
            parts.append(d.plain_text(block.content))
    return parts


def test_rich_text_paragraphs_lists_and_headings_become_blocks():
    blocks = rich_text_blocks(
        "<h2>Kop</h2><p>Een <b>vet <i>schuin</i></b> woord.</p><ul><li>een<ul><li>diep</li></ul></li><li>twee</li></ul>"
        "<h3>Sub</h3><ol><li>1</li></ol><blockquote>Citaat</blockquote>"
    )
    assert blocks == (
        d.Heading(1, (d.Text("Kop"),)),
        d.Paragraph(
            (d.Text("Een "), d.Text("vet ", bold=True), d.Text("schuin", bold=True, italic=True), d.Text(" woord."))
        ),
        d.BulletList(
            (
                d.ListItem((d.Text("een"),), (d.BulletList((d.ListItem((d.Text("diep"),)),)),)),
                d.ListItem((d.Text("twee"),)),
            )
        ),
        d.Heading(2, (d.Text("Sub"),)),
        d.NumberedList((d.ListItem((d.Text("1"),)),)),
        d.Quote((d.Text("Citaat"),)),
    )


def test_rich_text_line_break_and_language_are_kept():
    assert rich_text_runs('<p>a<br/>b</p><p><em lang="en">gender</em></p>') == (
        d.Text("a"),
        d.LineBreak(),
        d.Text("b"),
        d.LineBreak(),
        d.Text("gender", italic=True, language="en"),
    )


def test_rich_text_unknown_markup_becomes_its_text():
    assert words(rich_text_blocks("<p>H<sub>2</sub>O <custom-x>ja</custom-x><script>alert(1)</script></p>")) == [
        "H2O ja"
    ]


def test_rich_text_table_keeps_its_words():
    assert words(rich_text_blocks("<table><tr><td>a</td><td>b</td></tr></table>")) == ["a", "b"]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "http://[::1", "/relatief", "\x01http://x"]
)
def test_rich_text_unsafe_link_becomes_text(href):
    assert safe_link(href) == ""


def test_rich_text_relative_link_takes_base_url():
    runs = rich_text_runs('<a href="/verslag/">lees</a>', base_url="https://voorbeeld.nl")
    assert runs == (d.Text("lees", link="https://voorbeeld.nl/verslag/"),)


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=8))
def test_rich_text_loses_no_words(parts):
    source = "<div>" + "".join(f"<p>{part}</p>" for part in parts) + "</div>"
    assert "".join(words(rich_text_blocks(source))) == "".join(parts)


@given(st.text())
def test_rich_text_accepts_any_input(source):
    rich_text_blocks(source)


@given(st.text())
def test_plain_string_content_is_literal(text):
    cleaned = clean_characters(doc(d.Paragraph(text))).blocks[0].content
    joined = "".join(run.text for run in d.runs_of(cleaned) if isinstance(run, d.Text))
    assert joined == "".join(cleaned.splitlines())


def test_check_sound_document_passes():
    sound = doc(d.Heading(1, "Een"), d.Heading(2, "Twee"), d.AppendixHeading("Bijlage"), d.Heading(2, "Weer"))
    assert check_document(sound) is sound


@pytest.mark.parametrize(
    ("blocks", "words_in_error"),
    [
        ((d.Heading(2, "Te diep"),), "Te diep"),
        ((d.Heading(1, "Een"), d.Heading(3, "Sprong")), "Sprong"),
        ((d.Heading(1, " "),), ""),
        ((d.Figure("<svg/>", " ", "Draagvlak"),), "Draagvlak"),
        ((d.Image(b"", "image/png", "", "Zaal"),), "Zaal"),
        ((d.Image(b"", "text/html", "Zaal"),), "Zaal"),
        ((d.Table((d.Column("a"),), (("1", "2"),), "Scheef"),), "Scheef"),
        ((d.Paragraph((d.Reference("weg"),)),), "weg"),
        ((d.Heading(1, "a", key="k"), d.Heading(1, "b", key="k")), "k"),
    ],
)
def test_check_unsound_block_is_named_with_its_place(blocks, words_in_error):
    with pytest.raises(d.DocumentError) as caught:
        check_document(doc(d.SummaryBox((d.Paragraph("x"),)), *blocks))
    assert words_in_error in str(caught.value)
    assert caught.value.path == (len(blocks),)
    assert caught.value.block == blocks[-1]


@pytest.mark.parametrize("change", [{"language": ""}, {"accent": "red"}, {"logo": d.Logo(b"", "image/png", "")}])
def test_check_unsound_front_is_refused(change):
    with pytest.raises(d.DocumentError):
        check_document(doc(d.Paragraph("x"), **change))


def test_numbers_follow_reading_order_through_boxes():
    figure = d.Figure("<svg/>", "alt", "f")
    table = d.Table((d.Column("a"),), (("1",),), "t")
    numbered = number_blocks(doc(figure, d.TextBox("kader", (figure, table)), table, d.AppendixHeading("x"), figure))
    found = [block for _path, block in d.walk(numbered.blocks)]
    assert [block.number for block in found if isinstance(block, d.Figure)] == [1, 2, 3]
    assert [block.number for block in found if isinstance(block, d.Table)] == [1, 2]
    assert [block.letter for block in found if isinstance(block, d.AppendixHeading)] == ["A"]


def test_prepare_removes_characters_that_xml_cannot_hold():
    assert prepare(doc(d.Paragraph("a\x00b\x0bc\ud800"))).blocks == (d.Paragraph("abc"),)


def test_footnotes_are_found_in_runs():
    assert footnotes(d.Paragraph((d.Text("x"), d.Footnote("noot")))) == [d.Footnote("noot")]
