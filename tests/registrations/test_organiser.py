"""Organisers' pages: list, one registration, export."""

import csv
import io

import pytest
from django.urls import reverse

from events.models import EventSector
from registrations.domain.checkin import check_in
from registrations.domain.exporting import plain_cell
from registrations.enums import RegistrationState
from registrations.models import Needs, Place
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def url(event, name="list", *args):
    return reverse(f"registrations_admin:{name}", args=[event.pk, *args])


def names(response):
    return [registration.name for registration in response.context["object_list"]]


def test_list_shows_this_event_only(organiser, event):
    RegistrationFactory(event=event, name="Hier")
    RegistrationFactory(name="Elders")
    assert names(organiser.get(url(event))) == ["Hier"]


def test_list_searches_and_filters(organiser, event):
    sector = SectorFactory()
    EventSector.objects.create(page=event, sector=sector)
    RegistrationFactory(event=event, name="Anna", organisation_name="Gemeente Zwolle", sector=sector)
    RegistrationFactory(event=event, name="Bram", state=RegistrationState.WAITLISTED)
    assert names(organiser.get(url(event), {"q": "zwolle anna"})) == ["Anna"]
    assert names(organiser.get(url(event), {"state": "waitlisted"})) == ["Bram"]
    assert names(organiser.get(url(event), {"sector": sector.pk})) == ["Anna"]
    for odd in ({"q": "\x00"}, {"sector": "x"}, {"state": "x"}, {"sector": "9" * 40}):
        assert organiser.get(url(event), odd).status_code == 200


def test_list_takes_as_many_queries_with_30_rows_as_with_one(
    organiser, event, django_assert_num_queries, django_assert_max_num_queries
):
    RegistrationFactory(event=event, sector=SectorFactory())
    organiser.get(url(event))
    with django_assert_max_num_queries(30) as few:
        organiser.get(url(event))
    for _ in range(29):
        RegistrationFactory(event=event, sector=SectorFactory())
    with django_assert_num_queries(len(few.captured_queries)):
        organiser.get(url(event))


def test_page_of_one_registration_shows_needs_and_history(organiser, event):
    registration = RegistrationFactory(event=event)
    Needs.objects.create(registration=registration, access="Ringleiding", consented_at=registration.created_at)
    check_in(registration, event.dates.get(), actor="Balie 1")
    html = organiser.get(url(event, "detail", registration.pk)).content.decode()
    assert "Ringleiding" in html
    assert "Balie 1" in html


def test_registration_of_another_event_is_a_404(organiser, event):
    other = RegistrationFactory()
    assert organiser.get(url(event, "detail", other.pk)).status_code == 404
    assert organiser.get(url(other.event, "detail", other.pk)).status_code == 200


def rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_export_holds_what_the_filters_show(organiser, event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Casus Anna")
    first = RegistrationFactory(event=event, name="Anna", organisation_name="Gemeente Zwolle")
    Place.objects.create(registration=first, round=workshop.round, workshop=workshop)
    RegistrationFactory(event=event, name="Bram", state=RegistrationState.WAITLISTED)
    RegistrationFactory(name="Elders")
    everything = rows(organiser.get(url(event, "export")))
    assert [row[0] for row in everything[1:]] == ["Anna", "Bram"]
    assert everything[1][-1] == "Casus Anna"
    assert [row[0] for row in rows(organiser.get(url(event, "export"), {"state": "waitlisted"}))[1:]] == ["Bram"]
    assert [row[0] for row in rows(organiser.get(url(event, "export"), {"q": "zwolle"}))[1:]] == ["Anna"]


def test_export_neutralises_formulas(organiser, event):
    RegistrationFactory(event=event, name="=HYPERLINK(1)", organisation_name="@SUM(1)", function="+31")
    row = rows(organiser.get(url(event, "export")))[1]
    assert (row[0], row[2], row[5]) == ("'=HYPERLINK(1)", "'@SUM(1)", "'+31")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_plain_cell_quotes_what_starts_like_a_formula(start):
    assert plain_cell(f"{start}1") == f"'{start}1"


def test_plain_cell_leaves_other_text():
    assert plain_cell("Jan =1") == "Jan =1"
    assert plain_cell("") == ""


def test_export_takes_as_many_queries_with_30_rows_as_with_one(
    organiser, event, django_assert_num_queries, django_assert_max_num_queries
):
    RegistrationFactory(event=event)
    rows(organiser.get(url(event, "export")))
    with django_assert_max_num_queries(30) as few:
        rows(organiser.get(url(event, "export")))
    for _ in range(29):
        RegistrationFactory(event=event, sector=SectorFactory())
    with django_assert_num_queries(len(few.captured_queries)):
        rows(organiser.get(url(event, "export")))


def test_event_workspace_shows_the_numbers(organiser, event):
    RegistrationFactory(event=event, sector=SectorFactory(name="Politie"))
    html = organiser.get(reverse("workspace:event", args=[event.pk])).content.decode()
    assert "Politie" in html
    assert url(event) in html


def test_list_filters_by_attendance(organiser, event):
    check_in(RegistrationFactory(event=event, name="Anna"), event.dates.get())
    RegistrationFactory(event=event, name="Bram")
    assert names(organiser.get(url(event), {"attendance": "in"})) == ["Anna"]
    assert names(organiser.get(url(event), {"attendance": "out"})) == ["Bram"]
    assert organiser.get(url(event), {"attendance": "\x00"}).status_code == 200


def test_desk_link_is_made_renewed_and_taken_back(organiser, client, event):
    assert "Er is nu geen link." in organiser.get(url(event, "desk")).content.decode()
    addresses = []
    for _turn in range(2):
        organiser.post(url(event, "desk_link"), {"action": "renew"})
        page = organiser.get(url(event, "desk"))
        assert "<svg" in page.content.decode()
        addresses.append("/balie/" + page.context["address"].partition("/balie/")[2])
    assert [organiser.get(address).status_code for address in addresses] == [404, 200]
    organiser.post(url(event, "desk_link"), {"action": "revoke"})
    organiser.post(url(event, "desk_link"), {"action": "\x00"})
    assert organiser.get(addresses[1]).status_code == 404


def test_desk_link_of_another_team_is_out_of_reach(client, event):
    client.force_login(UserFactory())
    for name in ("desk", "desk_link"):
        assert client.post(url(event, name), {"action": "renew"}).status_code in (302, 404)
    assert not event.access_links.exists()
