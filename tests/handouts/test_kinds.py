"""What a file is comes from its content; what could harm is refused, and nothing is unpacked that need not be."""

import io
import time
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.file_kinds import kind_of
from core.uploads import UploadRefused
from handouts.domain.hints import hints_for
from handouts.domain.uploads import LARGEST, prepare
from tests.handouts.samples import docx, open_document, packed_pdf, pdf, picture, pptx, slide, types_of, upload, zipped


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "pdf"),
        (packed_pdf(pdf()), "pdf"),
        (pptx(), "pptx"),
        (docx(), "docx"),
        (open_document("odp"), "odp"),
        (open_document("odt"), "odt"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (picture("WEBP"), "webp"),
    ],
)
def test_kind_is_known_by_content(content, kind):
    assert kind_of(content) == kind


def test_name_that_lies_is_put_right():
    found = prepare(upload("verslag.exe", pdf(), "text/html"))
    assert (found.name, found.kind, found.title) == ("verslag.pdf", "pdf", "verslag")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/pass\x00wd.pdf", "pass_wd.pdf"),
        ("C:\\Users\\Anna\\Mijn praatje (v2).PDF", "Mijn praatje (v2).pdf"),
        ("\u202efdp.exe", "_fdp.pdf"),
        ('"><script>.pdf', "___script_.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("Dr. Jansen", "Dr. jansen.pdf"),
        ("a. " + "b" * 300, "a. " + "b" * 77 + ".pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
        (".pdf", None),
    ],
)
def test_names_are_cleaned(name, kept):
    sent = upload("x.pdf", pdf())
    sent._name = name
    found = prepare(sent)
    assert found.name == kept if kept else found.name.endswith(".pdf")
    assert found.title
    assert len(found.name) <= 120


