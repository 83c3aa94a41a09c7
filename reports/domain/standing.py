"""Ten minutes after the last sheet of an event was handed in its draft stands, without anybody asking for it."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from events.models import EventPage
from mailing.domain.outbox import new_message, queue_messages
from reports.domain.drafting import draft_report, report_language, report_of
from reports.domain.reporters import reporters_of
from reports.enums import ReportKind
from workshops.domain.deadlines import WORKING_DAYS_TO_HAND_IN, end_of_working_day
from workshops.models import CaptureSheet

logger = logging.getLogger(__name__)
LETTER = "reports.drafted"
ACTION = "reports.drafted_by_itself"
WAIT = timedelta(minutes=9)  # a sheet that is reopened at once is still in time; the sweep adds at most one minute
LOOKED_AT = timedelta(days=30)  # after the last date; meetings of long ago are left alone


def draft_standing_reports() -> int:
    """Draft what is due and tell the reporters; returns how many. Run twice, it happens once per event."""
    now = timezone.now()
    due = [event for event in _candidates(now) if _ready_at(event) <= now - WAIT]
    return sum(_draft_or_log(event.pk) for event in due)


def _candidates(now: datetime) -> QuerySet[EventPage]:
    """Meetings that are just over and were captured, for which this was not done before and that have no report."""
    sheets = CaptureSheet.objects.filter(event=OuterRef("pk")).filter(
        Q(workshop=None) | Q(workshop__cancelled_at=None)  # nobody hands in what was called off
    )
    done = PageLogEntry.objects.filter(page_id=OuterRef("pk"), action=ACTION)
    return (
        EventPage.objects.filter(Exists(sheets), ~Exists(done), live=True, cancelled_at=None, numchild=0)
        .annotate(
            last_ends_at=Max("dates__ends_at"),
            has_open=Exists(sheets.filter(handed_in_at=None)),
            last_hand_in=Max("capture_sheets__handed_in_at"),
        )
        .filter(last_ends_at__lte=now - WAIT, last_ends_at__gte=now - LOOKED_AT)
        .select_related("capture_deadline")
    )


def _ready_at(event: EventPage) -> datetime:
    """When everything is in: the last hand-in once the meeting is over, else the moment to hand in before."""
    over, hand_in = event.last_ends_at, event.last_hand_in
    if not event.has_open:
        return max(over, hand_in)
    chosen = getattr(event, "capture_deadline", None)
    moment = chosen.hand_in_by if chosen else end_of_working_day(over, WORKING_DAYS_TO_HAND_IN)
    return max(over, moment)


def _draft_or_log(event_id: int) -> int:
    try:
        return int(_draft(event_id))
    except Exception:
        logger.exception("the draft of event %s could not be made", event_id)
        return 0


def _draft(event_id: int) -> bool:
    """Draft, write down that it was done, queue the mails. The row of the event is locked: two sweeps make one."""
    with transaction.atomic():
        event = EventPage.objects.select_for_update().get(pk=event_id)
        if report_of(event) or PageLogEntry.objects.filter(page_id=event_id, action=ACTION).exists():
            return False
        page = draft_report(event, actor=None, otherwise=ReportKind.SHORT)
        log(instance=event, action=ACTION)
        queue_messages(
            new_message(
                f"{LETTER}:{event.pk}:{person.pk}",
                event=event,
                purpose=LETTER,
                to_name=person.get_full_name(),
                to_address=person.email,
                composer=LETTER,
                argument=f"{page.pk}:{person.pk}",
                language=report_language(event),
            )
            for person in reporters_of(event)
        )
    return True
