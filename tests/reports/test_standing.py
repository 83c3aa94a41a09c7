"""Ten minutes after the last hand-in the draft stands, once, and the reporter hears of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.enums import Role
from events.models import EventDate, EventPage
from mailing.domain.delivering import deliver_due
from mailing.models import OutboxMessage
from reports.domain.drafting import draft_report, report_of
from reports.domain.standing import ACTION, LETTER, draft_standing_reports
from reports.tasks import draft_reports
from tests.factories import EventRoleFactory, UserFactory
from tests.reports.meeting import make_event, make_meeting
from workshops.models import CaptureDeadline, CaptureSheet, Workshop

pytestmark = pytest.mark.django_db


def ago(**kwargs):
    return timezone.now() - timedelta(**kwargs)


def over(event: EventPage, **kwargs) -> None:
    EventDate.objects.filter(page=event).update(starts_at=ago(**kwargs) - timedelta(hours=4), ends_at=ago(**kwargs))


def hand_in(event: EventPage, **kwargs) -> None:
    CaptureSheet.objects.filter(event=event).update(handed_in_at=ago(**kwargs))


@pytest.fixture
def event() -> EventPage:
    """A meeting that ended an hour ago; three sheets, none handed in yet."""
    event = make_meeting(workshops=2, questions=1, people=12).event
    over(event, hours=1)
    return event


def letters(event: EventPage):
    return OutboxMessage.objects.filter(event=event, purpose=LETTER)


def test_draft_stands_after_the_last_hand_in_and_the_reporter_hears_what_is_missing(event):
    reporter = EventRoleFactory(event=event, role=Role.REPORTER, user=UserFactory(first_name="Robin <b>")).user
    EventRoleFactory(event=event, role=Role.SCRIBE)
    hand_in(event, minutes=10)
    CaptureSheet.objects.get(workshop__number=2).outcomes.all().delete()
    draft_reports()
    assert report_of(event).live is False
    assert [letter.to_address for letter in letters(event)] == [reporter.email]
    mail.outbox.clear()
    deliver_due()
    text = mail.outbox[0].body
    assert "de aantekeningen van workshop 2" in text
    assert "1 peilingsuitslag" in text
    assert f"/beheer/bijeenkomsten/{event.pk}/" in text
    assert "Financiële afhankelijkheid" not in text  # words that people noted stay inside
    assert "Robin &lt;b&gt;" in mail.outbox[0].alternatives[0][0]


@pytest.mark.parametrize(
    ("ended", "handed_in", "stands"),
    [
        ({"hours": 1}, {"minutes": 5}, False),
        ({"hours": 1}, {"minutes": 10}, True),
        ({"minutes": 5}, {"minutes": 50}, False),  # handed in while the meeting went on
        ({"minutes": -30}, {"minutes": 50}, False),
        ({"days": 40}, {"days": 39}, False),  # of long ago
    ],
)
def test_draft_waits_ten_minutes_after_hand_in_and_end(event, ended, handed_in, stands):
    over(event, **ended)
    hand_in(event, **handed_in)
    assert draft_standing_reports() == int(stands)


def test_one_open_sheet_holds_the_draft_until_the_moment_to_hand_in(event):
    hand_in(event, minutes=30)
    CaptureSheet.objects.filter(workshop__number=2).update(handed_in_at=None)
    assert draft_standing_reports() == 0
    deadline = CaptureDeadline.objects.create(event=event, hand_in_by=ago(minutes=-5))
    assert draft_standing_reports() == 0
    CaptureDeadline.objects.filter(pk=deadline.pk).update(hand_in_by=ago(minutes=10))
    assert draft_standing_reports() == 1


def test_without_a_chosen_moment_two_working_days_count(event):
    assert draft_standing_reports() == 0
    over(event, days=8)
    assert draft_standing_reports() == 1


def test_sheet_of_a_workshop_that_was_called_off_is_not_waited_for(event):
    hand_in(event, minutes=30)
    CaptureSheet.objects.filter(workshop__number=2).update(handed_in_at=None)
    Workshop.objects.filter(number=2, round__event=event).update(cancelled_at=timezone.now())
    assert draft_standing_reports() == 1


def test_it_happens_once_even_when_the_draft_was_thrown_away(event):
    hand_in(event, minutes=10)
    assert [draft_standing_reports(), draft_standing_reports()] == [1, 0]
    report_of(event).delete()
    assert draft_standing_reports() == 0
    assert PageLogEntry.objects.filter(page_id=event.pk, action=ACTION).count() == 1
    PageLogEntry.objects.filter(page_id=event.pk, action=ACTION).delete()  # failing control
    assert draft_standing_reports() == 1


def test_report_that_is_there_is_left_alone(event):
    hand_in(event, minutes=10)
    page = draft_report(EventPage.objects.get(pk=event.pk), actor=None)
    assert draft_standing_reports() == 0
    assert page.revisions.count() == 1
    assert not letters(event).exists()


def test_event_that_is_called_off_or_was_not_captured_gets_no_draft(event):
    hand_in(event, minutes=10)
    EventPage.objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    over(make_event(), hours=1)
    assert draft_standing_reports() == 0


def test_without_a_reporter_the_organiser_hears_and_else_who_made_the_page(event):
    owner = UserFactory()
    EventPage.objects.filter(pk=event.pk).update(owner=owner)
    hand_in(event, minutes=10)
    draft_standing_reports()
    assert [letter.to_address for letter in letters(event)] == [owner.email]


def test_draft_that_fails_does_not_hold_up_the_others(event, monkeypatch):
    other = make_meeting(workshops=1, questions=0, people=0).event
    over(other, hours=1)
    hand_in(event, minutes=10)
    hand_in(other, minutes=10)

    def fails_once(found, **kwargs):
        if found.pk == event.pk:
            raise ValueError
        return draft_report(found, **kwargs)

    monkeypatch.setattr("reports.domain.standing.draft_report", fails_once)
    assert draft_standing_reports() == 1
    monkeypatch.undo()
    assert draft_standing_reports() == 1
