"""Feeds that calendars subscribe to: what is in them, and that an unchanged one is not sent twice."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from events.enums import EventKind
from events.models import EventParty
from tests.factories import EventDateFactory, EventPageFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [str(entry["summary"]) for entry in Calendar.from_ical(response.content).walk("VEVENT")]


def test_feeds_hold_all_events_those_of_a_kind_and_those_of_an_organisation(client):
    organisation = OrganisationFactory(name="Movisie")
    EventPageFactory(title="Landelijk", kind=EventKind.NATIONAL_MEETING)
    masterclass = EventPageFactory(title="Reeks", kind=EventKind.MASTERCLASS)
    EventParty.objects.create(page=masterclass, role="organiser", organisation=organisation)
    EventParty.objects.create(page=masterclass, role="contractor", organisation=organisation)
    EventPageFactory(title="Concept", live=False)
    assert sorted(titles(client.get("/agenda/alles.ics"))) == ["Landelijk", "Reeks"]
    assert titles(client.get("/agenda/soort/masterclasses.ics")) == ["Reeks"]
    assert titles(client.get("/agenda/soort/werksessies.ics")) == []
    assert titles(client.get(f"/agenda/organisatie/{organisation.pk}.ics")) == ["Reeks"]


@pytest.mark.parametrize(
    "path", ["soort/feesten.ics", "organisatie/0.ics", "organisatie/999999.ics", "organisatie/x.ics", "0.ics"]
)
def test_feed_that_does_not_exist_is_a_404(client, path):
    assert client.get(f"/agenda/{path}").status_code == 404


def test_feed_says_its_name_zone_and_how_often_to_look_again(client):
    EventPageFactory(kind=EventKind.MASTERCLASS)
    found = Calendar.from_ical(client.get("/agenda/soort/masterclasses.ics").content)
    assert str(found["X-WR-CALNAME"]).endswith(": Masterclass")
    assert str(found["NAME"]) == str(found["X-WR-CALNAME"])
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert found["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert str(found["X-WR-TIMEZONE"]) == "Europe/Amsterdam"
    assert str(found["METHOD"]) == "PUBLISH"
    assert str(found["SOURCE"]).endswith("/agenda/soort/masterclasses.ics")


def test_feed_that_is_known_already_is_not_sent_again(client):
    event = EventPageFactory()
    first = client.get("/agenda/alles.ics")
    by_tag = client.get("/agenda/alles.ics", headers={"If-None-Match": first["ETag"]})
    by_time = client.get("/agenda/alles.ics", headers={"If-Modified-Since": first["Last-Modified"]})
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_time.status_code == 304
    event.title = "Andere titel"
    event.save()
    changed = client.get("/agenda/alles.ics", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert client.get("/agenda/alles.ics", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_event_that_is_called_off_stays_in_the_feed_as_cancelled(client):
    event = EventPageFactory()
    event.cancelled_at = timezone.now()
    event.save()
    [entry] = Calendar.from_ical(client.get("/agenda/alles.ics").content).walk("VEVENT")
    assert str(entry["STATUS"]) == "CANCELLED"


def test_feed_has_no_alarms_but_the_file_of_one_event_has(client):
    event = EventPageFactory(calendar_alarm_minutes=30)
    assert b"VALARM" not in client.get("/agenda/alles.ics").content
    assert b"VALARM" in client.get(f"/agenda/{event.pk}.ics").content


def test_feed_takes_as_many_queries_for_many_events(client):
    def queries():
        client.get("/agenda/alles.ics")  # where pages stand in the site is remembered
        with CaptureQueriesContext(connection) as counted:
            client.get("/agenda/alles.ics")
        return len(counted)

    EventPageFactory()
    one = queries()
    for _number in range(10):
        EventDateFactory(page=EventPageFactory(dates=0))
    assert queries() == one


def test_page_of_feeds_names_each_with_an_address_to_copy(client):
    organisation = OrganisationFactory(name="<b>Movisie</b>")
    EventParty.objects.create(page=EventPageFactory(), role="organiser", organisation=organisation)
    html = client.get("/agenda/").content.decode()
    assert f"/agenda/organisatie/{organisation.pk}.ics" in html
    assert "&lt;b&gt;Movisie" in html
    assert "/agenda/soort/masterclasses.ics" in html
