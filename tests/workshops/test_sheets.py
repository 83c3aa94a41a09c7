"""Which sheets an event gets, with which prompts, and when they are handed in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.enums import EventKind
from tests.factories import (
    CaptureSheetFactory,
    CaptureTemplateFactory,
    EventDateFactory,
    EventPageFactory,
    ProgrammeItemFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.domain.deadlines import hand_in_by
from workshops.domain.sheets import ensure_sheets, hand_in, reopen
from workshops.domain.templates import GENDER, add_preset, default_templates
from workshops.enums import PromptKind, SheetKind
from workshops.models import CaptureSheet, CaptureTemplate

pytestmark = pytest.mark.django_db


def test_every_workshop_and_captured_item_gets_one_sheet():
    event = EventPageFactory()
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    talk = ProgrammeItemFactory(page=event, is_captured=True)
    ProgrammeItemFactory(page=event, is_captured=False)
    WorkshopFactory()

    made = ensure_sheets(event)

    assert {(sheet.workshop, sheet.programme_item) for sheet in made} == {(workshop, None), (None, talk)}
    assert {sheet.event_id for sheet in made} == {event.pk}


def test_ensure_sheets_again_adds_only_what_is_new():
    event = EventPageFactory()
    round = WorkshopRoundFactory(event=event)
    WorkshopFactory(round=round)
    ensure_sheets(event)
    late = WorkshopFactory(round=round)

    assert [sheet.workshop for sheet in ensure_sheets(event)] == [late]
    assert ensure_sheets(event) == []
    assert CaptureSheet.objects.filter(event=event).count() == 2


def test_sheets_get_the_default_prompts_or_the_event_s_own():
    plain, own = EventPageFactory(), EventPageFactory()
    add_preset(GENDER, event=own)
    for event in (plain, own):
        WorkshopFactory(round=WorkshopRoundFactory(event=event))
        ProgrammeItemFactory(page=event, is_captured=True)
        ensure_sheets(event)

    keys = {
        (sheet.event_id, sheet.kind): [prompt.key for prompt in sheet.template.prompts.all()]
        for sheet in CaptureSheet.objects.all()
    }

    assert keys == {
        (plain.pk, SheetKind.WORKSHOP): ["key-points", "bottlenecks", "good-examples", "needs"],
        (plain.pk, SheetKind.PLENARY): ["key-messages", "dilemmas", "questions"],
        (own.pk, SheetKind.WORKSHOP): ["gender-aspects", "good-examples", "instruments"],
        (own.pk, SheetKind.PLENARY): ["key-messages", "dilemmas", "questions"],
    }


def test_working_session_gets_its_own_prompts_and_others_do_not():
    session = EventPageFactory(kind=EventKind.WORKING_SESSION)
    plain = EventPageFactory(kind=EventKind.NATIONAL_MEETING)
    for event in (session, plain):
        ProgrammeItemFactory(page=event, is_captured=True)
        ensure_sheets(event)
        ensure_sheets(event)

    prompts = {
        event.pk: [(prompt.key, prompt.kind) for prompt in CaptureSheet.objects.get(event=event).template.prompts.all()]
        for event in (session, plain)
    }

    assert prompts[session.pk] == [
        ("bottlenecks", PromptKind.OUTCOME),
        ("ideas", PromptKind.OUTCOME),
        ("goals", PromptKind.OUTCOME),
        ("actions", PromptKind.ACTION),
    ]
    assert [key for key, _kind in prompts[plain.pk]] == ["key-messages", "dilemmas", "questions"]
    assert CaptureTemplate.objects.filter(event=session).count() == 1


def test_working_session_keeps_the_prompts_its_organiser_made():
    session = EventPageFactory(kind=EventKind.WORKING_SESSION)
    own = CaptureTemplateFactory(event=session, kind=SheetKind.PLENARY)
    ProgrammeItemFactory(page=session, is_captured=True)

    ensure_sheets(session)

    assert CaptureSheet.objects.get(event=session).template == own
    assert CaptureTemplate.objects.filter(event=session).count() == 1


def test_default_templates_are_made_once():
    first = default_templates()

    assert default_templates() == first
    assert CaptureTemplate.objects.count() == 2


def test_hand_in_keeps_the_first_moment_and_reopen_takes_it_back():
    sheet = CaptureSheetFactory()

    hand_in(sheet)
    sheet.refresh_from_db()
    moment = sheet.handed_in_at
    hand_in(sheet)
    sheet.refresh_from_db()

    assert moment is not None
    assert sheet.handed_in_at == moment
    reopen(sheet)
    sheet.refresh_from_db()
    assert sheet.handed_in_at is None


@pytest.mark.parametrize(
    ("ends_at", "expected"),
    [
        (datetime(2032, 3, 4, 16, tzinfo=UTC), (2032, 3, 8)),  # Thursday → Monday
        (datetime(2032, 3, 5, 16, tzinfo=UTC), (2032, 3, 9)),  # Friday → Tuesday
        (datetime(2032, 3, 6, 16, tzinfo=UTC), (2032, 3, 9)),  # Saturday → Tuesday
    ],
)
def test_scribes_may_hand_in_until_two_working_days_after_the_event(ends_at, expected):
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=ends_at - timedelta(hours=4), ends_at=ends_at)

    moment = timezone.localtime(hand_in_by(event))

    assert (moment.year, moment.month, moment.day, moment.hour) == (*expected, 23)


def test_hand_in_of_a_past_event_counts_from_today():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=datetime(2015, 3, 5, 11, 30, tzinfo=UTC))

    assert hand_in_by(event) > timezone.now() + timedelta(days=1)
