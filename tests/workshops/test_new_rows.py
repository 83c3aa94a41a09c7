"""A new round and a new workshop come filled in, so that an organiser types little."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from tests.factories import EventPageFactory, EventRoleFactory, ProgrammeItemFactory, UserFactory
from tests.factories.workshops import WorkshopFactory, WorkshopRoundFactory
from workshops.domain.rounds import first_gap

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def begin(event):
    return event.dates.get().starts_at


def fill(event, begin, *periods):
    """Items on the programme, each from and to so many hours after the beginning."""
    for start, end in periods:
        ProgrammeItemFactory(page=event, starts_at=begin + start * HOUR, ends_at=begin + end * HOUR)


@pytest.mark.parametrize(
    ("periods", "gap"),
    [
        ((), (0, 1)),
        (((0, 1), (1, 1.5)), (1.5, 2.5)),
        (((0, 1), (1.5, 4.5)), (1, 1.5)),
        (((1, 4.5), (0, 1)), (0, 1)),
        (((0, 4),), (4, 4.5)),
        (((-2, -1), (9, 10)), (0, 1)),
    ],
)
def test_new_round_takes_the_first_free_time_of_an_hour_at_most(event, begin, periods, gap):
    fill(event, begin, *periods)
    assert first_gap(event) == (begin + gap[0] * HOUR, begin + gap[1] * HOUR)


def test_second_round_comes_after_the_first(event, begin):
    WorkshopRoundFactory(event=event, starts_at=begin, ends_at=begin + HOUR)
    assert first_gap(event)[0] == begin + HOUR


def test_event_without_a_date_has_no_time_for_a_round():
    assert first_gap(EventPageFactory(dates=0)) is None


def test_form_of_a_new_round_has_title_and_times_filled_in(client, event, begin):
    client.force_login(UserFactory(is_superuser=True))
    form = client.get(reverse("workshop_rounds:add", args=[event.pk])).context["form"]
    assert form["title"].value() == "Ronde 1"
    shown = [timezone.make_aware(form[name].value()) for name in ("starts_at", "ends_at")]
    assert shown == [begin, begin + HOUR]


def test_new_workshop_goes_in_the_round_of_the_last_one_with_the_next_number(client, event):
    first, second = WorkshopRoundFactory.create_batch(2, event=event)
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("workshop_list:add", args=[event.pk])
    form = client.get(address).context["form"]
    assert (form["round"].value(), form["number"].value()) == (first.pk, 1)
    WorkshopFactory(round=second, number=4)
    form = client.get(address).context["form"]
    assert (form["round"].value(), form["number"].value()) == (second.pk, 5)


def test_form_of_a_workshop_without_rounds_opens_and_says_what_comes_first(client, event):
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("workshop_list:add", args=[event.pk])).content.decode()
    assert "Maak eerst een workshopronde" in page


@pytest.mark.parametrize(
    "name", ["workshop_rounds:index", "workshop_list:add", "registrations_admin:list", "cases:index"]
)
def test_pages_of_an_event_lead_back_to_it(client, event, name):
    client.force_login(EventRoleFactory(event=event, user=UserFactory(is_superuser=True), role=Role.ORGANISER).user)
    link = f'href="{reverse("workspace:event", args=[event.pk])}"'
    page = client.get(reverse(name, args=[event.pk])).content.decode()
    assert link in page
    assert "Naar de bijeenkomst" in page
    assert "Naar de bijeenkomst" not in client.get(reverse("workspace:event", args=[event.pk])).content.decode()


def test_workspace_says_which_round_stayed_behind_when_the_meeting_moved(client, event):
    date = event.dates.get()
    round_ = WorkshopRoundFactory(event=event, starts_at=date.starts_at, ends_at=date.starts_at + HOUR)
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("workspace:event", args=[event.pk])
    link = f'href="{reverse("workshop_rounds:edit", args=[event.pk, round_.pk])}"'
    assert link not in client.get(address).content.decode()
    event.dates.update(starts_at=date.starts_at + 14 * DAY, ends_at=date.ends_at + 14 * DAY)
    page = client.get(address).content.decode()
    assert link in page
    assert "Niet op een dag van de bijeenkomst: pas de tijd aan" in page
