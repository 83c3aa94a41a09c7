"""Doors: check-in for a date, a workshop or a programme item, by scans that may be sent twice."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.domain.attendance import attendance_by_sector
from registrations.domain.checkin import WorkshopFull, admit_at, check_in_at, undo_at
from registrations.domain.desk_links import door_links, find_door, renew_desk_link, revoke_desk_links
from registrations.domain.doors import Door, presence
from registrations.domain.errors import RegistrationError
from registrations.domain.links import link_of
from registrations.enums import RegistrationState
from registrations.models import Attendance, DoorAttendance, HistoryEntry, Place, Registration
from tests.factories import (
    AccessLinkFactory,
    EventDateFactory,
    EventPageFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.models import SectorLimit

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=timezone.now() - timedelta(minutes=5))
    return event


@pytest.fixture
def date(event):
    return event.dates.get()


@pytest.fixture
def round_(event, date):
    return WorkshopRoundFactory(event=event, starts_at=date.starts_at, ends_at=date.ends_at)


@pytest.fixture
def workshop(round_):
    return WorkshopFactory(round=round_, title="De wijk in", room="Zaal 3", capacity=2)


@pytest.fixture
def door(date, workshop):
    return Door(date, workshop=workshop)


def address(event, purpose, target=None, name="desk_scans"):
    link = AccessLinkFactory(event=event, purpose=purpose, target=target, label="Deur")
    return reverse(f"registrations:{name}", args=[link_token(link)])


@pytest.fixture
def desk(event):
    return address(event, LinkPurpose.CHECK_IN)


@pytest.fixture
def workshop_desk(event, workshop):
    return address(event, LinkPurpose.CHECK_IN_WORKSHOP, workshop.pk)


def send(client, at, *codes, ids=None, **more):
    scans = [{"id": str(one), "code": code, **more} for code, one in zip(codes, ids or map(_new, codes), strict=True)]
    response = client.post(at, json.dumps({"scans": scans}), content_type="application/json")
    assert response.status_code == 200
    return response.json()["answers"]


def _new(_code):
    return uuid.uuid4()


def seat(person, workshop):
    return Place.objects.create(registration=person, round=workshop.round, workshop=workshop)


def test_scan_says_welcome_then_already_with_the_time_of_the_first(client, desk, event):
    person = RegistrationFactory(event=event, name="Samira de Vries", badge_name="Ster", organisation_name="Atria")
    first = send(client, desk, link_of(person))[0]
    second = send(client, desk, person.reference)[0]
    assert first["kind"] == "welcome"
    assert first["name"] == "Ster"
    assert second["kind"] == "already"
    assert second["time"] == first["time"]
    assert sorted(person.history.values_list("kind", flat=True)) == ["checked_in", "scan_again"]


def test_scan_that_is_sent_again_gets_its_own_answer_and_is_noted_once(client, desk, event):
    person = RegistrationFactory(event=event)
    mine, other = uuid.uuid4(), uuid.uuid4()
    assert send(client, desk, person.reference, ids=[mine])[0]["kind"] == "welcome"
    assert send(client, desk, person.reference, ids=[other])[0]["kind"] == "already"
    for _turn in range(3):
        assert send(client, desk, person.reference, ids=[mine])[0]["kind"] == "welcome"
        assert send(client, desk, person.reference, ids=[other])[0]["kind"] == "already"
    assert person.history.count() == 2
    assert Attendance.objects.count() == 1


def test_earliest_of_two_desks_counts_and_both_are_logged(client, desk, event, date):
    person = RegistrationFactory(event=event)
    send(client, desk, person.reference)
    late = send(client, desk, person.reference, age=1800)[0]
    assert late["kind"] == "already"
    assert timezone.now() - Attendance.objects.get().checked_in_at > timedelta(minutes=29)
    assert person.history.count() == 2


def test_many_scans_in_one_request_are_answered_in_order(client, desk, event):
    people = RegistrationFactory.create_batch(3, event=event)
    gone = RegistrationFactory(event=event, state=RegistrationState.CANCELLED)
    other = RegistrationFactory()
    codes = [people[0].reference, gone.reference, other.reference, "0" * 24, "geen code", people[0].reference]
    kinds = [answer["kind"] for answer in send(client, desk, *codes)]
    assert kinds == ["welcome", "cancelled", "other_event", "unknown", "unknown", "already"]
    assert "name" not in send(client, desk, other.reference)[0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"scans": []}',
        '{"scans": [1]}',
        '{"scans": [{"id": "x", "code": "a"}]}',
        '{"scans": "abc"}',
        "[" * 20_000,
        '{"scans": [{"id": null, "code": "a"}]}',
        json.dumps({"scans": [{"id": str(uuid.uuid4()), "code": "a"}] * 51}),
        "x" * 50_000,
        "\x00",
    ],
)
def test_what_is_no_scan_is_refused_politely(client, desk, body):
    response = client.post(desk, body, content_type="application/json")
    assert response.status_code == 400
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("age", ["NaN", "-5", "1e400", '"x"', "null", "[]"])
def test_strange_age_counts_as_now_or_the_longest_time_away(client, desk, event, age):
    person = RegistrationFactory(event=event, name="A\x01B")
    body = f'{{"scans": [{{"id": "{uuid.uuid4()}", "code": "{person.reference}\\u0000", "age": {age}}}]}}'
    response = client.post(desk, body, content_type="application/json")
    assert response.json()["answers"][0]["kind"] == "welcome"
    assert timezone.now() - Attendance.objects.get().checked_in_at <= timedelta(hours=18, minutes=1)


def test_scans_need_a_link_that_works_and_nothing_else(client, desk, event):
    from core.models import AccessLink

    person = RegistrationFactory(event=event)
    strict = type(client)(enforce_csrf_checks=True)
    assert send(strict, desk, person.reference)[0]["kind"] == "welcome"
    AccessLink.objects.update(revoked_at=timezone.now())
    body = json.dumps({"scans": [{"id": str(uuid.uuid4()), "code": person.reference}]})
    assert client.post(desk, body, content_type="application/json").status_code == 404
    assert client.get(desk).status_code == 405


def test_scan_asks_few_queries(client, desk, event, django_assert_max_num_queries):
    person = RegistrationFactory(event=event)
    with django_assert_max_num_queries(11):  # two of them begin and end the transaction
        send(client, desk, person.reference)


def test_workshop_door_lets_in_who_has_a_place_and_counts_the_day(client, workshop_desk, event, workshop, date, door):
    person = RegistrationFactory(event=event)
    seat(person, workshop)
    assert send(client, workshop_desk, person.reference)[0]["kind"] == "welcome"
    assert send(client, workshop_desk, person.reference)[0]["kind"] == "already"
    assert DoorAttendance.objects.get().workshop == workshop
    assert Attendance.objects.get().event_date == date
    assert (presence(door).inside, presence(door).expected, presence(door).capacity) == (1, 1, 2)


def test_workshop_door_tells_where_somebody_belongs_and_lets_in_when_there_is_room(
    client, workshop_desk, event, workshop, round_
):
    other = WorkshopFactory(round=round_, title="Elders", room="Zaal 9")
    person = RegistrationFactory(event=event, name="Bram Bakker")
    seat(person, other)
    answer = send(client, workshop_desk, person.reference)[0]
    assert answer["kind"] == "elsewhere"
    assert answer["places"][0]["room"] == "Zaal 9"
    assert answer["left"] == 2
    assert not Attendance.objects.exists()
    page = client.post(workshop_desk.replace("scans/", ""), {"q": person.reference}).content.decode()
    assert "Plaats in een andere workshop" in page
    assert "Toch toelaten" in page
    page = client.post(workshop_desk.replace("scans", "toelaten"), {"reference": person.reference}).content.decode()
    assert "Welkom, Bram Bakker" in page
    assert Place.objects.get(registration=person).workshop == other


def test_workshop_door_with_every_place_given_asks_again_and_stops_at_the_last_chair(
    client, workshop_desk, event, workshop, door
):
    expected = RegistrationFactory.create_batch(2, event=event)
    for person in expected:
        seat(person, workshop)
    extra, more = RegistrationFactory.create_batch(2, event=event)
    scanned = send(client, workshop_desk, extra.reference)[0]
    assert "left" not in scanned
    assert scanned["full"] == {
        "word": "Vol",
        "more": "Alle plaatsen hier zijn vergeven; 0 van 2 zijn binnen.",
        "chairs": True,
    }
    page = client.post(workshop_desk.replace("scans/", ""), {"q": extra.reference}).content.decode()
    assert '<h2 id="answer-word">Vol. Plaats in een andere workshop</h2>' in page
    assert "0 van 2 zijn binnen" in page
    with pytest.raises(WorkshopFull) as full:
        admit_at(door, extra.pk)
    assert full.value.has_empty_chairs
    at = workshop_desk.replace("scans", "toelaten")
    page = client.post(at, {"reference": extra.reference}).content.decode()
    assert "0 van 2 zijn binnen" in page
    client.post(at, {"reference": extra.reference, "anyway": "1"})
    check_in_at(door, expected[0].pk)
    with pytest.raises(WorkshopFull) as full:
        admit_at(door, more.pk, anyway=True)
    assert not full.value.has_empty_chairs
    assert "De zaal is vol" in client.post(at, {"reference": more.reference, "anyway": "1"}).content.decode()
    assert send(client, workshop_desk, more.reference)[0]["full"]["chairs"] is False
    assert send(client, workshop_desk, extra.reference)[0]["kind"] == "already"
    assert DoorAttendance.objects.count() == 2
    assert admit_at(door, extra.pk).was_there


def test_workshop_door_says_when_a_background_has_as_many_as_it_may_and_lets_in_all_the_same(
    client, workshop_desk, event, workshop, door
):
    police = SectorFactory(name="Politie")
    SectorLimit.objects.create(workshop=workshop, sector=police, maximum=1)
    seat(RegistrationFactory(event=event, sector=police), workshop)
    extra, other = RegistrationFactory(event=event, sector=police), RegistrationFactory(event=event)
    at = workshop_desk.replace("scans", "toelaten")
    assert send(client, workshop_desk, extra.reference)[0]["full"]["word"] == "Vol voor deze achtergrond"
    assert send(client, workshop_desk, other.reference)[0]["left"] == 1  # the control
    page = client.post(at, {"reference": extra.reference}).content.decode()
    assert "hooguit 1 uit “Politie”" in page
    assert "Toch toelaten" in page
    assert not DoorAttendance.objects.exists()
    client.post(at, {"reference": extra.reference, "anyway": "1"})
    assert DoorAttendance.objects.get().registration == extra
    assert admit_at(door, extra.pk).was_there
    with pytest.raises(WorkshopFull):  # the control: another background meets only the number of chairs
        admit_at(door, other.pk)


@pytest.mark.parametrize("state", [RegistrationState.WAITLISTED, RegistrationState.CANCELLED])
def test_door_lets_nobody_in_without_a_certain_place_at_the_event(event, door, state):
    person = RegistrationFactory(event=event, state=state)
    with pytest.raises(RegistrationError):
        check_in_at(door, person.pk)
    with pytest.raises(RegistrationError):
        admit_at(door, person.pk)


def test_workshop_door_page_lists_who_is_expected_with_the_same_queries(
    client, workshop_desk, event, workshop, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    at = workshop_desk.replace("scans/", "")
    seat(RegistrationFactory(event=event, name="Verwachte Vera"), workshop)
    RegistrationFactory(event=event, name="Andere Anna")
    client.get(at)  # the look of the site is remembered from here on
    with CaptureQueriesContext(connection) as few:
        page = client.get(at).content.decode()
    assert "Wie wordt verwacht" in page
    assert "Verwachte Vera" in page
    assert "Andere Anna" not in page
    assert "Iemand zonder aanmelding" in page
    for _turn in range(20):
        seat(RegistrationFactory(event=event), workshop)
    with django_assert_num_queries(len(few)):
        client.get(at)


def test_session_door_expects_everybody_and_counts_apart(client, event, date):
    item = ProgrammeItemFactory(page=event, title="Opening", starts_at=date.starts_at, ends_at=date.ends_at)
    at = address(event, LinkPurpose.CHECK_IN_SESSION, item.pk)
    people = RegistrationFactory.create_batch(2, event=event)
    assert send(client, at, people[0].reference)[0]["kind"] == "welcome"
    assert presence(Door(date, item=item)).inside == 1
    assert presence(Door(date)).inside == 1
    assert presence(Door(date, item=item)).expected == 2
    assert "Opening" in client.get(at.replace("scans/", "")).content.decode()


def test_undo_at_a_door_takes_along_what_the_door_noted_of_the_day(event, door, workshop):
    person = RegistrationFactory(event=event)
    seat(person, workshop)
    check_in_at(door, person.pk)
    assert undo_at(door, person.pk)
    assert not DoorAttendance.objects.exists()
    assert not Attendance.objects.exists()
    check_in_at(Door(door.date), person.pk)
    check_in_at(door, person.pk)
    undo_at(door, person.pk)
    assert Attendance.objects.count() == 1
    assert not undo_at(door, person.pk)


def test_doors_feed_the_numbers_once_a_person(event, door, date, workshop):
    person = RegistrationFactory(event=event)
    seat(person, workshop)
    check_in_at(Door(date), person.pk)
    check_in_at(door, person.pk)
    assert [(row.registered, row.attended) for row in attendance_by_sector(event.pk)] == [(1, 1)]


def test_link_opens_one_door_of_its_own_event(client, event, workshop):
    other = WorkshopFactory()
    at = address(event, LinkPurpose.CHECK_IN_WORKSHOP, other.pk, name="desk")
    page = client.get(at).content.decode()
    assert other.title not in page
    assert "nog geen datum" in page
    second = EventDateFactory(page=event, starts_at=timezone.now() + timedelta(days=7))
    at = address(event, LinkPurpose.CHECK_IN, second.pk, name="desk")
    first = event.dates.order_by("starts_at").first()
    assert f'name="datum" value="{second.pk}"' in client.get(f"{at}?datum={first.pk}").content.decode()


def test_organiser_makes_renews_and_takes_back_the_link_of_a_door(client, event, workshop):
    client.force_login(UserFactory(is_superuser=True))
    page_at = reverse("registrations_admin:desk", args=[event.pk])
    press_at = reverse("registrations_admin:desk_link", args=[event.pk])
    assert workshop.title in client.get(page_at).content.decode()
    key = f"w{workshop.pk}"
    client.post(press_at, {"action": "renew", "door": key})
    first = next(row.link for row in door_links(event) if row.door.key == key)
    assert link_token(first) in client.get(page_at).content.decode()
    client.post(press_at, {"action": "renew", "door": key})
    first.refresh_from_db()
    assert first.revoked_at
    client.post(press_at, {"action": "revoke", "door": key})
    assert all(row.link is None for row in door_links(event))
    assert client.post(press_at, {"action": "renew", "door": "w999999"}).status_code == 404


def test_general_link_and_door_links_do_not_touch_each_other(event, workshop):
    general = renew_desk_link(event)
    door = find_door(event, f"w{workshop.pk}")
    renew_desk_link(event, door)
    assert revoke_desk_links(event, door) == 1
    general.refresh_from_db()
    assert general.is_usable


def test_history_of_a_door_names_it_and_the_desk(client, workshop_desk, event, workshop):
    person = RegistrationFactory(event=event)
    seat(person, workshop)
    send(client, workshop_desk, person.reference)
    entry = HistoryEntry.objects.get(registration=person)
    assert entry.note.startswith("De wijk in, ")
    assert entry.actor == "Deur"


def test_an_age_that_no_number_holds_is_refused(client, desk):
    body = f'{{"scans": [{{"id": "{uuid.uuid4()}", "code": "x", "age": 1{"0" * 400}}}]}}'
    assert client.post(desk, body, content_type="application/json").status_code == 400


def test_somebody_without_a_registration_is_added_at_the_door_of_a_workshop(client, workshop_desk, event, workshop):
    at = workshop_desk.replace("scans", "nieuw")
    assert "Iemand zonder aanmelding" in client.get(workshop_desk.replace("scans/", "")).content.decode()
    assert "Welkom, Sam de Vries" in client.post(at, {"name": "Sam de Vries"}).content.decode()
    walked_in = DoorAttendance.objects.get()
    assert (walked_in.workshop, walked_in.registration.name) == (workshop, "Sam de Vries")
    assert Attendance.objects.get().registration == walked_in.registration
    seat(RegistrationFactory(event=event), workshop)

    asked = client.post(at, {"name": "Noor Bos"})
    assert asked.status_code == 409
    assert "Alle plaatsen hier zijn vergeven; 1 van 2 zijn binnen." in asked.content.decode()
    assert not Registration.objects.filter(name="Noor Bos").exists()  # all of it, or nothing
    client.post(at, {"name": "Noor Bos", "anyway": "1"})
    assert DoorAttendance.objects.count() == 2
    last = client.post(at, {"name": "Bram Bakker", "anyway": "1"})
    assert "De zaal is vol." in last.content.decode()
    assert "Toch toelaten" not in last.content.decode()
    assert not Registration.objects.filter(name="Bram Bakker").exists()
