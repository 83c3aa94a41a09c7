"""Disclosure control (D5): what of a closed round may be shown, so that nobody's vote can be worked out.

Pure functions over frozen dataclasses; no database. Sources: the ONS 10-5 rule (release from ten,
round to five), Eurostat's secondary suppression (audit what can be deduced from margins), and NIST
SP 800-53 SI-19(5) (de-identification by statistical disclosure control).
"""

from .bounds import cell_ranges
from .groups import REST, UNKNOWN, Group, Preview, SectorNode, comparison_preview, cut_groups, group_of
from .ladder import RUNGS, Breakdown, Reason, Release, audited_table, breakdown_leaks, release
from .rounding import Band, Rung, band_of, round_randomly, show_cells, shown_bounds
from .tables import CountTable

__all__ = [
    "REST",
    "RUNGS",
    "UNKNOWN",
    "Band",
    "Breakdown",
    "CountTable",
    "Group",
    "Preview",
    "Reason",
    "Release",
    "Rung",
    "SectorNode",
    "audited_table",
    "band_of",
    "breakdown_leaks",
    "cell_ranges",
    "comparison_preview",
    "cut_groups",
    "group_of",
    "release",
    "round_randomly",
    "show_cells",
    "shown_bounds",
]
