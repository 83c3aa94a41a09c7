"""What a masterclass shows on pages of lower apps: its groups on the event page."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.sections import EVENT_PAGE, Section, register
from events.models import EventPage
from registrations.domain.series.dates import is_series
from registrations.domain.series.rooms import rooms_of_series
from registrations.organiser.parts import ListLink, register_list_links


def register_series() -> None:
    """Tell the places what a masterclass has to show."""
    register(EVENT_PAGE, groups)
    register_list_links(list_links)


def groups(request: HttpRequest | None, event: EventPage) -> Iterable[Section]:
    """The groups with their dates, venues and room; nothing for other events."""
    if not is_series(event) or not event.pk:
        return []
    rooms = rooms_of_series(event.pk).groups
    return [Section("registrations/series/groups.html", {"rooms": rooms}, order=20)] if rooms else []


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """The organiser's pages of a masterclass."""
    if not is_series(event):
        return []
    return [ListLink(_("Masterclass"), reverse("registrations_admin:masterclass", args=[event.pk]), "calendar", 30)]
