"""The organiser's list of events with many of them: search, filters, pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import Role
from events.models import EventPage
from tests.factories import (
    EventDateFactory,
    EventIndexPageFactory,
    EventPageFactory,
    EventRoleFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("workspace:events")


@pytest.fixture
def titles(client):
    """The titles that a query of the list shows, in order, to somebody who may see all or to ``user``."""

    def read(user=None, **query):
        client.force_login(user or UserFactory(is_superuser=True))
        return [event.title for event in client.get(LIST, query).context["object_list"]]

    return read


def over(**fields):
    """An event of last week."""
    date = timezone.now() - timedelta(days=7)
    return EventDateFactory(page=EventPageFactory(dates=0, **fields), starts_at=date).page


def test_search_finds_words_of_the_title_and_of_the_place(titles):
    hall = VenueFactory(name="De Reehorst", city="Ede")
    here = EventPageFactory(title="Samen op weg", venue=hall)
    EventPageFactory(title="Iets anders")
    assert titles(q="weg samen") == titles(q="reehorst") == titles(q="ede") == [here.title]
    assert titles(q="samen zwolle") == []


def test_search_finds_a_place_that_only_one_date_has(titles):
    series = EventPageFactory(title="Reeks")
    EventDateFactory(page=series, venue=VenueFactory(name="Bibliotheek", city="Zwolle"))
    EventPageFactory(title="Iets anders")
    assert titles(q="zwolle") == ["Reeks"]


def test_state_filter_shows_what_the_column_says(titles):
    EventPageFactory(title="Open")
    EventPageFactory(title="Half", live=False)
    EventPageFactory(title="Weg", cancelled_at=timezone.now())
    assert titles(shown="published") == ["Open"]
    assert titles(shown="draft") == ["Half"]
    assert titles(shown="called_off") == ["Weg"]
    assert len(titles()) == 3


def test_event_without_a_date_is_still_to_come_and_stands_on_top(titles):
    over(title="Geweest")
    EventPageFactory(title="Straks")
    EventPageFactory(title="Zonder datum", dates=0)
    assert titles(when="past") == ["Geweest"]
    assert titles(when="coming") == ["Zonder datum", "Straks"]


def test_kind_filter_and_search_work_together(titles):
    EventPageFactory(title="Samen leren", kind="masterclass")
    EventPageFactory(title="Samen praten")
    assert titles(kind="masterclass", q="samen") == ["Samen leren"]


def test_search_finds_no_event_of_somebody_else(titles):
    mine = EventRoleFactory(event=EventPageFactory(title="Samen hier"), role=Role.ORGANISER)
    EventPageFactory(title="Samen daar")
    from django.contrib.auth.models import Permission

    mine.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert titles(mine.user, q="samen") == ["Samen hier"]


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"shown": "x"}, {"p": "99"}, {"ordering": "uid"}])
def test_odd_query_shows_the_list(titles, query):
    EventPageFactory(title="Een")
    assert titles(**query) == ["Een"]


def test_events_of_the_same_moment_stand_on_one_page_only(titles):
    index, when = EventIndexPageFactory(), timezone.now()
    for number in range(35):
        EventDateFactory(page=EventPageFactory(dates=0, parent=index, title=f"Nummer {number}"), starts_at=when)
    first, second = titles(), titles(p="2")
    assert (len(first), len(second), len({*first, *second})) == (30, 5, 35)


def test_list_asks_as_many_questions_for_thirty_events_as_for_one(client):
    client.force_login(UserFactory(is_superuser=True))
    index = EventIndexPageFactory()

    def asked():
        client.get(LIST, {"q": "bijeenkomst", "shown": "published"})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(LIST, {"q": "bijeenkomst", "shown": "published"})
        assert len(response.context["object_list"]) == EventPage.objects.count()
        return len(queries)

    EventPageFactory(parent=index, venue=VenueFactory())
    one = asked()
    for _number in range(29):
        EventPageFactory(parent=index, venue=VenueFactory())
    assert asked() == one
