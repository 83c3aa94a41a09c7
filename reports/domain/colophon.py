"""The colophon of a report: what people wrote, the date, and the fingerprints of results."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports import document as doc
from reports.domain.result_facts import ResultFacts
from reports.models import ReportPage, results_of

if TYPE_CHECKING:
    from reports.domain.to_document import Report


def colophon_items(page: ReportPage, report: "Report") -> tuple[doc.ColophonItem, ...]:
    """The colophon: what the editor wrote, the date, and the fingerprint of every result of the meeting."""
    value: Any = next((piece.value for piece in report.pieces if piece.type == "colophon"), {})
    written = [
        (_("Authors"), value.get("authors")),
        (_("Illustrations"), value.get("illustrator")),
        (_("Commissioner"), value.get("commissioner")),
        (_("Method"), value.get("method")),
        (_("Sources"), value.get("sources")),
    ]
    found = [doc.ColophonItem(str(label), str(text)) for label, text in written if text]
    if page.first_published_at:
        published = date_format(timezone.localdate(page.first_published_at), "DATE_FORMAT")
        found.append(doc.ColophonItem(_("Published on"), published))
    found += [
        doc.ColophonItem(_("Fingerprint (SHA-256) of “%(question)s”") % {"question": _named(cited)}, cited.sha256)
        for cited in report.results
    ]
    others = _others(page, {cited.sha256 for cited in report.results})
    if others:
        found.append(doc.ColophonItem(_("Fingerprints (SHA-256) of results that are not in this report"), others))
    return tuple(found)


def _others(page: ReportPage, cited: set[str]) -> str:
    """The fingerprints of the meeting's other results, so that none can be changed unseen; none beside words only."""
    if page.in_words:
        return ""
    kept = results_of(page.get_parent().pk).prefetch_related(None).values_list("sha256", flat=True)
    return ", ".join(sha256 for sha256 in kept if sha256 not in cited)


def _named(cited: ResultFacts) -> str:
    """The question; of one that was asked twice, with which time it was."""
    question = cited.result.question
    return f"{question} ({cited.round_label})" if cited.round_label else question
