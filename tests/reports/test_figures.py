"""The charts: numbers that agree with their table, real text that stays inside, safe SVG."""

import re

import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from core.font_metrics import FONT_FAMILY, FONT_FOLDER, advance_widths, text_width, wrap
from reports.document import plain_text
from reports.figures import (
    Group,
    Option,
    attendance_figure,
    breakdown_figure,
    format_number,
    format_percentage,
    percentage,
    poll_figure,
    shift_figure,
)
from reports.figures.svg import WIDTH
from reports.templatetags.report_document import narrow_bars

SVG = "{http://www.w3.org/2000/svg}"
labels = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=300,
)
options = st.lists(st.builds(Option, labels, st.integers(0, 5000)), min_size=1, max_size=8)


def parsed(figure):
    return etree.fromstring(figure.svg.encode())


def texts(figure):
    return ["".join(node.itertext()) for node in parsed(figure).iter(f"{SVG}text")]


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_percentage_is_the_nearest_whole_number(count, n):
    assert abs(percentage(count, n) - 100 * count / n) <= 0.5


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(sum))
def test_percentage_sum_is_off_by_less_than_half_per_option(counts):
    assert abs(sum(percentage(count, sum(counts)) for count in counts) - 100) <= len(counts) / 2


@pytest.mark.parametrize(
    ("count", "n", "expected"), [(1, 8, "13\u00a0%"), (1, 200, "1\u00a0%"), (0, 0, "–"), (44, 84, "52\u00a0%")]
)
def test_percentage_is_printed_halves_up(count, n, expected):
    assert format_percentage(count, n) == expected


def test_number_uses_dutch_grouping():
    assert format_number(12345) == "12.345"


@settings(max_examples=40, deadline=None)
@given(options)
def test_poll_figure_chart_alt_and_table_say_the_same(choices):
    n = sum(option.count for option in choices)
    figure = poll_figure("Draagvlak", choices, n)
    assert figure.svg == poll_figure("Draagvlak", choices, n).svg
    for option, row in zip(choices, figure.data.rows, strict=False):
        value = f"{format_number(option.count)} ({format_percentage(option.count, n)})"
        assert row[1:] == (format_number(option.count), format_percentage(option.count, n))
        assert value in texts(figure)
        assert value in figure.alt
    assert plain_text(figure.data.rows[-1][1]) == format_number(n)


@settings(max_examples=40, deadline=None)
@given(options)
def test_poll_figure_text_never_leaves_the_drawing(choices):
    figure = poll_figure("Draagvlak", choices, sum(option.count for option in choices))
    root = parsed(figure)
    height = float(root.get("height"))
    for node in root.iter(f"{SVG}text"):
        assert float(node.get("x")) + text_width("".join(node.itertext()), 15) <= WIDTH + 1
        assert float(node.get("y")) <= height
    drawn = "".join("".join(text.split()) for text in texts(figure))
    for option in choices:
        assert "".join(option.label.split()) in drawn


@pytest.mark.parametrize("label", ["x" * 300, "woord " * 50, "</text><script>alert(1)</script>", "&amp;\"'<", "]]>"])
def test_figure_hostile_label_stays_text(label):
    figure = poll_figure(label, [Option(label, 3), Option("nee", 1)], 4, key=label)
    root = parsed(figure)
    assert not root.findall(f".//{SVG}script")
    assert "".join(root.find(f"{SVG}title").itertext()) == label
    assert root.get("role") == "img"
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert set(root.get("aria-labelledby").split()) <= ids
    assert "style=" not in re.sub(r">[^<]*<", "><", figure.svg)


def test_attendance_figure_hidden_sector_is_hatched_and_named():
    figure = attendance_figure("Aanwezigen", [Option("Gemeente", 40), Option("Politie", None)], 52)
    assert figure.data.rows[1] == ("Politie", "niet getoond", "niet getoond")
    assert "niet getoond" in texts(figure)
    assert "chart-hatch" in figure.svg
    assert len(figure.data.rows) == 2


