"""What every paper of an event says: its title, dates and place, and the colour of the house."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.dates import date_range, day, time_range
from core.models import BrandingSettings, Venue
from events.models import EventDate, EventPage
from registrations.models import DayNotes
from workshops.enums import WorkshopRole
from workshops.models import Workshop

TEMPLATES = Path(__file__).resolve().parents[2] / "typst"


@dataclass(frozen=True)
class Paper:
    """A file to be set: which template, with which data and pictures, and how many people stand in it."""

    template: str
    data: dict[str, Any]
    people: int = 0
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The template's file."""
        return TEMPLATES / f"{self.template}.typ"


@dataclass(frozen=True)
class Meeting:
    """An event with what its papers need, read once. Five queries."""

    event: EventPage
    dates: list[EventDate] = field(default_factory=list)
    workshops: list[Workshop] = field(default_factory=list)
    notes: DayNotes = field(default_factory=DayNotes)
    hue: str = "#0b5563"
    organisation: str = ""

    def head(self, title: str) -> dict[str, Any]:
        """The data that every template reads."""
        today = timezone.localdate()
        return {
            "title": f"{title}: {self.event.title}",
            "heading": title,
            "event": self.event.title,
            "when": self.when,
            "where": self.where,
            "date": [today.year, today.month, today.day],
            "language": translation.get_language() or "nl",
            "accent": self.hue,
            "printed": _("Printed on %(day)s") % {"day": day(timezone.now())},
        }

    @property
    def when(self) -> str:
        """Its date; of a series the first and the last."""
        if not self.dates:
            return ""
        if len(self.dates) == 1:
            return date_range(self.dates[0].starts_at, self.dates[0].ends_at)
        return f"{day(self.dates[0].starts_at)} – {day(self.dates[-1].starts_at)}"

    @property
    def where(self) -> str:
        """Its venue on one line."""
        return place_line(self.event.venue)


def meeting_of(event: EventPage) -> Meeting:
    """Read an event for its papers."""
    dates = EventDate.objects.filter(page_id=event.pk).select_related("venue").order_by("starts_at", "pk")
    workshops = (
        Workshop.objects.filter(round__event_id=event.pk, cancelled_at=None)
        .select_related("round")
        .prefetch_related("people")
        .order_by("round__starts_at", "round_id", "number", "pk")
    )
    site = event.get_site()
    look = BrandingSettings.objects.filter(site=site).first() if site else None
    return Meeting(
        event,
        list(dates),
        list(workshops),
        DayNotes.objects.filter(event_id=event.pk).first() or DayNotes(event_id=event.pk),
        look.hue if look else "#0b5563",
        (look.organisation_name if look else "") or (site.site_name if site else ""),
    )


def place_line(venue: Venue | None) -> str:
    """Name and address of a venue."""
    return ", ".join(part for part in (venue.name, venue.address) if part) if venue else ""


def workshop_facts(workshop: Workshop) -> dict[str, Any]:
    """A workshop as papers name it."""
    return {
        "number": str(workshop.number),
        "title": workshop.title,
        "room": workshop.room,
        "day": day(workshop.round.starts_at),
        "time": time_range(workshop.round.starts_at, workshop.round.ends_at),
        "round": workshop.round.title,
        "setup": workshop.room_setup,
        "capacity": workshop.capacity,
        "leaders": [person.name for person in workshop.people.all() if person.role == WorkshopRole.LEADER],
    }


def lines(text: str) -> list[str]:
    """The lines of a note that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
