"""Word files from outside: what is no document, too large, or made to hurt is refused in words and costs little."""

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wordfile.comparing import compare_lines
from reports.wordfile.lines import Line, Piece, read_lines
from reports.wordfile.package import LARGEST, LARGEST_PART, WordRefused, open_word
from tests.reports.redlining import ROOM

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*rows: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'


def word(body: str = "<w:p><w:r><w:t>Tekst</w:t></w:r></w:p>", **parts: str | bytes) -> bytes:
    top = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    content = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(top),
        "word/document.xml": f"<w:document {ROOM}><w:body>{body}</w:body></w:document>",
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def inserted(words: str, who: str) -> str:
    return f'<w:ins w:author="{who}"><w:r><w:t>{words}</w:t></w:r></w:ins>'


def test_sound_file_is_read_as_control():
    assert [line.after for line in read_lines(open_word(word()))] == ["Tekst"]


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE a [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9)) + "]>"
DOCUMENT = f"<w:document {ROOM}><w:body><w:p><w:r><w:t>&x;&l8;</w:t></w:r></w:p></w:body></w:document>"
OUTSIDE = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="http://127.0.0.1/x" TargetMode="External"/>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen zip",
        b"PK\x03\x04 half",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1oud",
        b"x" * (LARGEST + 1),
        word(**{"word/document.xml": ENTITY + DOCUMENT}),
        word(**{"word/document.xml": LAUGHS + DOCUMENT}),
        word(**{"word/document.xml": (ENTITY + DOCUMENT).encode("utf-16")}),
        word(**{"word/document.xml": "<w:document"}),
        word(**{"word/document.xml": "<anders/>"}),
        word(**{"word/document.xml": b"\x00\xff"}),
        word(**{"word/document.xml": "<a>" * 5_000}),
        word(**{"_rels/.rels": relations(OUTSIDE)}),
        word(**{"_rels/.rels": relations()}),
        word(**{"word/vbaProject.bin": "x"}),
        word(**{f"word/{number}.xml": "" for number in range(3_100)}),
        word(**{"word/document.xml": b" " * (LARGEST_PART + 2)}),
        word("<w:p/>" * 20_001),
    ],
    ids=lambda content: str(len(content)),
)
def test_hostile_file_is_refused_with_a_reason(content):
    started = time.process_time()
    with pytest.raises(WordRefused) as refusal:
        read_lines(open_word(content))
    assert str(refusal.value)
    assert time.process_time() - started < 5


def test_way_out_of_the_package_leads_nowhere():
    up = f'<Relationship Id="r1" Type="{OFFICE}/comments" Target="../../../../etc/passwd"/>'
    assert open_word(word(**{"word/_rels/document.xml.rels": relations(up)})).comments is None


def test_split_and_joined_paragraphs_keep_the_line_as_it_was():
    mark = '<w:pPr><w:rPr><w:{} w:author="An"/></w:rPr></w:pPr>'
    split = f"<w:p>{mark.format('ins')}<w:r><w:t>Een </w:t></w:r></w:p><w:p><w:r><w:t>twee</w:t></w:r></w:p>"
    joined = f"<w:p>{mark.format('del')}<w:r><w:t>Drie</w:t></w:r></w:p><w:p><w:r><w:t>vier</w:t></w:r></w:p>"
    lines = read_lines(open_word(word(split + joined)))
    assert [line.before for line in lines] == ["Een twee", "Drie", "vier"]
    assert [piece.kind for line in lines for piece in line.pieces if piece.text == "¶"] == ["ins", "del"]


def test_words_inserted_and_deleted_again_stand_in_no_version():
    both = "<w:ins w:author='An'><w:del w:author='Bo'><w:r><w:delText>weg</w:delText></w:r></w:del></w:ins>"
    (line,) = read_lines(open_word(word(f"<w:p><w:r><w:t>Blijft</w:t></w:r>{both}</w:p>")))
    assert (line.before, line.after) == ("Blijft", "Blijft")


def test_tracked_and_untracked_changes_in_one_line_are_told_apart():
    pieces = (
        Piece("same", "Een 2 drie "),
        Piece("del", "vier ", "An"),
        Piece("ins", "4 ", "An"),
        Piece("same", "vijf"),
    )
    (found,) = compare_lines(["Een twee drie vier vijf"], [Line(pieces)])
    assert [(one.kind, one.text.strip(), one.author) for one in found.pieces if one.kind != "same"] == [
        ("del", "twee", ""),
        ("ins", "2", ""),
        ("del", "vier", "An"),
        ("ins", "4", "An"),
    ]
    assert found.after == "Een 2 drie 4 vijf"


def test_long_and_repetitive_texts_are_compared_in_little_time():
    started = time.process_time()
    same = Line((Piece("same", "ja ja nee"),))
    sent = ["ja ja nee" if number % 2 else f"Regel {number}" for number in range(1_500)]
    compare_lines(sent, [same] * 4_000)
    compare_lines(["a b " * 2_000], [Line((Piece("same", "b a " * 2_000 + "c"),))])
    compare_lines([f"x{n} y" for n in range(600)], [Line((Piece("same", f"z{n} q"),)) for n in range(700)])
    assert time.process_time() - started < 10


WORDS = st.text("ab ", max_size=12)
PIECES = st.lists(
    st.builds(Piece, st.sampled_from(["same", "ins", "del"]), WORDS, st.sampled_from(["", "An"])), max_size=5
)


@given(
    st.lists(WORDS.map(lambda text: " ".join(text.split())).filter(bool), max_size=6),
    st.lists(PIECES.map(tuple).map(Line), max_size=6),
)
def test_what_is_shown_as_it_was_is_what_was_sent(sent, lines):
    for one in compare_lines(sent, lines):
        was = "".join(piece.text for piece in one.pieces if piece.kind != "ins")
        assert one.sort in ("inserted", "comment") or "".join(was.split()) == sent[one.place].replace(" ", "")
