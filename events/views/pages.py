"""What the public pages show. The pages themselves delegate to this."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core import sections
from events.domain.calendar_entries import event_address
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
    organisers = [name for group in groups[:2] for name in group.names]
    saved = page.pk is not None
    page.remember_period(dates)
    return {
        "dates": dates,
        "questions": page.questions_in_order(),
        "is_over": bool(dates) and dates[-1].ends_at < timezone.now(),
        "party_groups": groups,
        "timetable": timetable_for(request, page),
        "aside": sections.sections_for(sections.EVENT_ASIDE, request, page) if saved else [],
        "below": sections.sections_for(sections.EVENT_PAGE, request, page) if saved else [],
        "json_ld": "" if page.is_sensitive else json_ld(page, dates, organisers),
        "open_graph": open_graph(page),
        "address": event_address(page),
    }
