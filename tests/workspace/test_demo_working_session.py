"""The working sessions of the demo: prompts of their kind, actions with a date, and what the next one takes over."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import link_token
from events.enums import EventKind
from events.models import EventPage
from reports.domain.drafting import report_of
from reports.domain.publishing.stages import progress_of
from reports.enums import Stage
from reports.models import PublishedVersion
from workshops.domain.actions import open_actions_before
from workshops.enums import ActionState
from workshops.models import ActionItem, CaptureSheet, WorkshopRound
from workspace.demo import working_session as demo
from workspace.domain.demo.site import load_sectors, load_site
from workspace.domain.demo.working_session import load_working_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def sessions():
    home = load_site()
    load_working_sessions(home, load_sectors())
    return [EventPage.objects.get(slug=slug) for slug in (demo.SLUG, demo.NEXT_SLUG)]


def test_session_that_was_held_goes_from_bottlenecks_to_actions(sessions):
    held, _coming = sessions
    sheet = CaptureSheet.objects.get(event=held)

    assert not WorkshopRound.objects.filter(event=held).exists()
    assert held.dates.get().ends_at < timezone.now()
    assert sheet.handed_in_at is not None
    assert {key: sheet.outcomes.filter(prompt__key=key).count() for key in demo.OUTCOMES} == {
        "bottlenecks": 5,
        "ideas": 3,
        "goals": 3,
    }
    actions = ActionItem.objects.filter(sheet=sheet)
    assert [action.prompt.key for action in actions] == ["actions"] * 3
    assert all(action.due_on and action.owners.exists() for action in actions)


def test_next_session_starts_with_what_is_not_finished(sessions):
    _held, coming = sessions

    assert coming.dates.get().starts_at > timezone.now()
    assert {action.state for action in open_actions_before(coming)} == {ActionState.BUSY, ActionState.OPEN}
    assert not CaptureSheet.objects.get(event=coming).outcomes.exists()


def test_scribe_of_the_next_session_sees_what_is_open_without_who_does_it(sessions, client):
    held, coming = sessions
    link = AccessLink.objects.get(event=coming, purpose=LinkPurpose.SCRIBE)
    address = reverse("workshops:scribe", args=(link_token(link),))

    content = client.get(address).content.decode()

    for text, _kind, owners, _days, state, note in demo.ACTIONS:
        assert (text in content) is (state != ActionState.DONE)
        assert not note or note not in content
        assert owners[0] not in content
    EventPage.objects.filter(pk=coming.pk).update(kind=EventKind.NATIONAL_MEETING)
    EventPage.objects.filter(pk=held.pk).update(kind=EventKind.NATIONAL_MEETING)
    assert demo.ACTIONS[0][0] not in client.get(address).content.decode()


def test_loading_again_makes_nothing_new(sessions):
    load_working_sessions(load_site(), load_sectors())
    assert ActionItem.objects.filter(sheet__event__in=sessions).count() == len(demo.ACTIONS)
    assert CaptureSheet.objects.filter(event__in=sessions).count() == len(sessions)


def test_owner_of_an_action_has_one_link_however_often_the_demo_is_loaded(sessions, client):
    load_working_sessions(load_site(), load_sectors())
    link = AccessLink.objects.get(event=sessions[0], purpose=LinkPurpose.ACTION)

    content = client.get(reverse("workshops:action", args=(link_token(link),))).content.decode()

    assert demo.ACTIONS[0][0] in content


def test_session_that_was_held_has_a_report_that_was_signed_off_and_published(sessions, client):
    held, coming = sessions
    report = report_of(held)
    assert report.live
    assert progress_of(report).stage == Stage.PUBLISHED
    assert report.sign_off_rounds.get().ended_at is not None
    assert PublishedVersion.objects.filter(page=report).count() == 1
    html = client.get(report.url).content.decode()
    for heading in ("In het kort", "Knelpunten", "Ideeën", "Doelen", "Afspraken en vervolg"):
        assert heading in html
    assert html.count("Staat de pleger in een andere gemeente") == 2  # a starred point: in the box, and in its place
    assert report_of(coming) is None
