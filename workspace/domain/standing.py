"""The facts of one event for its timeline, from the apps that own them."""

from django.db.models import Count, Q

from events.models import EventPage
from polls.enums import RoundState
from polls.models import Question
from registrations.domain.purging import retention_days_of
from registrations.domain.window import window_of
from reports.domain.drafting import report_of
from workshops.models import CaptureSheet, Workshop
from workspace.domain.timeline import Standing


def standing_of(event: EventPage) -> Standing:
    """How far an event is; five queries, whatever its size."""
    window = window_of(event)
    questions = Question.objects.filter(poll__event=event).aggregate(
        all=Count("pk", distinct=True),
        closed=Count("pk", distinct=True, filter=Q(rounds__state=RoundState.CLOSED)),
    )
    sheets = CaptureSheet.objects.filter(event=event).aggregate(
        all=Count("pk"), handed_in=Count("pk", filter=Q(handed_in_at__isnull=False))
    )
    report = report_of(event)
    return Standing(
        is_published=event.live,
        announced_at=event.first_published_at,
        opens_at=window.opens_at,
        is_save_the_date=event.is_save_the_date,
        closes_at=window.closes_at,
        first_starts_at=window.first_starts_at,
        last_ends_at=window.last_ends_at,
        workshops=Workshop.objects.filter(round__event=event).count(),
        questions=questions["all"],
        closed_questions=questions["closed"],
        sheets=sheets["all"],
        handed_in=sheets["handed_in"],
        has_report=report is not None,
        report_published_at=report.first_published_at if report and report.live else None,
        retention_days=retention_days_of(event),
    )
