"""Calendar downloads: one event, or a feed of all that is coming up. Only what everybody may see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.branding import branding_for
from events.domain.ical import calendar, event_vevents, vevent
from events.models import EventDate, EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"


@require_safe
def event_calendar(request: HttpRequest, event_id: int) -> HttpResponse:
    """The dates of one published event. An event without a date has no calendar: 404."""
    event = get_object_or_404(EventPage.objects.live().public().select_related("venue").defer("body"), pk=event_id)
    vevents = event_vevents(event)
    if not vevents:
        raise Http404
    response = HttpResponse(calendar(vevents), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="bijeenkomst-{event.pk}.ics"'
    return response


@require_safe
@cache_control(public=True, max_age=900)
def upcoming_calendar(request: HttpRequest) -> HttpResponse:
    """A feed of all upcoming events, to subscribe to."""
    events = EventPage.objects.live().public().upcoming().select_related("venue").defer("body").in_bulk()
    dates = EventDate.objects.filter(page__in=events).select_related("venue").order_by("starts_at", "pk")
    vevents = [vevent(date, event=events[date.page_id]) for date in dates]
    return HttpResponse(calendar(vevents, name=branding_for(request).name), content_type=CONTENT_TYPE)
