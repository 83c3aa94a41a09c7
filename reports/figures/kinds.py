"""The figure of one closed question, by its kind. Pure: a result in, `Figure` out."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.document import Column, Figure, Table
from reports.figures.charts import Option, poll_figure
from reports.figures.numbers import format_number, format_percentage
from reports.figures.svg import Bar, draw_bars
from reports.phrases.results import OptionResult, PollResult

MOST_WORDS = 12


def result_figure(result: PollResult, caption: str, key: str = "") -> Figure:
    """Bars of a result. Of a ranking the points, of a cloud the words that were named most."""
    n = result.n or 0
    if result.kind == "ranking":
        return _ranking(result, caption, key)
    if result.kind == "words":
        words = [Option(word, count) for word, count in result.words[:MOST_WORDS]]
        left = len(result.words) - len(words)
        more = (
            ngettext("%(n)s more word was named.", "%(n)s more words were named.", left) % {"n": left} if left else ""
        )
        return poll_figure(caption, words, n, key=key, multiple=True, note=more)
    options = [Option(option.text, option.count) for option in result.options]
    note = ""
    if result.kind == "rating" and result.mean:
        note = _("Mean: %(mean)s.") % {"mean": number_format(Decimal(result.mean), 2)}
    return poll_figure(caption, options, n, key=key, multiple=result.kind == "multiple", note=note)


def _ranking(result: PollResult, caption: str, key: str) -> Figure:
    """Answers by points; the longest bar is what everybody would have put first."""
    n, ranks = result.n or 0, max(1, result.ranks)
    by_id = {option.id: option for option in result.options}
    ordered = [by_id[option] for option in result.order]
    listing = "; ".join(f"{place}. {option.text}: {_points(option)}" for place, option in enumerate(ordered, 1))
    alt = ngettext("Bar chart of the points of %(n)s vote.", "Bar chart of the points of %(n)s votes.", n)
    alt = f"{alt % {'n': format_number(n)}} {listing}."
    bars = [Bar(option.text, (option.points or 0) / (n * ranks), _points(option), 0) for option in ordered]
    table = Table(
        columns=(
            Column(_("Answer")),
            Column(_("Points"), numeric=True),
            Column(_("Put first"), numeric=True),
        ),
        rows=tuple(
            (
                f"{place}. {option.text}",
                format_number(option.points or 0),
                f"{format_number(option.count or 0)} ({format_percentage(option.count or 0, n)})",
            )
            for place, option in enumerate(ordered, 1)
        ),
        caption=caption,
        numbered=False,
    )
    counted = ngettext(
        "The first place gives %(n)s point, each next place one less.",
        "The first place gives %(n)s points, each next place one less.",
        ranks,
    ) % {"n": ranks}
    voted = _("n = %(n)s.") % {"n": format_number(n)}
    drawn = draw_bars(title=caption, description=alt, rows=list(bars), key=key)
    return Figure(svg=drawn, alt=alt, caption=caption, data=table, note=f"{voted} {counted}", key=key)


def _points(option: OptionResult) -> str:
    points = option.points or 0
    return ngettext("%(n)s point", "%(n)s points", points) % {"n": format_number(points)}
