"""What the parts of a report are called for the people who choose them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PART_NAMES: dict[str, str | Promise] = {
    "summary": _("Summary box"),
    "opening": _("Introduction"),
    "attendance": _("Who was there"),
    "plenary": _("Plenary items"),
    "polls": _("Polls"),
    "hall": _("Questions from the hall"),
    "workshops": _("Workshops and outcomes"),
    "dates": _("Dates of the series"),
    "meetings": _("Meetings side by side"),
    "agreements": _("Agreements and follow-up"),
    "recommendations": _("Recommendations"),
    "response": _("Response"),
    "appendix": _("Outcomes as an appendix"),
    "colophon": _("Colophon"),
    "fixed": _("Fixed text"),
}


def part_name(name: str) -> str | Promise:
    """The name of a part; its key when this version does not know it."""
    return PART_NAMES.get(name, name)
