"""What readers are told of later changes: a dated note per correction, and that a quote was taken out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reports.models import PublishedVersion, ReportPage


@dataclass(frozen=True)
class Note:
    """One line under the report."""

    at: datetime
    text: str


def notes_of(page: ReportPage) -> list[Note]:
    """Notes of corrections and withdrawals, oldest first; one query."""
    rows = PublishedVersion.objects.filter(page_id=page.pk).values_list("published_at", "note", "removed_at")
    notes = [Note(published_at, note) for published_at, note, _removed in rows if note]
    removed = {removed_at for _published, _note, removed_at in rows if removed_at}
    # Several versions lose a quote at once: that is one event.
    days: dict[object, datetime] = {moment.date(): moment for moment in sorted(removed)}
    notes += [Note(moment, _("A quote was taken out at the request of the person quoted.")) for moment in days.values()]
    return sorted(notes, key=lambda note: note.at)