MACROS = {
    "pptx with a project": pptx(extra={"ppt/vbaProject.bin": b"x"}),
    "pptx that says so": pptx(main="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
    "pptx with a control": pptx(extra={"ppt/activeX/activeX1.bin": b"x"}),
    "docx with a project elsewhere": docx(extra={"word/elders/VbaProject.bin": b"x"}),
    "odp with Basic": open_document("odp", extra={"Basic/Standard/Module1.xml": "x"}),
    "odt with a script": open_document("odt", extra={"Scripts/python/a.py": "x"}),
    "pdf with a script": pdf(catalogue="/OpenAction <</S /JavaScript /JS (app.alert(1))>>"),
    "pdf with a spelled script": pdf(catalogue="/OpenAction <</S /J#61vaScript /J#53 (x)>>"),
    "pdf with a packed script": packed_pdf(pdf(catalogue="/OpenAction <</S /JavaScript /JS 4 0 R>>")),
    "pdf that starts a program": pdf(catalogue="/OpenAction <</S /Launch /F (cmd.exe)>>"),
}


@pytest.mark.parametrize("content", MACROS.values(), ids=MACROS.keys())
def test_files_with_programs_are_refused(content):
    with pytest.raises(UploadRefused):
        kind_of(content)


def test_address_that_names_javascript_is_no_program():
    link = "/Annots [<</A <</S /URI /URI (https://voorbeeld.example/JavaScript)>>>>]"
    assert kind_of(pdf(catalogue=link)) == "pdf"


OTHERS = {
    "empty archive": zipped({}),
    "any archive": zipped({"a.txt": "x"}),
    "spreadsheet says presentation": zipped({"[Content_Types].xml": types_of("pptx", main="application/x")}),
    "script": b"#!/bin/sh\necho x",
    "page": b"<html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"MZ" + bytes(200),
    "program with an archive behind it": b"MZ" + bytes(200) + pptx(),
    "old Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "cut off": pptx()[:200],
    "text that is no PDF": b" %PDF-1.7 but later",
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS.keys())
def test_other_files_are_refused(content):
    with pytest.raises(UploadRefused):
        kind_of(content)


def test_spreadsheet_is_a_kind_but_no_hand_out():
    with pytest.raises(UploadRefused):
        prepare(upload("a.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})))


def test_two_parts_of_one_name_are_refused():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", types_of("pptx"))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("[Content_Types].xml", types_of("docx"))
    with pytest.raises(UploadRefused):
        kind_of(written.getvalue())


def test_bomb_costs_nothing():
    """A gigabyte of zeros in every part that is looked at, packed to a megabyte."""
    packer = zlib.compressobj(9)
    block = bytes(1024 * 1024)
    slide_of_zeros = b"".join(packer.compress(block) for _ in range(200)) + packer.flush()
    assert len(slide_of_zeros) < LARGEST
    bomb = pptx(extra={"ppt/slides/slide2.xml": bytes(200 * 1024 * 1024)})
    types = zipped({"[Content_Types].xml": bytes(200 * 1024 * 1024)})
    in_pdf = b"%PDF-1.7\n7 0 obj <</Type /ObjStm>> stream\n" + slide_of_zeros + b"\nendstream endobj\n"
    tracemalloc.start()
    started = time.perf_counter()
    assert kind_of(bomb) == "pptx"
    assert hints_for("pptx", bomb) == []
    with pytest.raises(UploadRefused):
        kind_of(types)
    assert kind_of(in_pdf) == "pdf"
    hints_for("pdf", in_pdf)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 1024 * 1024
    assert time.perf_counter() - started < 10


def test_slides_are_not_read_further_than_some_hundred_megabytes():
    """Four hundred slides of four megabytes each: reading stops at the first that is too large."""
    slides = {f"ppt/slides/slide{n}.xml": bytes(5 * 1024 * 1024) for n in range(2, 40)}
    assert hints_for("pptx", pptx(extra=slides)) == []


@pytest.mark.parametrize(
    "noise",
    [
        b"(",
        b"(\\",
        b"\\(",
        b"<<",
        b"/MarkInfo ",
        b"/Title (x) ",
        b"/Font <dc:title>",
        b"1 0 obj stream\nx\nendstream\n",
        b"#4a",
    ],
)
def test_pdf_that_is_built_to_take_long_does_not(noise):
    content = b"%PDF-1.7\n" + noise * (4 * 1024 * 1024 // len(noise))
    started = time.perf_counter()
    assert kind_of(content) == "pdf"
    hints_for("pdf", content)
    assert time.perf_counter() - started < 10


def test_entities_of_strangers_are_not_followed():
    laughs = (
        '<!DOCTYPE a [<!ENTITY b "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY c "&d;&d;&d;&d;&d;&d;&d;&d;">'
        '<!ENTITY d "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    odd = slide(title="&b;&f;")
    assert {code for code, _n in hints_for("pptx", pptx(laughs + odd))} <= {"slides-title"}


def test_empty_and_large_files_are_refused():
    with pytest.raises(UploadRefused):
        prepare(upload("a.pdf", b""))
    large = upload("a.pdf", pdf())
    large.size = LARGEST + 1
    with pytest.raises(UploadRefused):
        prepare(large)


def test_picture_loses_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 0.0)}
    exif[0x010E] = "GEHEIM"
    sent = picture("JPEG", exif=exif)
    assert b"GEHEIM" in sent  # control
    found = prepare(upload("poster.jpeg", sent))
    assert found.name == "poster.jpg"
    assert b"GEHEIM" not in found.content
    assert not Image.open(io.BytesIO(found.content)).getexif()


def test_picture_that_is_none_is_refused():
    with pytest.raises(UploadRefused):
        prepare(upload("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50)))


@given(st.binary(max_size=400), st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"", b"RIFF0000WEBP"]))
def test_no_content_is_an_error(tail, head):
    try:
        kind = kind_of(head + tail)
    except UploadRefused:
        return
    hints_for(kind, head + tail)


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_damaged_slides_are_no_error(noise, place):
    whole = pptx(slide(), slide(picture=""))
    damaged = whole[:place] + noise + whole[place + len(noise) :]
    try:
        kind = kind_of(damaged)
    except UploadRefused:
        return
    hints_for(kind, damaged)
