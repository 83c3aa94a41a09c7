"""Words of charts: bands of a group, reasons why nothing is shown, decimals and bins as people write them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from polls.disclosure import Band, Reason

BAND_WORDS: Mapping[Band, Promise] = {
    Band.MINORITY: _("minority"),
    Band.ABOUT_HALF: _("about half"),
    Band.MAJORITY: _("majority"),
}
SAYS_NOTHING = _("In words every answer is the same in all groups. So there is nothing to compare.")
EARLIER_NOT_SHOWN = _("The result before the discussion had too few votes to show.")
REASONS: Mapping[Reason, Promise] = {
    Reason.TOO_FEW_VOTES: _("Too few votes to show a result without showing what one person chose."),
    Reason.NOT_ASKED: _("There is no comparison for this question."),
    Reason.ONE_GROUP: _("There is only one group, so there is nothing to compare."),
    Reason.GROUP_TOO_SMALL: _("A group is too small to compare without showing what one person chose."),
    Reason.PROTECTED: _("Comparing the groups could show what one person chose. So only the total is shown."),
}


def says_something(result: Mapping[str, Any]) -> bool:
    """Whether there is a comparison and it differs anywhere: many answers can all be a minority in every group."""
    groups = (result.get("breakdown") or {}).get("groups") or ()
    words = [cell.get("word") for group in groups for cell in group["cells"]]
    return bool(words) and (None in words or len(set(words)) > 1)


def reason_in_words(result: Mapping[str, Any]) -> Promise | str:
    """Why there is no result or no comparison."""
    if result["suppressed"]:
        return REASONS[Reason.TOO_FEW_VOTES]
    reason = result.get("breakdown_reason")
    if result.get("breakdown") and not says_something(result):
        return SAYS_NOTHING
    return REASONS[Reason(reason)] if reason else ""


def decimal_in_words(value: str | Decimal | float) -> str:
    """A decimal as the reader's language writes it, without needless zeros: 3,5."""
    number = Decimal(str(value)).normalize()
    exponent = number.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return number_format(number, places, force_grouping=True)


def bin_label(bin_: Mapping[str, Any]) -> str:
    """From where to where a bin reaches, both ends included; a bin of one number is that number."""
    low, high = decimal_in_words(bin_["low"]), decimal_in_words(bin_["high"])
    return low if low == high else gettext("%(low)s up to and including %(high)s") % {"low": low, "high": high}
