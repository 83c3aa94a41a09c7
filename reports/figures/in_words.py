"""Tables of words in place of figures, for a report without numbers. Pure: results in, tables out."""

from collections.abc import Sequence
from typing import cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.document import Column, Table
from reports.figures.typed import TypedNumber
from reports.phrases.language import Language
from reports.phrases.quantities import short
from reports.phrases.results import PollResult

MOST_WORDS = 12
Row = tuple[str, str]


def language() -> Language:
    """The language that the document is read in."""
    return cast(Language, "en" if (get_language() or "").startswith("en") else "nl")


def result_table(result: PollResult, caption: str, key: str = "") -> Table:
    """The answers with how many chose them in words; of a ranking or a cloud only their order."""
    n = result.n or 1
    if result.kind == "words":
        return _ordered(_("Most named"), [word for word, _count in result.words[:MOST_WORDS]], caption, key)
    if result.kind == "ranking":
        names = {option.id: option.text for option in result.options}
        return _ordered(_("Answer"), [names[option] for option in result.order], caption, key)
    rows = [(option.text, short(option.count or 0, n, language())) for option in result.options]
    return _table((_("Answer"), _("How many")), rows, caption, key)


def shift_table(before: PollResult, after: PollResult, caption: str, key: str = "") -> Table | None:
    """Two rounds of one question beside each other; None when they do not have the same answers."""
    if not (before.counts_known and after.counts_known):
        return None
    if [option.text for option in before.options] != [option.text for option in after.options]:
        return None
    rows = [
        (
            first.text,
            short(first.count or 0, before.n or 1, language()),
            short(last.count or 0, after.n or 1, language()),
        )
        for first, last in zip(before.options, after.options, strict=True)
    ]
    return _table((_("Answer"), _("Before"), _("After")), rows, caption, key)


def attendance_table(rows: Sequence[tuple[str, int]], caption: str, key: str = "") -> Table:
    """Who was there, as words for each group's share."""
    total = sum(count for _label, count in rows)
    told = [(label, short(count, total, language())) for label, count in rows]
    return _table((_("Background"), _("How many")), told, caption, key)


def typed_table(rows: Sequence[TypedNumber], n: int, *, is_share: bool, caption: str, origin: str, key: str) -> Table:
    """Typed numbers as words; a group stands before its answer."""
    told = []
    for row in rows:
        count, total = (round(row.value * 10), 1000) if is_share else (round(row.value), n)
        label = f"{row.group}: {row.label}" if row.group else row.label
        told.append((label, short(max(0, min(count, total)), total, language())))
    note = _("Source: %(source)s.") % {"source": origin.rstrip(". ")} if origin else ""
    return _table((_("Answer"), _("How many")), told, caption, key, note=note)


def _ordered(heading: str, names: Sequence[str], caption: str, key: str) -> Table:
    return Table(columns=(Column(heading),), rows=tuple((name,) for name in names), caption=caption, key=key)


def _table(columns: Sequence[str], rows: Sequence[tuple[str, ...]], caption: str, key: str, *, note: str = "") -> Table:
    return Table(
        columns=tuple(Column(str(name)) for name in columns), rows=tuple(rows), caption=caption, note=note, key=key
    )
