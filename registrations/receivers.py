"""What is saved elsewhere and may change somebody's programme: the event's page, its rounds, workshops and venue."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from core.models import Venue
from events.models import EventPage
from registrations.domain.telling import note_change
from workshops.models import Workshop, WorkshopRound


@receiver(page_published, sender=EventPage, dispatch_uid="registrations.event_published")
def event_published(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    """Time, place or title may have changed."""
    note_change(instance.pk)


@receiver(post_save, sender=Workshop, dispatch_uid="registrations.workshop_changed")
def workshop_changed(sender: type[Workshop], instance: Workshop, **kwargs: Any) -> None:
    """A room or a title may have changed; a new workshop changes nobody's programme."""
    if not (kwargs.get("raw") or kwargs.get("created")):
        note_change(instance.round.event_id)


@receiver(post_delete, sender=Workshop, dispatch_uid="registrations.workshop_deleted")
def workshop_deleted(sender: type[Workshop], instance: Workshop, **kwargs: Any) -> None:
    """A workshop is gone; known only after the commit whether its event went with it."""
    event_id = instance.round.event_id
    transaction.on_commit(lambda: _note_if_there(event_id), robust=True)


def _note_if_there(event_id: int) -> None:
    if EventPage.objects.filter(pk=event_id).exists():
        note_change(event_id)


@receiver(post_save, sender=WorkshopRound, dispatch_uid="registrations.round_changed")
def round_changed(sender: type[WorkshopRound], instance: WorkshopRound, **kwargs: Any) -> None:
    """The time of a round may have changed."""
    if not (kwargs.get("raw") or kwargs.get("created")):
        note_change(instance.event_id)


@receiver(post_save, sender=Venue, dispatch_uid="registrations.venue_changed")
def venue_changed(sender: type[Venue], instance: Venue, **kwargs: Any) -> None:
    """A venue may have got another address."""
    if kwargs.get("raw") or kwargs.get("created"):
        return
    for event_id in instance.events.values_list("pk", flat=True):
        note_change(event_id)
