"""Preparing polls in the admin, and the room's links."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose, Role
from core.models import AccessLink
from core.sections import MY_PLACE, sections_for
from core.tokens import link_token
from polls import showing
from polls.domain.links import ROOM_PURPOSES, usable_room_links
from polls.domain.rounds import get_or_create_round, open_round
from polls.models import DisclosurePolicy, Poll
from tests.factories import (
    AccessLinkFactory,
    EventDateFactory,
    EventPageFactory,
    EventRoleFactory,
    PollFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def _data(**fields):
    return {"title": "Plenair", "programme_item": "", "workshop": "", "voters": "room", "position": "1", **fields}


def _add_url(event):
    return reverse("polls_prepare:add", args=(event.pk,))


def _edit_url(poll):
    return reverse("polls_prepare:edit", args=(poll.event_id, poll.pk))


def test_new_poll_opens_at_its_questions(organiser, event):
    response = organiser.post(_add_url(event), _data())
    poll = Poll.objects.get()
    assert poll.event == event
    assert response["Location"] == reverse("polls_questions:list", args=(event.pk, poll.pk))


@pytest.mark.parametrize("title", ["", "x" * 300, "nul\x00"])
def test_poll_with_a_bad_title_is_refused(organiser, event, title):
    assert organiser.post(_add_url(event), _data(title=title)).status_code == 200
    assert not Poll.objects.exists()


def test_items_of_another_event_cannot_be_chosen(organiser, event):
    own, strange = ProgrammeItemFactory(page=event), ProgrammeItemFactory()
    form = organiser.get(_add_url(event)).content.decode()
    assert own.title in form
    assert f">{strange.title}<" not in form
    assert organiser.post(_add_url(event), _data(programme_item=str(strange.pk))).status_code == 200
    assert not Poll.objects.exists()
    assert organiser.post(_add_url(event), _data(programme_item=str(own.pk))).status_code == 302


@pytest.fixture
def asked(event):
    """A poll whose question is open."""
    question = QuestionFactory(poll=PollFactory(event=event), text="Regie bij de gemeente?")
    open_round(get_or_create_round(question), actor="test")
    return question.poll


def test_title_of_a_poll_that_was_asked_can_change(organiser, asked):
    assert organiser.post(_edit_url(asked), _data(title="Anders")).status_code == 302
    asked.refresh_from_db()
    assert asked.title == "Anders"


def test_poll_that_was_asked_cannot_be_deleted_and_another_can(organiser, asked):
    other = PollFactory(event=asked.event)
    for poll in (asked, other):
        organiser.post(reverse("polls_prepare:delete", args=(poll.event_id, poll.pk)))
    assert list(Poll.objects.all()) == [asked]


def test_poll_of_another_event_is_a_404(organiser, asked, event):
    address = reverse("polls_prepare:edit", args=(EventPageFactory().pk, asked.pk))
    assert organiser.get(address).status_code == 404


def test_list_of_polls_takes_as_many_queries_for_1_as_for_30(organiser, event, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("polls_prepare:index", args=(event.pk,))
    QuestionFactory(poll=PollFactory(event=event))
    organiser.get(url)
    with CaptureQueriesContext(connection) as first:
        organiser.get(url)
    for _ in range(29):
        QuestionFactory(poll=PollFactory(event=event, programme_item=ProgrammeItemFactory(page=event)))
    with django_assert_num_queries(len(first)):
        organiser.get(url)


def test_chair_may_prepare_and_scribe_may_not(client, event):
    chair, scribe = EventRoleFactory(event=event, role=Role.CHAIR), EventRoleFactory(event=event, role=Role.SCRIBE)
    statuses = []
    for role in (chair, scribe):
        from django.contrib.auth.models import Permission

        role.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(role.user)
        statuses.append(client.get(_add_url(event)).status_code)
    assert statuses == [200, 404]


def _press(client, event, purpose, action):
    return client.post(reverse("polls_admin:link", args=(event.pk,)), {"purpose": purpose, "action": action})


def test_renewed_link_works_and_the_one_before_does_not(organiser, event):
    old = AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN)
    visitor = Client()
    assert visitor.get(reverse("polls:screen", args=(link_token(old),))).status_code == 200

    _press(organiser, event, LinkPurpose.SCREEN, "renew")

    new = usable_room_links(event)[LinkPurpose.SCREEN]
    assert visitor.get(reverse("polls:screen", args=(link_token(old),))).status_code == 404
    assert visitor.get(reverse("polls:screen", args=(link_token(new),))).status_code == 200
    assert visitor.get(reverse("polls:remote", args=(link_token(new),))).status_code == 404


def test_revoked_link_leaves_none(organiser, event):
    AccessLinkFactory(event=event, purpose=LinkPurpose.CHAIR)
    _press(organiser, event, LinkPurpose.CHAIR, "revoke")
    assert usable_room_links(event) == dict.fromkeys(ROOM_PURPOSES)


@pytest.mark.parametrize(("purpose", "action"), [("scribe", "renew"), ("screen", "burn"), ("", "")])
def test_odd_link_request_changes_nothing(organiser, event, purpose, action):
    assert _press(organiser, event, purpose, action).status_code == 302
    assert not AccessLink.objects.exists()


def test_room_page_shows_code_and_links_with_their_qr(organiser, event):
    link = AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN)
    page = organiser.get(reverse("polls_admin:room", args=(event.pk,))).content.decode()
    event.refresh_from_db()
    assert event.room.join_code in page
    assert link_token(link) in page
    assert page.count("qr__code") == 2


@pytest.mark.parametrize(("value", "kept"), [("5", 5), ("3", 10), ("", 10)])
def test_smallest_group_can_be_five_or_ten(organiser, event, value, kept):
    organiser.post(reverse("polls_admin:protection", args=(event.pk,)), {"minimum": value})
    assert DisclosurePolicy.objects.get(event=event).minimum == kept


def test_smallest_group_is_locked_by_the_first_opening(organiser, asked):
    organiser.post(reverse("polls_admin:protection", args=(asked.event_id,)), {"minimum": "5"})
    assert DisclosurePolicy.objects.get(event=asked.event_id).minimum == 10


def test_workspace_counts_ready_and_closed_questions_in_three_queries(event, django_assert_max_num_queries):
    for _ in range(5):
        QuestionFactory(poll=PollFactory(event=event))
    with django_assert_max_num_queries(3):
        sections = list(showing.workspace(None, event))
    assert sections[0].context["ready"] == 5


def test_my_place_leads_to_the_room_on_the_day_only():
    now = timezone.now()
    today, later = EventPageFactory(dates=0), EventPageFactory()
    EventDateFactory(page=today, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    shown = []
    for event in (today, later):
        QuestionFactory(poll=PollFactory(event=event))
        sections = sections_for(MY_PLACE, None, RegistrationFactory(event=event))
        shown.append([section.template for section in sections if section.template.startswith("polls/")])
    assert shown == [["polls/sections/my_place.html"], []]
