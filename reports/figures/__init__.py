"""Charts of a verslag as SVG with their data table and their text alternative. Pure: numbers in, `Figure` out."""

from reports.figures.charts import (
    Group,
    Option,
    attendance_figure,
    breakdown_figure,
    poll_figure,
    shift_figure,
)
from reports.figures.numbers import format_number, format_percentage, percentage

__all__ = [
    "Group",
    "Option",
    "attendance_figure",
    "breakdown_figure",
    "format_number",
    "format_percentage",
    "percentage",
    "poll_figure",
    "shift_figure",
]
