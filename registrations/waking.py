"""Wakes the sweep when an event is published: places that a raised capacity brought are given out at once."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from events.models import EventPage
from mailing.domain.waking import send_task


@receiver(page_published, sender=EventPage, dispatch_uid="registrations.give_out_places")
def give_out_places(sender: type[EventPage], **kwargs: Any) -> None:
    """Wake the sweep after the commit; without a broker it comes by within the minute."""
    transaction.on_commit(partial(send_task, "registrations.tasks.sweep_places"), robust=True)
