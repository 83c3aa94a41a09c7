"""When a calendar entry has changed: SEQUENCE rises with every published change of time, place or title."""

import hashlib
import json

from events.models import EventDate, EventPage


def calendar_fingerprint(event: EventPage) -> str:
    """A digest of what makes people look at their calendar again."""
    place = [str(event.venue) if event.venue else "", event.venue.address if event.venue else "", event.online_address]
    dates = [_facts_of(date) for date in event.dates_in_order()]
    # What is the rule adds nothing, so that entries made before this was asked keep their fingerprint.
    unusual = [event.provisional] if event.provisional else []
    unusual += ["called off"] if event.is_cancelled else []
    facts = json.dumps([event.title, event.is_sensitive, place, dates, *unusual], sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()


def _facts_of(date: EventDate) -> list[str]:
    facts = [str(date.uid), date.starts_at.isoformat(), date.ends_at.isoformat(), date.label, str(date.venue or "")]
    own_place = [date.venue.address if date.venue else "", date.online_address]
    return facts + own_place if any(own_place) else facts


def raise_sequence_if_changed(event: EventPage) -> None:
    """Compare a page that was just published with the last published one and count up when it differs."""
    fingerprint = calendar_fingerprint(EventPage.objects.get(pk=event.pk))
    if fingerprint == event.calendar_fingerprint:
        return
    if event.calendar_fingerprint:
        event.calendar_sequence += 1
    event.calendar_fingerprint = fingerprint
    EventPage.objects.filter(pk=event.pk).update(
        calendar_sequence=event.calendar_sequence, calendar_fingerprint=fingerprint
    )
