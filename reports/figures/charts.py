"""The figures of a verslag. Each function returns the drawing, its alternative in words and its data table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.document import Column, Figure, Table
from reports.figures.numbers import adds_up, format_number, format_percentage, format_rounded, percentage
from reports.figures.svg import Bar, Section, draw_bars

NAMED_IN_ALT = 8


@dataclass(frozen=True)
class Option:
    """An answer or a category with its count; None when the count may not be shown."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Group:
    """One row of a breakdown: who, how many, and per option a rounded number, words or None (not shown)."""

    label: str
    n: int
    cells: tuple[int | str | None, ...]


def poll_figure(
    caption: str, options: Sequence[Option], n: int, *, multiple: bool = False, note: str = "", key: str = ""
) -> Figure:
    """Bars of a poll's total. `n` is who voted; with `multiple`, answers may add up to more than n."""
    intro = ngettext("Bar chart of %(n)s vote.", "Bar chart of %(n)s votes.", n) % {"n": format_number(n)}
    return _single(caption, options, n, intro, first=_("Answer"), key=key, note=note, whole=not multiple)


def attendance_figure(caption: str, sectors: Sequence[Option], n: int, *, note: str = "", key: str = "") -> Figure:
    """Bars of who was there by sector; `n` is everybody who was there."""
    intro = ngettext("Bar chart of %(n)s attendee.", "Bar chart of %(n)s attendees.", n) % {"n": format_number(n)}
    return _single(caption, sectors, n, intro, first=_("Sector"), key=key, note=note, whole=True)


def breakdown_figure(
    caption: str,
    options: Sequence[str],
    groups: Sequence[Group],
    *,
    note: str = "",
    key: str = "",
    multiple: bool = False,
) -> Figure:
    """Bars of a poll per group, side by side with the same scale; what disclosure control holds back is hatched.

    With ``multiple``, the answers of a group may add up to more than its people.

    Numbers stand there as rounded, without percentages (see ``reports.figures.numbers``).
    """
    rows: list[Bar | Section] = []
    for group in groups:
        rows.append(Section(group.label, _("n = %(n)s") % {"n": format_number(group.n)}))
        counts = [cell for cell in group.cells if isinstance(cell, int)]
        whole = max(group.n, max(counts, default=0) if multiple else sum(counts))
        rows += [
            _bar(label, cell, whole, _rounded_text(cell), i)
            for i, (label, cell) in enumerate(zip(options, group.cells, strict=True))
        ]
    sentences = [
        _("%(group)s: %(values)s")
        % {"group": group.label, "values": _listing(options, [_rounded_text(cell) for cell in group.cells])}
        for group in groups[:NAMED_IN_ALT]
    ]
    alt = " ".join([_("Bar chart by group."), *(f"{sentence}." for sentence in sentences), *_rest(len(groups))])
    counted = all(isinstance(cell, int) for group in groups for cell in group.cells)
    table = Table(
        columns=(Column(_("Group")), Column("n", numeric=True), *(Column(label, numeric=counted) for label in options)),
        rows=tuple(
            (group.label, format_number(group.n), *(_rounded_text(cell) for cell in group.cells)) for group in groups
        ),
        caption=caption,
        numbered=False,
    )
    held_back = any(cell is None for group in groups for cell in group.cells)
    return Figure(
        svg=draw_bars(title=caption, description=alt, rows=rows, key=key),
        alt=alt,
        caption=caption,
        data=table,
        note=_notes(note, _("Small numbers are not shown.") if held_back else ""),
        key=key,
    )


