"""What the public pages show. The pages themselves delegate to this."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core import sections
from events.domain.ical import event_address
from events.domain.parties import party_groups
from events.domain.search import find_events
from events.domain.structured_data import json_ld, open_graph
from events.domain.timetable import timetable_for
from events.forms import SearchForm
from events.models import EventIndexPage, EventPage

PAST_SHOWN = 12


def index_context(page: EventIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Coming up, what came out, earlier; or what a search finds."""
    form = SearchForm(request.GET if "zoek" in request.GET else None)
    wanted = form.cleaned_data["zoek"] if form.is_valid() else ""
    context: dict[str, Any] = {"form": form, "wanted": wanted}
    if wanted:
        return {**context, "found": find_events(page.searchable_events(), wanted)}
    return {
        **context,
        "upcoming": list(page.events().upcoming()),
        "past": list(page.events().past()[:PAST_SHOWN]),
        "sections": sections.sections_for(sections.HOME, request, page),
    }


def event_context(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Facts, timetable and contributions. An event that was never saved (a first preview) has none of the latter."""
    dates = page.dates_in_order()
    groups = party_groups(page)
    saved = page.pk is not None
    ends = [date.ends_at for date in dates]
    page.known_period = (dates[0].starts_at, max(ends)) if dates else (None, None)
    return {
        "dates": dates,
        "questions": list(page.central_questions.all()),
        "is_over": bool(dates) and dates[-1].ends_at < timezone.now(),
        "party_groups": groups,
        "timetable": timetable_for(request, page),
        "aside": sections.sections_for(sections.EVENT_ASIDE, request, page) if saved else [],
        "below": sections.sections_for(sections.EVENT_PAGE, request, page) if saved else [],
        "json_ld": json_ld(page, dates, [name for group in groups[:2] for name in group.names]),
        "open_graph": open_graph(page),
        "address": event_address(page),
    }
