"""Forgetting what people wrote and nobody approved, when the time of an event's people is over (D14)."""

from django.db.models import Max
from django.utils import timezone

from events.models import EventPage
from polls.enums import TextState
from polls.models import TextAnswer
from registrations.domain.purging import retention_days_of


def forget_unapproved_texts() -> int:
    """Remove open answers that were hidden or never read, once the event's retention period is over; how many.

    Approved answers were shown to the room and stay with the report. The number of answers stays in the result.
    """
    unapproved = TextAnswer.objects.exclude(state=TextState.APPROVED)
    events = EventPage.objects.filter(pk__in=unapproved.values("round__question__poll__event")).annotate(
        over_at=Max("dates__ends_at")
    )
    now = timezone.now()
    over = [event.pk for event in events if event.over_at and (now - event.over_at).days >= retention_days_of(event)]
    return unapproved.filter(round__question__poll__event__in=over).delete()[0]
