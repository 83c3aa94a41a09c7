"""Footnotes, references and words in another language, as a reporter writes them in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import document as d
from reports.marks import read_marks
from reports.richtext import rich_text_blocks

KEYS = {"waarde": "k1"}


def runs(html):
    (block,) = read_marks(rich_text_blocks(html), KEYS).blocks
    return block.content


@pytest.mark.parametrize("word", ["noot", "note", "voetnoot", "Footnote"])
def test_note_becomes_a_footnote(word):
    assert runs(f"<p>Zin[{word}: zie daar ].</p>") == (d.Text("Zin"), d.Footnote((d.Text("zie daar"),)), d.Text("."))


def test_note_keeps_its_bold_words_and_links():
    found = runs('<p>Zin[noot: zie <b>dit</b> en <a href="https://x.nl/">dat</a>] en [noot: twee].</p>')
    first, second = (run for run in found if isinstance(run, d.Footnote))
    assert first.content == (
        d.Text("zie "),
        d.Text("dit", bold=True),
        d.Text(" en "),
        d.Text("dat", link="https://x.nl/"),
    )
    assert second.content == (d.Text("twee"),)


def test_brackets_inside_a_note_belong_to_it():
    note = runs("<p>Zin[noot: Jansen [red.] zei dit].</p>")[1]
    assert d.plain_text(note.content) == "Jansen [red.] zei dit"


def test_reference_leads_to_the_named_block():
    assert runs("<p>In [zie:  Waarde] staat het.</p>") == (d.Text("In "), d.Reference("k1"), d.Text(" staat het."))


def test_reference_to_nothing_stays_as_it_was_typed_and_is_told():
    marked = read_marks(rich_text_blocks("<p>In [zie: nergens] staat het.</p>"), KEYS)
    assert d.plain_text(marked.blocks[0].content) == "In [zie: nergens] staat het."
    assert marked.unknown == ("nergens",)


def test_reference_and_language_inside_a_note():
    note = runs("<p>Zin[noot: zie [zie: waarde] en [en: gender mainstreaming]]</p>")[1]
    assert note.content == (
        d.Text("zie "),
        d.Reference("k1"),
        d.Text(" en "),
        d.Text("gender mainstreaming", language="en"),
    )


def test_note_in_a_note_stays_as_it_was_typed():
    note = runs("<p>Zin[noot: een [noot: twee] drie]</p>")[1]
    assert d.plain_text(note.content) == "een [noot: twee] drie"


def test_marks_in_lists_are_read():
    (found,) = read_marks(
        rich_text_blocks("<ul><li>Een[noot: n]<ul><li>[zie: waarde]</li></ul></li></ul>"), KEYS
    ).blocks
    assert isinstance(found.items[0].content[1], d.Footnote)
    assert found.items[0].children[0].items[0].content == (d.Reference("k1"),)


@pytest.mark.parametrize("text", ["[noot: nooit gesloten", "[nb: iets]", "[1]", "[noot]", "[noot: ]", "a]b[c"])
def test_what_is_no_mark_stays_literal(text):
    assert d.plain_text(runs(f"<p>{text}</p>")) == text


@given(st.lists(st.sampled_from(["[noot: ", "[zie: ", "[en: ", "]", "[", "a", " waarde", "x"]), max_size=14))
def test_no_letter_is_lost_or_doubled(parts):
    """Whatever is opened and closed: the letters that are in the text are in what comes out, in order."""
    text = "".join(parts)
    block = read_marks((d.Paragraph((d.Text(text),)),), KEYS).blocks[0]

    def said(content):
        for run in content:
            match run:
                case d.Text():
                    yield run.text
                case d.Footnote():
                    yield "[noot: " + "".join(said(run.content)) + "]"
                case d.Reference():
                    yield "[zie: waarde]"

    def squeezed(words):
        return words.replace(" ", "")

    found = "".join(said(block.content))
    plain = squeezed(text)
    if "[en:" in plain:  # the mark of a language goes when it is closed
        assert squeezed(found).replace("[en:", "").replace("]", "") == plain.replace("[en:", "").replace("]", "")
    else:
        assert squeezed(found) == plain
