"""The light markup of letters: what it can, and that nothing typed or filled in gets out of it."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.domain.markup import (
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    Facts,
    fill_line,
    placeholders_in,
    rename_placeholders,
    to_html,
    to_text,
)

PIECES = st.sampled_from(
    [
        "**",
        "# ",
        "- ",
        "1. ",
        "[a](",
        ")",
        "{name}",
        "{link}",
        "{facts}",
        "\n",
        "\n\n",
        "<b>",
        '"',
        "'",
        "&",
        "x ",
        "{{",
        "javascript:alert(1)",
        "https://a.example/?q=",
        "{% now %}",
        "\x00",
        "é",
    ]
)
MARKUP = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


def test_paragraphs_headings_lists_and_bold_become_tags():
    html = to_html("# Kop\nTekst **vet**\nregel\n\n- een\n- twee\n\n1. eerst\n2. dan\n\n## Klein", {})
    assert html == (
        "<h1>Kop</h1>\n<p>Tekst <strong>vet</strong><br>regel</p>\n<ul><li>een</li><li>twee</li></ul>\n"
        "<ol><li>eerst</li><li>dan</li></ol>\n<h2>Klein</h2>"
    )


def test_a_link_alone_is_a_button_and_inside_a_line_a_link():
    values = {"link": "https://plenair.example/p"}
    assert to_html("[Open]({link})", values) == ('<p><a class="button" href="https://plenair.example/p">Open</a></p>')
    assert to_html("Zie [hier]({link}) of {link}.", values).count("<a href=") == 2
    assert to_text("[Open]({link})", values) == "Open: https://plenair.example/p\n"


def test_facts_are_a_list_of_terms_in_html_and_lines_in_text():
    values = {"facts": Facts((("Waar", "Zaal 1\nUtrecht"), ("Wanneer", "nu")))}
    assert to_html("{facts}", values) == ("<dl><dt>Waar</dt><dd>Zaal 1<br>Utrecht</dd><dt>Wanneer</dt><dd>nu</dd></dl>")
    assert to_text("{facts}", values) == "Waar: Zaal 1, Utrecht\nWanneer: nu\n"


@pytest.mark.parametrize(
    "value", ["**vet**", "[x](https://evil.example)", "{link}", "<script>alert(1)</script>", "# Kop"]
)
def test_a_value_is_text_whatever_it_looks_like(value):
    html = to_html("Dag {name}", {"name": value, "link": "https://plenair.example/"})
    assert "<strong>" not in html
    assert "<script" not in html
    assert "<h1" not in html
    assert 'href="https://evil.example"' not in html
    assert value in to_text("Dag {name}", {"name": value})


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "JaVaScRiPt:x"])
def test_a_link_to_something_else_than_a_page_or_an_address_stays_text(target):
    assert "href" not in to_html(f"[klik]({target})", {})


def test_template_language_is_plain_text():
    source = "{% load x %}{{ registration.email }} {name.__class__} {0} {}"
    assert to_text(source, {"name": "Jan"}).strip() == source
    assert placeholders_in(source) == []


def test_a_paragraph_of_one_empty_value_is_left_out():
    assert to_html("Een\n\n{note}\n\nTwee", {"note": ""}) == "<p>Een</p>\n<p>Twee</p>"


def test_placeholders_are_listed_once_and_can_be_renamed():
    assert placeholders_in("{naam} { link } {naam}") == ["naam", "link"]
    assert rename_placeholders("{name} {other}", {"name": "naam"}) == "{naam} {other}"


def test_a_subject_is_one_line():
    assert fill_line("Over {event}", {"event": "a\r\nBcc: x"}) == "Over a Bcc: x"


@given(MARKUP, st.text(max_size=20), st.text(max_size=20))
def test_html_holds_only_allowed_tags_whatever_was_typed(text, name, link):
    values = {"name": name, "link": link, "facts": Facts(((name, link),))}
    html = to_html(text, values)
    assert nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None) == html
    assert 'javascript:alert(1)"' not in html
    to_text(text, values)
    assert len(fill_line(text, values).splitlines()) <= 1