def shift_figure(
    caption: str,
    before: Sequence[Option],
    after: Sequence[Option],
    *,
    n_before: int,
    n_after: int,
    note: str = "",
    key: str = "",
) -> Figure:
    """Paired bars of the same question before and after the conversation; options in the same order."""
    if [option.label for option in before] != [option.label for option in after]:
        raise ValueError("both rounds must have the same options")
    words_before, words_after = pgettext("first round", "Before"), pgettext("second round", "After")
    rows: list[Bar | Section] = []
    for first, second in zip(before, after, strict=True):
        rows.append(Section(first.label))
        rows.append(_bar(words_before, first.count, n_before, _cell_text(first.count, n_before), 2))
        rows.append(_bar(words_after, second.count, n_after, _cell_text(second.count, n_after), 0))
    sentences = [
        _("%(option)s: before %(before)s, after %(after)s.")
        % {
            "option": first.label,
            "before": _cell_text(first.count, n_before),
            "after": _cell_text(second.count, n_after),
        }
        for first, second in list(zip(before, after, strict=True))[:NAMED_IN_ALT]
    ]
    intro = _("Paired bars before (n = %(before)s) and after (n = %(after)s) the conversation.") % {
        "before": format_number(n_before),
        "after": format_number(n_after),
    }
    alt = " ".join([intro, *sentences, *_rest(len(before))])
    columns = [_("Answer"), f"{words_before} (n = {format_number(n_before)})"]
    columns.append(f"{words_after} (n = {format_number(n_after)})")
    table = Table(
        columns=tuple(Column(header, numeric=index > 0) for index, header in enumerate(columns)),
        rows=tuple(
            (first.label, _cell_text(first.count, n_before), _cell_text(second.count, n_after))
            for first, second in zip(before, after, strict=True)
        ),
        caption=caption,
        numbered=False,
    )
    return Figure(
        svg=draw_bars(title=caption, description=alt, rows=rows, key=key),
        alt=alt,
        caption=caption,
        data=table,
        note=note,
        key=key,
    )


def _single(
    caption: str, options: Sequence[Option], n: int, intro: str, *, first: str, key: str, note: str, whole: bool
) -> Figure:
    shares = [option.count / n for option in options if option.count is not None and n > 0]
    scale = next((step for step in (0.25, 0.5) if max(shares, default=0) <= step), 1.0)
    listing = _listing([option.label for option in options], [_cell_text(option.count, n) for option in options])
    alt = " ".join([intro, f"{listing}.", *_rest(len(options))])
    rows: list[Bar | Section] = [
        _bar(option.label, option.count, n, _cell_text(option.count, n), 0) for option in options
    ]
    counts = [option.count for option in options if option.count is not None]
    shown = len(counts) == len(options)
    total = ((_("Total"), format_number(n), format_percentage(n, n)),) if whole and shown and sum(counts) == n else ()
    table = Table(
        columns=(
            Column(first),
            Column(_("Number"), numeric=True),
            Column(pgettext("part of a whole", "Share"), numeric=True),
        ),
        rows=tuple(
            (option.label, format_number(option.count), format_percentage(option.count, n))
            if option.count is not None
            else (option.label, not_shown(), not_shown())
            for option in options
        )
        + total,
        caption=caption,
        numbered=False,
    )
    rounding = _("Percentages are rounded and do not always add up to 100.") if total and not adds_up(counts, n) else ""
    several = "" if whole else _("Several answers were possible.")
    hidden = "" if shown else _("Small numbers are not shown.")
    return Figure(
        svg=draw_bars(title=caption, description=alt, rows=rows, key=key, scale=scale),
        alt=alt,
        caption=caption,
        data=table,
        note=_notes(_("n = %(n)s.") % {"n": format_number(n)}, several, rounding, hidden, note),
        key=key,
    )


def not_shown() -> str:
    """What stands in the place of a number that disclosure control holds back."""
    return _("not shown")


def _bar(label: str, cell: int | str | None, n: int, text: str, series: int) -> Bar:
    if isinstance(cell, int):
        return Bar(label, percentage(cell, n) / 100, text, series)
    return Bar(label, None, "" if cell else not_shown(), series, words=cell or "")


def _cell_text(count: int | None, n: int) -> str:
    return not_shown() if count is None else f"{format_number(count)} ({format_percentage(count, n)})"


def _rounded_text(cell: int | str | None) -> str:
    return format_rounded(cell) if isinstance(cell, int) else cell or not_shown()


def _listing(labels: Sequence[str], texts: Sequence[str]) -> str:
    pairs = list(zip(labels, texts, strict=True))[:NAMED_IN_ALT]
    return "; ".join(f"{label}: {text}" for label, text in pairs)


def _rest(length: int) -> list[str]:
    return [_("The table gives the rest.")] if length > NAMED_IN_ALT else []


def _notes(*parts: str) -> str:
    return " ".join(part for part in parts if part)
