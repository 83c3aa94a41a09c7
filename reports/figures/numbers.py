"""Numbers as a verslag writes them, and the rules for percentages and for rounded numbers.

The rule: a percentage is the share of n rounded to a whole number, halves up, each on its own. Shares may therefore
add up to 99 or 101; the note of the figure then says so. Largest remainder is not used, because it can print two
different percentages for two equal counts, and because a sentence that quotes one share must agree with the table.

Numbers per group were rounded at random before they were released, while the size of a group is exact. They are
printed as rounded ("circa 25") and never with a percentage, which would look exact and not add up. Screens and
phones show them in the same way (``polls.charts``), and sentences name a group without counting it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"


def percentage(count: int, n: int) -> int:
    """The whole percentage of `count` in `n`, halves up, computed on integers; 0 when n is 0."""
    return (200 * count + n) // (2 * n) if n > 0 else 0


def adds_up(counts: Iterable[int], n: int) -> bool:
    """Whether the rounded percentages of these counts add up to 100."""
    return n == 0 or sum(percentage(count, n) for count in counts) == 100


def format_number(value: int) -> str:
    """A whole number in the active language: 1.234 in Dutch."""
    return number_format(value, use_l10n=True, force_grouping=True)


def format_rounded(value: int) -> str:
    """A number that was rounded at random: "circa 25"."""
    return _("about %(number)s") % {"number": format_number(value)}


def format_percentage(count: int, n: int) -> str:
    """A share as it is printed, "52 %" with a space that does not break, or a dash when there is no n."""
    return f"{percentage(count, n)}{NO_BREAK_SPACE}%" if n > 0 else "–"
