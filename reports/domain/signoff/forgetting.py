"""Readers are forgotten with the other people of their event (D14)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from registrations.domain.purging import retention_days_of
from reports.models import QuoteConsent, ReportPage, SignOffRound


def events_that_are_over() -> list[EventPage]:
    """Events whose retention period has passed."""
    now = timezone.now()
    events = EventPage.objects.annotate(over_at=Max("dates__ends_at")).filter(over_at__lt=now)
    return [event for event in events if (now - event.over_at).days >= retention_days_of(event)]


def forget_readers() -> int:
    """Delete the rounds of events whose retention period is over, with all readers said; forget who was quoted."""
    forgotten = 0
    for event in events_that_are_over():
        pages = ReportPage.objects.child_of(event).values("pk")
        rounds = SignOffRound.objects.filter(page__in=pages)
        # Who agreed stays out of sight, that it was agreed stays; the link to take the words out keeps working.
        QuoteConsent.objects.filter(page__in=pages).exclude(email="").update(name="", email="")
        if rounds.exists():
            with transaction.atomic():
                AccessLink.objects.filter(event=event, purpose=LinkPurpose.READER).delete()
                forgotten += rounds.delete()[0]
    return forgotten
