"""What this app shows on pages of other apps."""

from collections.abc import Iterable

from django.db.models import Count
from django.http import HttpRequest

from core.sections import Section
from events.models import EventPage
from workshops.models import CaptureSheet


def workspace_section(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """The outcomes that come in, per sheet."""
    sheets = (
        CaptureSheet.objects.filter(event=event)
        .select_related("workshop__round", "programme_item")
        .annotate(
            outcome_count=Count("outcomes", distinct=True),
            quote_count=Count("quotes", distinct=True),
            action_count=Count("action_items", distinct=True),
        )
    )
    rows = sorted(sheets, key=lambda sheet: (sheet.starts_at, sheet.number or 0))
    yield Section(template="workshops/sections/workspace.html", context={"event": event, "sheets": rows}, order=60)
