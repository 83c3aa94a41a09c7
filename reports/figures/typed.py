"""The figure of numbers that somebody typed or pasted: of a survey, of a register. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.document import Column, Figure, Table
from reports.figures.charts import NAMED_IN_ALT
from reports.figures.numbers import NO_BREAK_SPACE, format_number, format_percentage
from reports.figures.svg import Bar, Section, draw_bars


@dataclass(frozen=True)
class TypedNumber:
    """One line: an answer with a percentage of n (or a number of people), and the group it belongs to."""

    label: str
    value: float
    group: str = ""


def number_figure(
    caption: str,
    rows: Sequence[TypedNumber],
    n: int,
    *,
    is_share: bool,
    multiple: bool = False,
    origin: str = "",
    note: str = "",
    key: str = "",
) -> Figure:
    """Bars of typed numbers with n and source in the note; groups stand under their own headings."""
    has_groups = any(row.group for row in rows)
    words = [_words(row.value, n, is_share=is_share) for row in rows]
    listing = "; ".join(
        f"{row.label}{f' ({row.group})' if row.group else ''}: {text}"
        for row, text in list(zip(rows, words, strict=True))[:NAMED_IN_ALT]
    )
    rest = [_("The table gives the rest.")] if len(rows) > NAMED_IN_ALT else []
    alt = " ".join([_("Bar chart, n = %(n)s.") % {"n": format_number(n)}, f"{listing}.", *rest])
    value_head = pgettext("part of a whole", "Share") if is_share else _("Number")
    heads = (Column(_("Answer")), *((Column(_("Group")),) if has_groups else ()), Column(value_head, numeric=True))
    cells = tuple(
        (row.label, *((row.group,) if has_groups else ()), text) for row, text in zip(rows, words, strict=True)
    )
    parts = [
        _("n = %(n)s.") % {"n": format_number(n)},
        _("Several answers were possible.") if multiple else "",
        note,
        _("Source: %(source)s.") % {"source": origin.rstrip(". ")} if origin else "",
    ]
    return Figure(
        svg=draw_bars(title=caption, description=alt, rows=list(_bars(rows, words, n, is_share)), key=key),
        alt=alt,
        caption=caption,
        data=Table(columns=heads, rows=cells, caption=caption, numbered=False),
        note=" ".join(part for part in parts if part),
        key=key,
    )


def _bars(rows: Sequence[TypedNumber], words: Sequence[str], n: int, is_share: bool) -> Iterator[Bar | Section]:
    whole = 100 if is_share else n
    lines = list(zip(rows, words, strict=True))
    for number, (group, found) in enumerate(groupby(lines, key=lambda line: line[0].group)):
        if group:
            yield Section(group)
        for row, text in found:
            yield Bar(row.label, min(1.0, row.value / whole), text, 2 * (number % 2))


def _words(value: float, n: int, *, is_share: bool) -> str:
    plain = number_format(int(value) if value == int(value) else value, use_l10n=True, force_grouping=True)
    if is_share:
        return f"{plain}{NO_BREAK_SPACE}%"
    return f"{plain} ({format_percentage(int(value), n)})" if value == int(value) else plain
