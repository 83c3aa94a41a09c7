"""The timeline of a meeting says what is done, what is now and what is still to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.factories.core import UserFactory
from tests.factories.events import EventPageFactory
from tests.factories.workshops import WorkshopRoundFactory
from workspace.domain.timeline import Standing, StepState, steps_of

START = datetime(2026, 3, 5, 11, 30, tzinfo=UTC)
END = START + timedelta(hours=4)
MEETING = Standing(
    is_published=True,
    announced_at=START - timedelta(days=60),
    opens_at=START - timedelta(days=50),
    closes_at=START - timedelta(days=2),
    first_starts_at=START,
    last_ends_at=END,
    workshops=5,
    questions=2,
    closed_questions=0,
    sheets=7,
    handed_in=0,
    has_report=False,
    report_published_at=None,
    retention_days=90,
)
DONE, NOW, LATE, LATER = StepState.DONE, StepState.NOW, StepState.LATE, StepState.LATER


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        (MEETING, START - timedelta(days=55), [DONE, LATER, DONE, DONE, LATER, LATER, LATER, LATER]),
        (MEETING, START - timedelta(days=10), [DONE, NOW, DONE, DONE, LATER, LATER, LATER, LATER]),
        (MEETING, START + timedelta(hours=1), [DONE, DONE, DONE, DONE, NOW, NOW, NOW, LATER]),
        (MEETING, END + timedelta(days=1), [DONE, DONE, DONE, DONE, DONE, LATE, LATE, LATER]),
        (
            replace(MEETING, handed_in=7, has_report=True, report_published_at=END + timedelta(days=3)),
            END + timedelta(days=91),
            [DONE, DONE, DONE, DONE, DONE, DONE, DONE, DONE],
        ),
    ],
)
def test_timeline_follows_the_life_of_a_meeting(facts, now, expected):
    assert [step.state for step in steps_of(facts, now)] == expected


def test_timeline_of_a_draft_without_a_date_asks_for_both():
    facts = replace(
        MEETING, is_published=False, opens_at=None, closes_at=None, first_starts_at=None, last_ends_at=None, sheets=0
    )
    facts = replace(facts, workshops=0, questions=0)
    assert [step.state for step in steps_of(facts, START)] == [LATE, LATER, LATE, LATER]


@pytest.mark.django_db
def test_workspace_and_list_are_in_dutch_with_a_full_date(client):
    event = EventPageFactory()
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("workspace:event", args=(event.pk,))).content.decode()
    assert "Waar deze bijeenkomst staat" in page
    assert "Edit the page" not in page
    listing = client.get(reverse("workspace:events")).content.decode()
    assert str(event.dates.get().starts_at.year) in listing
    assert "geleden" not in listing
    assert "Zojuist" not in listing


@pytest.mark.django_db
def test_rounds_list_says_when_a_round_starts(client):
    round_ = WorkshopRoundFactory()
    client.force_login(UserFactory(is_superuser=True))
    listing = client.get(reverse("workshop_rounds:index", args=(round_.event_id,))).content.decode()
    assert date_format(timezone.localtime(round_.starts_at), "j F Y, H.i") in listing
    assert "Zojuist" not in listing


@pytest.mark.django_db
def test_privacy_page_names_the_fields_in_english_too(client):
    client.cookies["django_language"] = "en"
    page = client.get(reverse("core:privacy"), headers={"accept-language": "en"}).content.decode()
    assert "<strong>name</strong>: to know who comes" in page


def test_timeline_of_a_save_the_date_does_not_say_that_registration_is_open():
    facts, now = replace(MEETING, is_save_the_date=True), START - timedelta(days=10)
    [step] = [step for step in steps_of(facts, now) if step.title == "Aanmelding"]
    assert (step.state, step.note) == (LATER, "Vooraankondiging: gaat open als u die uitzet.")
    assert [step.state for step in steps_of(MEETING, now) if step.title == "Aanmelding"] == [NOW]
