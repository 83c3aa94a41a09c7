"""Finding an event in the organiser's list. Titles and places are public, so they may stand in the address."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from events.enums import EventKind
from events.models import EventDate, EventPage

DATES = EventDate.objects.filter(page=OuterRef("pk"))


class Shown(TextChoices):
    """What visitors find of an event."""

    PUBLISHED = "published", _("Published")
    DRAFT = "draft", _("Draft")
    CALLED_OFF = "called_off", _("Called off")


class When(TextChoices):
    """Whether an event is over."""

    COMING = "coming", pgettext_lazy("events", "Now or to come")
    PAST = "past", pgettext_lazy("events", "Past")


SHOWN = {
    Shown.PUBLISHED: Q(live=True, cancelled_at=None),
    Shown.DRAFT: Q(live=False, cancelled_at=None),
    Shown.CALLED_OFF: Q(cancelled_at__isnull=False),
}


def shown_to(event: EventPage) -> str:
    """What visitors find of it, in one word."""
    if event.cancelled_at:
        return str(Shown.CALLED_OFF.label)
    return str((Shown.PUBLISHED if event.live else Shown.DRAFT).label)


class EventFilterSet(WagtailFilterSet):
    """By state, kind, and whether it is over."""

    shown = django_filters.ChoiceFilter(
        label=_("Status"), choices=Shown.choices, empty_label=_("All"), method="filter_shown"
    )
    when = django_filters.ChoiceFilter(
        label=_("Date"), choices=When.choices, empty_label=_("All"), method="filter_when"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=EventKind.choices, empty_label=_("All"))

    class Meta:
        model = EventPage
        fields = ["shown", "when", "kind"]

    def filter_shown(self, events: QuerySet[EventPage], name: str, value: str) -> QuerySet[EventPage]:
        """One of the states."""
        return events.filter(SHOWN[Shown(value)])

    def filter_when(self, events: QuerySet[EventPage], name: str, value: str) -> QuerySet[EventPage]:
        """Past is what has dates, all over; the rest is still to come, also without a date."""
        to_come = Exists(DATES.filter(ends_at__gte=timezone.now())) | ~Exists(DATES)
        return events.filter(to_come if value == When.COMING else ~to_come)


def search_events(events: QuerySet[EventPage], typed: str) -> QuerySet[EventPage]:
    """Events that have every word typed in their title or in the name or city of one of their places."""
    for word in typed.replace("\x00", "").split()[:8]:
        at_date = DATES.filter(Q(venue__name__icontains=word) | Q(venue__city__icontains=word))
        events = events.filter(
            Q(title__icontains=word) | Q(venue__name__icontains=word) | Q(venue__city__icontains=word) | Exists(at_date)
        )
    return events
