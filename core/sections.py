"""The section registry: how a higher app shows something on a page of a lower one (DESIGN, Apps).

A higher app registers a provider from its ``ready()``; the page that owns the place asks for all
sections at once. A provider gets the subject of the page (an event, a registration …) and returns
sections or nothing; it makes at most one bulk query per contribution.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Section:
    """One contributed piece of a page: a template and what it shows; ``data`` for places without HTML."""

    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 100
    data: Any = None


Provider = Callable[[HttpRequest | None, Any], Iterable[Section]]
_providers: dict[str, list[Provider]] = defaultdict(list)

# Places, and the subject each provider gets.
EVENT_TIMETABLE = "event-timetable"  # EventPage → Section(data=TimetableEntry)
EVENT_PAGE = "event-page"  # EventPage → HTML sections under the programme
EVENT_ASIDE = "event-aside"  # EventPage → HTML sections beside the facts (register, room left)
MY_PLACE = "my-place"  # Registration → HTML sections
WORKSHOP_PEOPLE = "workshop-people"  # Workshop → Section(data={name of a sector: how many people})
WORKSPACE = "workspace"  # EventPage → HTML sections of the organiser's event workspace
WORKSHOP_SAVED = "workshop-saved"  # Workshop → Section(data=words) that warn the organiser who saved it
PART_HELD = "part-held"  # ProgrammeItem or EventDate → Section(data=words: what would be lost with it)
SPEAKER_PAGE = "speaker-page"  # Passage → HTML sections of what a speaker opens with her link
HOME = "home"  # EventIndexPage → HTML sections of the home page


def register(place: str, provider: Provider) -> None:
    """Add a provider to a place. Registering the same provider twice changes nothing."""
    if provider not in _providers[place]:
        _providers[place].append(provider)


def sections_for(place: str, request: HttpRequest | None, subject: Any) -> list[Section]:
    """All sections of a place for one subject, in order."""
    found = [section for provider in _providers[place] for section in provider(request, subject)]
    return sorted(found, key=lambda section: section.order)
