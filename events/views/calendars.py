"""Calendar downloads and feeds. Only what everybody may see."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.branding import branding_for
from core.models import Organisation
from core.origin import absolute
from events.domain.calendar_entries import event_entries
from events.domain.feeds import KIND_SLUGS, events_to_come, feed_entries, organisations_to_come
from events.domain.ical import CalendarEntry, Feed, calendar
from events.models import EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"
REMEMBERED = 30 * 24 * 3600  # seconds that a feed's last change is known


@require_safe
def event_calendar(request: HttpRequest, event_id: int) -> HttpResponse:
    """The dates of one published event. An event without a date has no calendar: 404."""
    event = get_object_or_404(EventPage.objects.live().public().select_related("venue").defer("body"), pk=event_id)
    entries = event_entries(event)
    if not entries:
        raise Http404
    response = HttpResponse(calendar(entries), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="bijeenkomst-{event.pk}.ics"'
    return response


@require_safe
def subscriptions(request: HttpRequest) -> HttpResponse:
    """Which feeds there are, and how to subscribe."""
    context = {
        "origin": settings.PUBLIC_ORIGIN.rstrip("/"),
        "kinds": [(slug, kind.label) for slug, kind in KIND_SLUGS.items()],
        "organisations": organisations_to_come(),
    }
    return render(request, "events/subscriptions.html", context)


@require_safe
@cache_control(public=True, max_age=900)
def upcoming_calendar(request: HttpRequest) -> HttpResponseBase:
    """A feed of all upcoming events."""
    return feed_response(request, feed_entries(events_to_come()), branding_for(request).name)


@require_safe
@cache_control(public=True, max_age=900)
def kind_calendar(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A feed of the upcoming events of one kind."""
    found = KIND_SLUGS.get(kind)
    if found is None:
        raise Http404
    name = f"{branding_for(request).name}: {found.label}"
    return feed_response(request, feed_entries(events_to_come().filter(kind=found)), name)


@require_safe
@cache_control(public=True, max_age=900)
def organisation_calendar(request: HttpRequest, organisation_id: int) -> HttpResponseBase:
    """A feed of the upcoming events in which one organisation has a role; empty when there is none at the moment."""
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    events = events_to_come().filter(
        pk__in=EventPage.objects.filter(parties__organisation=organisation).values("pk").distinct()
    )
    return feed_response(request, feed_entries(events), f"{branding_for(request).name}: {organisation.name}")


def feed_response(
    request: HttpRequest, entries: list[CalendarEntry], name: str, *, remember: bool = True
) -> HttpResponseBase:
    """The feed, or 304 when the asker has it already (RFC 9110, 13).

    ``remember``: note when the content was first seen, for who asks by time; never for a personal feed.
    """
    address = absolute(request.path) if remember else ""
    content = calendar(entries, feed=Feed(name, address))
    digest = hashlib.sha256(content).hexdigest()[:32]
    changed_at = _changed_at(request.path, digest) if remember else None
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["ETag"] = quote_etag(digest)
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    last_modified = int(changed_at.timestamp()) if changed_at else None
    answer = get_conditional_response(request, etag=response["ETag"], last_modified=last_modified, response=response)
    return answer if answer is not None else response


def _changed_at(path: str, digest: str) -> datetime:
    """When this content was first served at this address. Forgotten, it is now: that costs one answer in full."""
    key = f"feed:{hashlib.sha256(path.encode()).hexdigest()[:32]}"
    known: tuple[str, datetime] | None = cache.get(key)
    if known is not None and known[0] == digest:
        return known[1]
    now = timezone.now().replace(microsecond=0)
    if known is not None:  # times in HTTP know no fractions: never the same second twice
        now = max(now, known[1] + timedelta(seconds=1))
    cache.set(key, (digest, now), REMEMBERED)
    return now
