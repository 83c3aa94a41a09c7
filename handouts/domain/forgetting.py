"""What goes with the people of an event: links of speakers, who did what, and files that were not for everyone.

What everyone may have was published with the programme and the verslag, and stays with them (decision 0326).
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from handouts.enums import Audience, Release
from handouts.models import Folder, HandOut, HandOutAct, SpeakerAsk
from registrations.domain.purging import OVER_AT, retention_days_of

# A file that is to be released later than people are forgotten was given for everyone: it stays.
NOT_PUBLISHED = (
    ~Q(folder__audience=Audience.EVERYONE) | Q(folder__release=Release.NOT) | Q(is_withdrawn=True) | Q(is_held=True)
)


def forget_expired() -> int:
    """Forget what belongs to events whose retention period is over; how many rows."""
    known = Q(pk__in=Folder.objects.values("event_id"))
    today, gone = timezone.now(), 0
    for event in EventPage.objects.filter(known).annotate(over_at=OVER_AT).only("pk", "retention_days"):
        over_at: Any = getattr(event, "over_at", None)
        if over_at and today - over_at >= timedelta(days=retention_days_of(event)):
            gone += forget(event.pk)
    return gone


def forget(event_id: int) -> int:
    """Delete it all; folders whose files stay are kept."""
    with transaction.atomic():
        AccessLink.objects.filter(event=event_id, purpose=LinkPurpose.HAND_OUTS).delete()
        gone = HandOutAct.objects.filter(folder__event=event_id).delete()[0]
        gone += SpeakerAsk.objects.filter(folder__event=event_id).delete()[0]
        gone += HandOut.objects.filter(NOT_PUBLISHED, folder__event=event_id).delete()[0]
        rest = HandOut.objects.filter(folder__event=event_id, proposed_at__isnull=False)
        rest.update(proposed_title="", proposed_text="", proposed_at=None)
        gone += Folder.objects.filter(event=event_id, files=None).delete()[0]
    return gone
