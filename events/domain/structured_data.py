"""What search engines and chat programs read of an event: schema.org JSON-LD and Open Graph."""

import json
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from core.models import Venue
from events.domain.calendar_entries import event_address
from events.models import EventDate, EventPage

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(event: EventPage, dates: list[EventDate], organisers: list[str]) -> SafeString:
    """The event as schema.org Event, safe inside a script element. Without a date there is nothing to tell."""
    if not dates:
        return SafeString("")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": event_address(event),
        "inLanguage": "nl",
        "eventStatus": f"https://schema.org/{'EventCancelled' if event.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"https://schema.org/{_attendance_mode(event)}",
        "startDate": _iso(dates[0].starts_at),
        "endDate": _iso(dates[-1].ends_at),
        "location": _location(event, dates[0]),
        "organizer": [{"@type": "Organization", "name": name} for name in organisers],
        "description": "" if event.is_sensitive else event.introduction,
    }
    if len(dates) > 1:
        data["subEvent"] = [
            {
                "@type": "Event",
                "name": date.label or event.title,
                "startDate": _iso(date.starts_at),
                "endDate": _iso(date.ends_at),
                "location": _location(event, date),
            }
            for date in dates
        ]
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 (nothing can end the script element)


def open_graph(event: EventPage) -> dict[str, str]:
    """Title and description for a link that is shared; of a sensitive subject only the kind of meeting."""
    if event.is_sensitive:
        return {"title": str(event.get_kind_display()), "description": ""}
    return {"title": event.title, "description": event.search_description or event.introduction}


def _iso(moment: Any) -> str:
    return str(timezone.localtime(moment).isoformat())


def _attendance_mode(event: EventPage) -> str:
    if event.online_address:
        return "MixedEventAttendanceMode" if event.venue else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _location(event: EventPage, date: EventDate) -> Any:
    """The venue, and that one can join online; the link to join is for who registered."""
    venue: Venue | None = date.venue or event.venue
    places: list[dict[str, Any]] = []
    if venue:
        address = {
            "@type": "PostalAddress",
            "streetAddress": venue.street_address,
            "postalCode": venue.postal_code,
            "addressLocality": venue.city,
            "addressCountry": "NL",
        }
        places.append({"@type": "Place", "name": venue.name, "address": {k: v for k, v in address.items() if v}})
    if date.online_address or event.online_address:
        places.append({"@type": "VirtualLocation", "url": event_address(event)})
    return places[0] if len(places) == 1 else places
