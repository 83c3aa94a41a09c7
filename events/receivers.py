"""What happens when an event is published."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from events.domain.calendar_sequence import raise_sequence_if_changed
from events.domain.search import index_with_parts
from events.models import EventPage


@receiver(page_published, sender=EventPage, dispatch_uid="events.raise_sequence")
def raise_calendar_sequence(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    """The calendar entry counts up when its time, place or title changed."""
    raise_sequence_if_changed(instance)


@receiver(page_published, sender=EventPage, dispatch_uid="events.index_with_parts")
def index_parts(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    """Questions, programme and parties can be found too."""
    index_with_parts(instance)
