"""Frozen results as charts show them: pure functions of what the room may know, no database."""

from polls.charts.bars import COLOURS, Bar, bars, result_bars, share_of
from polls.charts.comparison import Comparison, comparison
from polls.charts.drawing import Drawing, Shown, draw, draw_live, draw_shown
from polls.charts.words import BAND_WORDS, REASONS, reason_in_words, says_something

__all__ = [
    "BAND_WORDS",
    "COLOURS",
    "REASONS",
    "Bar",
    "Comparison",
    "Drawing",
    "Shown",
    "bars",
    "comparison",
    "draw",
    "draw_live",
    "draw_shown",
    "reason_in_words",
    "result_bars",
    "says_something",
    "share_of",
]
