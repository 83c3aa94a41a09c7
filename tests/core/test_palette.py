"""Any hue gives colours that can be read, in both schemes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.palette import DARK_BACKGROUNDS, LIGHT_BACKGROUNDS, action_colours, contrast

hues = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(hues, st.booleans())
def test_any_hue_gives_readable_colours(hue, dark):
    colours = action_colours(hue, dark=dark)
    for background in (*(DARK_BACKGROUNDS if dark else LIGHT_BACKGROUNDS), colours.soft):
        assert contrast(colours.action, background) >= 4.5
        assert contrast(colours.hover, background) >= 4.5
    assert contrast(colours.on_action, colours.action) >= 4.5
    assert contrast(colours.on_action, colours.hover) >= 4.5


def test_hue_that_is_readable_already_stays_as_it_is():
    assert action_colours("#0b5563").action == "#0b5563"


def test_yellow_would_not_be_readable_as_control():
    assert contrast("#ffd400", "#ffffff") < 4.5


@pytest.mark.parametrize(("first", "second", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(first, second, ratio):
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
