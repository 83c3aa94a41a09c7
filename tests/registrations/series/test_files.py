"""Files that come in are small, of a kind we take, and really of that kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.series.files import LARGEST, FileRefused, check_file, clean_name

ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4"),
        ("a.PNG", b"\x89PNG\r\n\x1a\nx"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0"),
        ("tekst.txt", "één".encode()),
    ],
)
def test_file_that_is_what_it_says_is_taken(upload, name, content):
    check_file(upload(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg/>"),
        ("a.docm", b"PK\x03\x04"),
        ("a", b"%PDF-"),
        ("a.pdf", b"MZ"),
        ("a.pdf.exe", b"%PDF-"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.txt", b"a\x00b"),
        ("a.txt", b"\xff\xfe"),
        ("a.pdf", b""),
    ],
)
def test_file_that_is_something_else_is_refused(upload, name, content):
    with pytest.raises(FileRefused):
        check_file(upload(name, content))


def test_document_is_taken_and_one_with_macros_refused(upload, archive):
    kind = {"[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>"}
    check_file(upload("a.docx", archive(**kind)))
    with pytest.raises(FileRefused):
        check_file(upload("a.docx", archive(**kind, **{"word__vbaProject.bin": "x"})))
    with pytest.raises(FileRefused):
        check_file(upload("a.pptx", archive(**kind)))
    check_file(upload("a.odt", archive(mimetype=ODT)))
    with pytest.raises(FileRefused):
        check_file(upload("a.ods", archive(mimetype=ODT)))
    with pytest.raises(FileRefused):
        check_file(upload("a.odt", archive(**{"mimetype": ODT, "Basic__script.xml": "x"})))


def test_large_file_is_refused(upload):
    check_file(upload(content=b"%PDF-" + bytes(LARGEST - 5)))
    with pytest.raises(FileRefused):
        check_file(upload(content=b"%PDF-" + bytes(LARGEST)))


@given(st.text(max_size=400))
def test_clean_name_is_one_plain_short_name(name):
    cleaned = clean_name(f"{name}x.pdf")
    assert cleaned.endswith(".pdf")
    assert len(cleaned) <= 85
    assert not set(cleaned) & set('/\\"\r\n\x00;:<>')
    assert not cleaned.startswith(".")
