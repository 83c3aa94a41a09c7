"""The doors of workshops and programme items."""

import pytest

from core.enums import LinkPurpose
from registrations.domain.attendance import attendance_by_sector
from registrations.domain.checkin import WorkshopFull, admit_at, check_in_at, undo_at
from registrations.domain.doors import Door, presence
from registrations.domain.errors import RegistrationError
from registrations.enums import RegistrationState
from registrations.models import Attendance, DoorAttendance, HistoryEntry, Place, Registration
from tests.factories import (
    ProgrammeItemFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
)
from tests.registrations.doors.desk import address, seat, send
from workshops.models import SectorLimit

pytestmark = pytest.mark.django_db


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


def test_history_of_a_door_names_it_and_the_desk(client, workshop_desk, event, workshop):
    person = RegistrationFactory(event=event)
    seat(person, workshop)
    send(client, workshop_desk, person.reference)
    entry = HistoryEntry.objects.get(registration=person)
    assert entry.note.startswith("De wijk in, ")
    assert entry.actor == "Deur"


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
