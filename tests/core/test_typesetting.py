"""The PDF from a template and data: what it says it is, literal text, and text that fits its box."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.font_metrics import LINE_HEIGHT, Fitted, fit, text_width
from core.typesetting import WHITE_SQUARE, TypesettingError, typeset
from tests.programs import words_of

PAGE = """#import "base.typ": *
#show: paper.with(title: data.title)
= #data.title
#for words in data.names {
  par(words)
}
"""
BOX = """#import "base.typ": *
#show: paper.with(title: data.title)
#place(top + left, dy: 50mm, fitted(data.fitted, 70mm, 20mm, weight: "bold"))
"""
SIZES = (24, 18, 14, 11, 9, 7, 6)
MM = 72 / 25.4
HOSTILE = '#panic("x") $x$ *b* _i_ <script> @label // /* `raw` \\u{41}'


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "page.typ"
    path.write_text(PAGE)
    return path


def data(*names, title="Proef"):
    return {"title": title, "date": [2026, 3, 1], "language": "nl", "names": names}


def text_of(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).replace("\u200b", "")


def test_typeset_claims_both_standards_and_carries_only_our_fonts(template):
    reader = pypdf.PdfReader(io.BytesIO(typeset(template, data("Anna de Vries")).pdf))
    packet = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert reader.metadata.title == "Proef"
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts
    assert all("AtkinsonHyperlegibleNext" in name for name in fonts)


def test_typeset_with_hostile_text_prints_it_literally(template):
    found = " ".join(text_of(typeset(template, data(HOSTILE, title=HOSTILE)).pdf).split())
    assert found.count(HOSTILE) == 2


def test_typeset_with_what_no_font_has_prints_a_square_and_reports_it(template):
    done = typeset(template, data("Anna\x00 \U0001f600 Łucja", "\ud800lone"))
    assert done.replaced == {"\U0001f600"}
    assert f"Anna {WHITE_SQUARE} Łucja" in text_of(done.pdf)


@pytest.mark.parametrize("words", ["Anna", "A" * 300, "Maria van der Linden-Hoogeveen " * 10, "m w " * 75, "à" * 300])
def test_fitted_text_is_whole_and_stays_inside_its_box(tmp_path, words):
    boxes = boxes_of(tmp_path, fit(words, 70 * MM, 20 * MM, SIZES, bold=True))
    assert "".join(text for *_edges, text in boxes) == words.replace(" ", "")
    assert is_inside(boxes)


def test_text_that_is_not_fitted_leaves_its_box(tmp_path):
    """The control of the one above; the template would have hidden it."""
    assert not is_inside(boxes_of(tmp_path, Fitted(24, ["A" * 300])))


def test_text_that_fits_at_no_size_loses_its_end_and_stays_inside(tmp_path):
    found = fit("woord " * 2000, 70 * MM, 20 * MM, SIZES, bold=True)
    assert found.size == SIZES[-1]
    assert is_inside(boxes_of(tmp_path, found))


@given(st.text(min_size=1, max_size=300), st.integers(30, 90), st.integers(8, 40))
def test_fit_keeps_every_letter_or_the_smallest_size(text, width, height):
    found = fit(text, width * MM, height * MM, SIZES, bold=True)
    assert all(text_width(line, found.size, bold=True) <= width * MM for line in found.lines)
    assert len(found.lines) == 1 or len(found.lines) * found.size * LINE_HEIGHT <= height * MM
    kept = "".join("".join(found.lines).split())
    whole = "".join(text.split())
    assert kept == whole or (found.size == SIZES[-1] and whole.startswith(kept))


def boxes_of(folder, fitted):
    template = folder / "box.typ"
    template.write_text(BOX)
    content = {**data(), "fitted": {"size": fitted.size, "lines": fitted.lines}}
    return words_of(typeset(template, content).pdf)


def is_inside(boxes):
    """Inside 70 × 20 mm that begin 20 mm from the left and 70 mm from the top."""
    lefts, tops, rights, bottoms, _texts = zip(*boxes, strict=True)
    return min(lefts) >= 19.9 and min(tops) >= 68 and max(rights) <= 90.1 and max(bottoms) <= 91


def test_typeset_with_a_broken_template_says_why(tmp_path):
    broken = tmp_path / "broken.typ"
    broken.write_text("#nothing-of-the-kind")
    with pytest.raises(TypesettingError, match="unknown variable"):
        typeset(broken, {})
