"""Preparing polls in the admin, and the room's links."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.enums import LinkPurpose, Role
from core.models import AccessLink
from core.sections import MY_PLACE, WORKSPACE, sections_for
from core.tokens import link_token
from polls.domain.links import usable_room_links
from polls.domain.rounds import get_or_create_round, open_round
from polls.models import DisclosurePolicy, Option, Poll
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


def _option(text, pk="", **extra):
    return {"text": text, "reporting_clause": "", "id": str(pk), **extra}


def _question(text, options, pk="", initial=0):
    return {
        "text": text,
        "help_text": "",
        "id": str(pk),
        "options": inline_formset(options, initial=initial),
    }


def _data(questions, initial=0, **fields):
    return nested_form_data(
        {
            "title": "Plenair",
            "programme_item": "",
            "workshop": "",
            "voters": "room",
            "position": "1",
            "questions": inline_formset(questions, initial=initial),
            **fields,
        }
    )


def _add_url(event):
    return reverse("polls_prepare:add", args=(event.pk,))


def _edit_url(poll):
    return reverse("polls_prepare:edit", args=(poll.event_id, poll.pk))


def _data_of(poll, **changes):
    """What the form of an existing poll sends; ``changes`` by option pk."""
    questions = []
    for question in poll.questions.all():
        options = [
            _option(changes.get(f"option_{option.pk}", option.text), option.pk) for option in question.options.all()
        ]
        options += [_option(text) for text in changes.get("more", [])]
        text = changes.get("text", question.text)
        questions.append(_question(text, options, question.pk, initial=question.options.count()))
    return _data(questions, initial=len(questions), title=changes.get("title", poll.title))


def test_poll_with_questions_and_answers_is_made_in_one_form(organiser, event):
    response = organiser.post(_add_url(event), _data([_question("Eens?", [_option("Ja"), _option("Nee")])]))
    assert response.status_code == 302
    poll = Poll.objects.get()
    assert poll.event == event
    assert [option.text for option in poll.questions.get().options.all()] == ["Ja", "Nee"]


def test_question_with_one_answer_is_refused(organiser, event):
    response = organiser.post(_add_url(event), _data([_question("Eens?", [_option("Ja")])]))
    assert response.status_code == 200
    assert not Poll.objects.exists()


@pytest.mark.parametrize("title", ["", "x" * 300, "nul\x00"])
def test_poll_with_a_bad_title_is_refused_and_keeps_the_question(organiser, event, title):
    response = organiser.post(
        _add_url(event), _data([_question("Eens met mij?", [_option("Ja"), _option("Nee")])], title=title)
    )
    assert response.status_code == 200
    assert "Eens met mij?" in response.content.decode()
    assert not Poll.objects.exists()


def test_items_of_another_event_cannot_be_chosen(organiser, event):
    own, strange = ProgrammeItemFactory(page=event), ProgrammeItemFactory()
    form = organiser.get(_add_url(event)).content.decode()
    assert own.title in form
    assert f">{strange.title}<" not in form
    questions = [_question("Eens?", [_option("Ja"), _option("Nee")])]
    assert organiser.post(_add_url(event), _data(questions, programme_item=str(strange.pk))).status_code == 200
    assert not Poll.objects.exists()
    assert organiser.post(_add_url(event), _data(questions, programme_item=str(own.pk))).status_code == 302


@pytest.fixture
def asked(event):
    """A poll whose question is open."""
    question = QuestionFactory(poll=PollFactory(event=event), text="Regie bij de gemeente?")
    open_round(get_or_create_round(question), actor="test")
    return question.poll


def test_question_that_was_not_asked_can_change(organiser, event):
    poll = QuestionFactory(poll=PollFactory(event=event)).poll
    assert organiser.post(_edit_url(poll), _data_of(poll, text="Nieuw")).status_code == 302
    assert poll.questions.get().text == "Nieuw"


@pytest.mark.parametrize("change", ["text", "option", "more"])
def test_question_that_was_asked_cannot_change_and_the_form_says_so(organiser, asked, change):
    option = Option.objects.filter(question__poll=asked).first()
    changes = {"text": {"text": "Nieuw"}, "option": {f"option_{option.pk}": "Nieuw"}, "more": {"more": ["Nieuw"]}}
    response = organiser.post(_edit_url(asked), _data_of(asked, **changes[change]))
    assert response.status_code == 200
    assert asked.questions.get().text == "Regie bij de gemeente?"
    assert Option.objects.filter(question__poll=asked, text="Nieuw").count() == 0
    assert str(response.context["form"].asked_message) in response.content.decode()


def test_title_of_a_poll_that_was_asked_can_change(organiser, asked):
    assert organiser.post(_edit_url(asked), _data_of(asked, title="Anders")).status_code == 302
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
    assert usable_room_links(event) == {LinkPurpose.SCREEN: None, LinkPurpose.CHAIR: None}


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
    organiser.post(reverse("polls_admin:minimum", args=(event.pk,)), {"minimum": value})
    assert DisclosurePolicy.objects.get(event=event).minimum == kept


def test_smallest_group_is_locked_by_the_first_opening(organiser, asked):
    organiser.post(reverse("polls_admin:minimum", args=(asked.event_id,)), {"minimum": "5"})
    assert DisclosurePolicy.objects.get(event=asked.event_id).minimum == 10


def test_workspace_counts_ready_and_closed_questions_in_three_queries(event, django_assert_max_num_queries):
    for _ in range(5):
        QuestionFactory(poll=PollFactory(event=event))
    with django_assert_max_num_queries(8):
        sections = [
            section for section in sections_for(WORKSPACE, None, event) if section.template.startswith("polls/")
        ]
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
