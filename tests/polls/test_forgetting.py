"""Open answers that nobody approved go when the event's retention period is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polls.domain.forgetting import forget_unapproved_texts
from polls.enums import QuestionKind, RoundState, TextState
from polls.models import TextAnswer
from tests.factories import EventPageFactory, PollFactory, QuestionFactory, RoundFactory

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def event():
    event = EventPageFactory(retention_days=30)
    question = QuestionFactory(poll=PollFactory(event=event), kind=QuestionKind.TEXT)
    round_ = RoundFactory(question=question, state=RoundState.CLOSED)
    for state in TextState:
        TextAnswer.objects.create(round=round_, text=f"canary {state}", state=state)
    return event


def ended(event, days):
    over = timezone.now() - timedelta(days=days, hours=1)
    event.dates.update(starts_at=over - timedelta(hours=6), ends_at=over)


def test_hidden_and_unread_answers_go_after_the_retention_period(event):
    ended(event, days=30)
    assert forget_unapproved_texts() == 2
    assert [row.state for row in TextAnswer.objects.all()] == [TextState.APPROVED]


def test_answers_stay_until_the_retention_period_is_over(event):
    ended(event, days=29)
    assert forget_unapproved_texts() == 0
    assert TextAnswer.objects.count() == 3
