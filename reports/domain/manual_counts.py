"""What was counted on paper or by show of hands, as a table of its own beside a result; never added to the votes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from polls.enums import CountMethod
from polls.models import FrozenResult
from reports import document as doc


def count_tables(frozen: FrozenResult, caption: str, key: str) -> Iterator[doc.Table]:
    """One table per count, in the order in which they were added; the answers as they were asked."""
    options = [(str(option["id"]), str(option["text"])) for option in frozen.payload.get("options") or []]
    for number, count in enumerate(frozen.round.manual_counts.all(), start=1):
        method = _("on paper") if count.method == CountMethod.PAPER else _("by show of hands")
        words = {"question": caption, "label": count.label, "method": method, "n": count.n}
        yield doc.Table(
            columns=(doc.Column(_("Answer")), doc.Column(_("Number"), numeric=True)),
            rows=tuple((text, str(count.counts.get(pk, 0))) for pk, text in options),
            caption=_("%(question)s – %(label)s (%(method)s, n = %(n)s)") % words,
            row_headers=True,
            note=_("Counted in the room. These numbers are not part of the votes by phone."),
            key=f"{key}m{number}",
        )
