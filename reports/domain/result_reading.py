"""What frozen results become in a document: breakdowns, and the same question before and after."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports import document as doc
from reports.domain.result_facts import ResultFacts
from reports.figures import in_words
from reports.figures.charts import Group, Option, breakdown_figure, shift_figure
from reports.phrases.results import MAJORITY_WORDS, ROUNDED_TO


def breakdown(facts: ResultFacts, caption: str, key: str) -> doc.Figure:
    """The figure of the released breakdown, with what was done to its numbers in the note."""
    result = facts.result
    groups = []
    for group in result.groups:
        cells: tuple[int | str | None, ...] = tuple(
            group.values.get(option.id, _in_words(group.words.get(option.id))) for option in result.options
        )
        n = group.n if group.n is not None else sum(cell for cell in cells if isinstance(cell, int))
        groups.append(Group(group.label, n, cells))
    rounded = ROUNDED_TO.get(result.rung)
    note = ""
    if rounded:
        note = _(
            "Numbers per group are rounded at random to multiples of %(base)s, so that nobody's vote can be "
            "worked out. They do not add up exactly; that is why there are no percentages."
        ) % {"base": rounded}
    title = _("%(caption)s – by background") % {"caption": caption}
    if result.kind == "ranking":
        note = " ".join(part for part in (_("Counted is what people put first."), note) if part)
    names = [option.text for option in result.options]
    return breakdown_figure(title, names, groups, note=note, key=key, multiple=result.kind == "multiple")


def shift(before: ResultFacts, after: ResultFacts, caption: str, key: str) -> doc.Figure | None:
    """The figure of two rounds; None when they do not have the same answers or hold numbers back."""
    rounds = [[Option(option.text, option.count) for option in facts.result.options] for facts in (before, after)]
    first, second = before.result.n, after.result.n
    if first is None or second is None or not rounds[0]:
        return None
    if [option.label for option in rounds[0]] != [option.label for option in rounds[1]]:
        return None
    return shift_figure(caption, *rounds, n_before=first, n_after=second, key=key)


def compared_in_words(cited: Sequence[ResultFacts], caption: str, key: str) -> Iterator[doc.Block]:
    """Two rounds as words beside each other; a breakdown only when it was released in words already."""
    if len(cited) == 2:
        table = in_words.shift_table(cited[0].result, cited[1].result, caption, key)
        if table is not None:
            yield table
        return
    result = cited[0].result
    if result.groups and all(group.words for group in result.groups):
        columns = (doc.Column(_("Background")), *(doc.Column(option.text) for option in result.options))
        rows = tuple(
            (group.label, *(_in_words(group.words.get(option.id)) or "" for option in result.options))
            for group in result.groups
        )
        title = _("%(caption)s – by background") % {"caption": caption}
        yield doc.Table(columns=columns, rows=rows, caption=title, key=key)


def _in_words(word: str | None) -> str | None:
    if not word:
        return None
    if word in MAJORITY_WORDS:
        return _("majority")
    return {"minority": _("minority"), "about_half": _("about half"), "half": _("about half")}.get(word, word)