def test_poll_figure_shares_that_do_not_add_up_are_explained():
    three = [Option(name, 1) for name in "abc"]
    assert "niet altijd" in figure_note(poll_figure("Peiling", three, 3))
    assert "niet altijd" not in figure_note(poll_figure("Peiling", three[:2], 2))


def figure_note(figure):
    return plain_text(figure.note)


def test_poll_figure_multiple_choice_has_no_total():
    figure = poll_figure("Peiling", [Option("a", 8), Option("b", 7)], 10, multiple=True)
    assert len(figure.data.rows) == 2
    assert "Meerdere antwoorden" in figure_note(figure)


def test_breakdown_figure_shows_rounded_numbers_words_and_gaps():
    groups = [Group("Gemeente", 40, (30, 10)), Group("Politie", 20, ("meerderheid", None))]
    figure = breakdown_figure("Per achtergrond", ["Eens", "Oneens"], groups)
    assert figure.data.rows == (
        ("Gemeente", "40", "circa 30", "circa 10"),
        ("Politie", "20", "meerderheid", "niet getoond"),
    )
    assert "meerderheid" in texts(figure)
    assert "Gemeente: Eens: circa 30; Oneens: circa 10." in figure.alt


def test_breakdown_figure_of_rounded_numbers_has_no_percentage():
    """25 and 5 of 29 would read as 86 and 17 per cent; the total, as control, has its percentage."""
    figure = breakdown_figure("Per achtergrond", ["Eens", "Oneens"], [Group("Gemeente", 29, (25, 5))])
    written = [*texts(figure), figure.alt, *(cell for row in figure.data.rows for cell in row)]
    assert not [text for text in written if "%" in text]
    assert "%" in poll_figure("Peiling", [Option("Eens", 25), Option("Oneens", 4)], 29).alt


@given(st.integers(1, 100), st.lists(st.integers(0, 40).map(lambda number: 5 * number), min_size=1, max_size=6))
def test_breakdown_bars_on_a_narrow_screen_keep_their_proportions(n, values):
    names = [f"Antwoord {number}" for number in range(len(values))]
    figure = breakdown_figure("Per achtergrond", names, [Group("Groep", n, tuple(values))])
    [(_group, bars)] = narrow_bars(figure)
    assert [bar.words for bar in bars] == [f"circa {value}" for value in values]
    assert all(0 <= bar.share <= 100 for bar in bars)
    assert [bar.share for bar in bars] == [percentage(value, max(n, sum(values))) for value in values]


def test_shift_figure_pairs_rounds():
    before, after = [Option("Eens", 30), Option("Oneens", 50)], [Option("Eens", 50), Option("Oneens", 25)]
    figure = shift_figure("Verschuiving", before, after, n_before=80, n_after=75)
    assert figure.data.rows[0] == ("Eens", "30 (38\u00a0%)", "50 (67\u00a0%)")
    with pytest.raises(ValueError, match="same options"):
        shift_figure("Verschuiving", before, after[::-1], n_before=80, n_after=75)


def test_font_has_every_letter_of_dutch_and_its_neighbours():
    letters = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789éëïöüàèçñßøåæœŠšžćłÿ€–—‘’“”…·•%")
    assert letters <= {chr(code) for code in advance_widths("AtkinsonHyperlegibleNext-Regular.ttf")}


@given(labels, st.floats(40, 400))
def test_wrap_keeps_every_character_and_fits(text, width):
    lines = wrap(text, width, 15)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 15) <= width or len(line) == 1 for line in lines)


def test_figure_is_drawn_with_the_vendored_font_alone():
    """resvg drops text silently when no font matches: the control without fonts is a different, emptier picture."""
    figure = poll_figure("Draagvlak", [Option("Eens", 44), Option("Oneens", 40)], 84)
    fonts = [str(path) for path in FONT_FOLDER.glob("*.ttf")]
    drawn = resvg_py.svg_to_bytes(figure.svg, skip_system_fonts=True, font_files=fonts, font_family=FONT_FAMILY)
    without = resvg_py.svg_to_bytes(figure.svg, skip_system_fonts=True)
    assert len(drawn) > 1.5 * len(without)
