"""Hints say what could be better, and only then."""

import pytest

from handouts.domain.hints import hints_for, words_of
from handouts.domain.hints.words import _WORDS
from tests.handouts.samples import A, P, docx, open_document, packed_pdf, pdf, picture, pptx, slide


def codes(kind, content):
    return dict(hints_for(kind, content))


@pytest.mark.parametrize("form", [lambda content: content, packed_pdf], ids=["plain", "packed"])
@pytest.mark.parametrize(
    ("missing", "hints"),
    [
        ({}, set()),
        ({"tags": False}, {"pdf-tags"}),
        ({"language": False}, {"pdf-language"}),
        ({"title": False}, {"pdf-title"}),
        ({"tags": False, "language": False, "title": False}, {"pdf-tags", "pdf-language", "pdf-title"}),
        ({"font": False, "tags": False}, {"pdf-scanned"}),
    ],
)
def test_pdf(form, missing, hints):
    assert set(codes("pdf", form(pdf(**missing)))) == hints


def test_of_a_protected_pdf_nothing_else_is_said():
    assert codes("pdf", pdf(tags=False).replace(b"/Info", b"/Encrypt 9 0 R /Info")) == {"pdf-protected": 1}


def test_title_of_a_chapter_is_not_the_title_of_the_file():
    outline = pdf(title=False).replace(b"trailer", b"11 0 obj <</Title (Hoofdstuk 1) /Parent 10 0 R>> endobj\ntrailer")
    assert "pdf-title" in codes("pdf", outline)


def test_title_in_the_metadata_counts():
    metadata = (
        b"12 0 obj <</Type /Metadata /Subtype /XML /Length 99>> stream\n<dc:title><rdf:Alt>"
        b'<rdf:li xml:lang="x-default">Samen</rdf:li></rdf:Alt></dc:title>\nendstream endobj\ntrailer'
    )
    assert "pdf-title" not in codes("pdf", pdf(title=False).replace(b"trailer", metadata))


def test_slides():
    notes = (
        f'<p:notes xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr>'
        "</p:nvSpPr><p:txBody><a:p><a:r><a:t>Niet vergeten: Anna bellen</a:t></a:r></a:p></p:txBody></p:sp>"
        "</p:spTree></p:cSld></p:notes>"
    )
    found = codes(
        "pptx",
        pptx(
            slide(),
            slide(title=""),
            slide(title=" ", picture=""),
            slide(picture="Een grafiek met drie staven", hidden=True),
            extra={"ppt/notesSlides/notesSlide1.xml": notes},
        ),
    )
    assert found == {"slides-title": 2, "slides-pictures": 1, "slides-notes": 1, "slides-hidden": 1}


def test_good_slides_get_no_hint():
    assert codes("pptx", pptx(slide(), slide(picture="Een kaart van Nederland"))) == {}


def test_text():
    long = "<w:p/>" * 20
    assert codes("docx", docx(long)) == {"text-headings": 1}
    headed = '<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr></w:p>'
    assert codes("docx", docx(headed + long)) == {}
    assert codes("docx", docx("<w:ins/>", {"word/comments.xml": "<a/>"})) == {"remarks": 1, "changes": 1}


def test_open_document():
    titled = '<draw:frame presentation:class="title"><draw:text-box><text:p>Titel</text:p></draw:text-box></draw:frame>'
    drawn = "<draw:frame><draw:image/>{}</draw:frame>"
    body = (
        f"<draw:page>{titled}{drawn.format('<svg:title>Kaart</svg:title>')}</draw:page>"
        f"<draw:page>{drawn.format('')}<presentation:notes><draw:frame><draw:text-box><text:p>Anna</text:p>"
        "</draw:text-box></draw:frame></presentation:notes></draw:page>"
    )
    assert codes("odp", open_document("odp", body)) == {"slides-title": 1, "slides-pictures": 1, "slides-notes": 1}
    assert codes("odt", open_document("odt", "<text:p/>" * 20)) == {"text-headings": 1}


def test_picture_asks_for_words():
    assert codes("jpg", picture("JPEG")) == {"picture": 1}


def test_every_hint_has_words_and_unknown_ones_are_left_out():
    assert all(words_of([[code, n]])[0] for code in _WORDS for n in (1, 3))
    assert words_of([["vroeger", 1]]) == []
