"""The check-in desk over HTTP: scan, search, press, undo, people without a registration, odd input."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import link_token
from events.models import EventSector
from registrations.domain.checkin import check_in
from registrations.domain.desk import search_people
from registrations.domain.doors import Door
from registrations.domain.links import link_of
from registrations.enums import HistoryKind, RegistrationState
from registrations.models import Attendance, HistoryEntry, Place, Registration
from tests.factories import (
    AccessLinkFactory,
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=timezone.now() - timedelta(minutes=5))
    return event


@pytest.fixture
def link(event):
    return AccessLinkFactory(event=event, purpose=LinkPurpose.CHECK_IN)


@pytest.fixture
def at(link):
    return lambda name="desk": reverse(f"registrations:{name}", args=[link_token(link)])


@pytest.fixture
def scan(client, at):
    """Sends the desk's field and gives the page."""

    def post(typed, **more):
        response = client.post(at(), {"q": typed, **more})
        return response, response.content.decode()

    return post


def kinds(registration):
    return list(registration.history.values_list("kind", flat=True))


@pytest.mark.parametrize(
    "shape", ["{link}", "{reference}", "  {upper} ", "https://elders.example/mijn-plek/{token}/?x=1"]
)
def test_scan_checks_in_and_names_the_rooms(scan, event, shape):
    registration = RegistrationFactory(event=event, name="Renée Römkens", organisation_name="Atria")
    date = event.dates.get()
    round_ = WorkshopRoundFactory(event=event, starts_at=date.starts_at, ends_at=date.ends_at)
    workshop = WorkshopFactory(round=round_, title="Vrouwelijk daderschap", room="Zaal 3")
    Place.objects.create(registration=registration, round=round_, workshop=workshop)
    personal = link_of(registration)
    typed = shape.format(
        link=personal,
        reference=registration.reference,
        upper=registration.reference.upper(),
        token=personal.rstrip("/").rpartition("/")[2],
    )
    response, text = scan(typed)
    assert response.status_code == 200
    assert "Welkom, Renée Römkens" in text
    assert "Vrouwelijk daderschap" in text
    assert "Zaal 3" in text
    assert Attendance.objects.get().registration == registration
    assert kinds(registration) == [HistoryKind.CHECKED_IN]


def test_second_scan_tells_the_time_of_the_first_and_is_noted(scan, event):
    registration = RegistrationFactory(event=event)
    scan(registration.reference)
    Attendance.objects.update(checked_in_at=(timezone.localtime() - timedelta(days=1)).replace(hour=12, minute=41))
    _response, text = scan(registration.reference)
    assert 'data-answer="already"' in text
    assert "Al ingecheckt om 12.41" in text
    assert kinds(registration) == [HistoryKind.CHECKED_IN, HistoryKind.SCANNED_AGAIN]


@pytest.mark.parametrize(
    ("state", "kind", "word"),
    [
        (RegistrationState.CANCELLED, "cancelled", "Afgemeld"),
        (RegistrationState.WAITLISTED, "no_place", "Nog geen plek"),
        (RegistrationState.PENDING, "no_place", "Nog geen plek"),
    ],
)
def test_scan_without_a_place_is_refused_in_words(scan, event, state, kind, word):
    _response, text = scan(RegistrationFactory(event=event, state=state).reference)
    assert f'data-answer="{kind}"' in text
    assert word in text
    assert not Attendance.objects.exists()


def test_scan_of_another_meeting_is_refused_without_a_name(scan):
    stranger = RegistrationFactory(name="Iemand Anders")
    for typed in (stranger.reference, link_of(stranger)):
        _response, text = scan(typed)
        assert "Andere bijeenkomst" in text
        assert "Iemand Anders" not in text
    assert not Attendance.objects.exists()


def test_forged_link_is_not_found(scan, event):
    registration = RegistrationFactory(event=event)
    _response, text = scan(f"http://x/mijn-plek/{registration.reference}.{'A' * 22}/")
    assert "Niet gevonden" in text
    assert not Attendance.objects.exists()


ODD = [
    "\x00",
    "a\x00b",
    "x" * 300,
    "y" * 5000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "0" * 24,
    "％",
    "\u202e",
    "💥" * 40,
]


@pytest.mark.parametrize("typed", ["", "   ", *ODD])
def test_odd_input_in_the_field_is_answered(scan, typed):
    response, text = scan(typed)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text
    assert ("field__error" in text) == (response.status_code == 422)


def test_text_that_is_too_long_is_kept_with_a_dutch_error(scan):
    response, text = scan("y" * 301)
    assert response.status_code == 422
    assert "y" * 301 in text
    assert "300" in text


@pytest.mark.parametrize("name", ["desk_press", "desk_undo", "desk_admit", "desk_walk_in"])
@pytest.mark.parametrize("odd", ["", *ODD])
def test_odd_input_at_every_press_is_answered(client, at, name, odd):
    data = dict.fromkeys(
        ("q", "reference", "age", "datum", "name", "sector", "email", "organisation_name", "anyway", "submission_key"),
        odd,
    )
    assert client.post(at(name), data).status_code in (200, 409, 422)


def test_press_for_a_person_of_another_meeting_changes_nothing(client, at):
    stranger = RegistrationFactory(name="Iemand Anders", state=RegistrationState.WAITLISTED)
    for name in ("desk_press", "desk_undo", "desk_admit"):
        text = client.post(at(name), {"reference": stranger.reference, "q": stranger.reference}).content.decode()
        assert "Iemand Anders" not in text
    stranger.refresh_from_db()
    assert stranger.state == RegistrationState.WAITLISTED
    assert not HistoryEntry.objects.exists()


def test_search_finds_by_name_and_organisation_without_accents(scan, event):
    RegistrationFactory(event=event, name="Renée Römkens", organisation_name="Atria")
    RegistrationFactory(event=event, name="Émile Bakker", organisation_name="Politie Oost")
    RegistrationFactory(name="Renée Vreemd")
    for typed, found in (("renee", "Renée Römkens"), ("EMILE", "Émile Bakker"), ("oost bakker", "Émile Bakker")):
        _response, text = scan(typed)
        assert found in text
        assert "Renée Vreemd" not in text
        assert "1 persoon gevonden" in text


def test_search_shows_who_is_not_in_yet_first(event):
    people = [RegistrationFactory(event=event, name=f"{letter} de Vries") for letter in "ABC"]
    check_in(people[0], event.dates.get())
    found = search_people(Door(event.dates.get()), "vries")
    assert [person.name[0] for person in found.people] == ["B", "C", "A"]


def test_search_without_result_says_so_and_keeps_what_was_typed(scan, event):
    RegistrationFactory(event=event)
    _response, text = scan("zzz niemand")
    assert "Niet gevonden" in text
    assert 'value="zzz niemand"' in text


def test_search_shows_twenty_with_the_same_queries_as_one(client, at, event, django_assert_num_queries):
    def fill(number):
        round_ = WorkshopRoundFactory(event=event, starts_at=event.dates.get().starts_at)
        for _turn in range(number):
            person = RegistrationFactory(event=event, name="Sam de Vries")
            Place.objects.create(registration=person, round=round_, workshop=WorkshopFactory(round=round_))
            check_in(person, event.dates.get())

    fill(1)
    client.get(at())  # the look of the site is remembered from here on
    with django_assert_num_queries(11):
        client.post(at(), {"q": "vries"})
    fill(30)
    with django_assert_num_queries(11):
        text = client.post(at(), {"q": "vries"}).content.decode()
    assert text.count('class="desk-person"') == 20
    assert "De eerste 20" in text


def test_search_among_three_thousand_people_finds_one_with_the_queries_of_one(event):
    def people(start, end):
        return [
            RegistrationFactory.build(
                event=event,
                name=f"Persoon {n} van Zanten",
                email_key=f"p{n}@x.example",
                organisation_name="Gemeente Zwolle",
            )
            for n in range(start, end)
        ]

    counts = []
    for start, end in ((0, 1), (1, 3000)):
        Registration.objects.bulk_create(people(start, end))
        with CaptureQueriesContext(connection) as queries:
            found = search_people(Door(event.dates.get()), f"{end - 1} zwolle")
            assert [person.name for person in found.people] == [f"Persoon {end - 1} van Zanten"]
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_press_beside_a_name_checks_in_and_undo_takes_it_back(client, at, event):
    registration = RegistrationFactory(event=event, name="Sam de Vries")
    assert "Welkom, Sam de Vries" in client.post(at("desk_press"), {"q": registration.reference}).content.decode()
    text = client.post(at("desk_undo"), {"reference": registration.reference}).content.decode()
    assert "teruggedraaid" in text
    assert not Attendance.objects.exists()
    assert kinds(registration) == [HistoryKind.CHECKED_IN, HistoryKind.CHECK_UNDONE]
    assert set(registration.history.values_list("actor", flat=True)) == {"Incheckbalie"}
    client.post(at("desk_undo"), {"reference": registration.reference})
    assert registration.history.count() == 2


def test_get_never_checks_in(client, at, event):
    registration = RegistrationFactory(event=event)
    client.get(at(), {"q": registration.reference})
    for name in ("desk_press", "desk_undo", "desk_admit"):
        assert client.get(at(name)).status_code == 405
    assert not Attendance.objects.exists()


def test_count_says_how_many_are_in(client, at, event):
    for number in range(3):
        person = RegistrationFactory(event=event)
        if number:
            check_in(person, event.dates.get())
    RegistrationFactory(event=event, state=RegistrationState.CANCELLED)
    assert "<strong>2</strong> van 3 binnen" in client.get(at()).content.decode()
    assert client.get(at("desk_count")).json() == {"inside": 2, "expected": 3}


def test_desk_of_several_dates_starts_today_and_lets_choose(client, link, at, event):
    today = event.dates.get()
    later = EventDateFactory(page=event, starts_at=today.starts_at + timedelta(days=7), label="Dag 2")
    EventDateFactory(page=event, starts_at=today.starts_at - timedelta(days=7), label="Dag 0")
    registration = RegistrationFactory(event=event)
    assert f'value="{today.pk}" selected' in client.get(at()).content.decode()
    assert f'value="{later.pk}" selected' in client.get(at(), {"datum": later.pk}).content.decode()
    for date in (today, later):
        assert "Welkom" in client.post(at(), {"q": registration.reference, "datum": date.pk}).content.decode()
    assert Attendance.objects.filter(registration=registration).count() == 2
    elsewhere = EventPageFactory().dates.get()
    assert "Al ingecheckt" in client.post(at(), {"q": registration.reference, "datum": elsewhere.pk}).content.decode()


def test_desk_of_an_event_without_a_date_says_so(client):
    link = AccessLinkFactory(event=EventPageFactory(dates=0), purpose=LinkPurpose.CHECK_IN)
    for name in ("desk", "desk_walk_in"):
        address = reverse(f"registrations:{name}", args=[link_token(link)])
        assert "nog geen datum" in client.get(address).content.decode()
        assert client.post(address, {"q": "0" * 24, "name": "Sam"}).status_code in (200, 422)


def test_scan_made_earlier_without_network_counts_from_its_own_moment(client, at, event):
    registration = RegistrationFactory(event=event)
    check_in(registration, event.dates.get(), actor="Balie 2")
    first = Attendance.objects.get().checked_in_at
    client.post(at("desk_press"), {"q": registration.reference, "age": "600"})
    moved = Attendance.objects.get().checked_in_at
    assert timedelta(seconds=580) < first - moved < timedelta(seconds=620)
    client.post(at("desk_press"), {"q": registration.reference, "age": "60"})
    assert Attendance.objects.get().checked_in_at == moved
    assert kinds(registration) == [HistoryKind.CHECKED_IN, HistoryKind.SCANNED_AGAIN, HistoryKind.SCANNED_AGAIN]


@pytest.mark.parametrize("broken", ["revoked", "forged", "purpose"])
def test_link_that_does_not_work_shows_a_friendly_page(client, link, broken):
    token = link_token(link)
    if broken == "revoked":
        link.revoked_at = timezone.now()
        link.save()
    elif broken == "forged":
        token = token[:-3] + "AAA"
    else:
        token = link_token(AccessLinkFactory(event=link.event, purpose=LinkPurpose.SCREEN))
    for name in ("desk", "desk_walk_in", "desk_count"):
        response = client.get(reverse(f"registrations:{name}", args=[token]))
        assert response.status_code == 404
        assert "Deze link werkt niet" in response.content.decode()
    script = client.post(reverse("registrations:desk_press", args=[token]), headers={"accept": "application/json"})
    assert (script.status_code, script.json()["kind"]) == (404, "link")


def test_desk_is_kept_by_nobody_and_may_use_the_camera(client, at):
    for name in ("desk", "desk_walk_in", "desk_count"):
        response = client.get(at(name))
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "camera=(self)" in response["Permissions-Policy"]
    assert "camera=()" in client.get("/privacy/")["Permissions-Policy"]


def test_script_gets_the_answer_the_count_and_the_new_part(client, at, event):
    registration = RegistrationFactory(event=event, name="Sam de Vries")
    answer = client.post(at(), {"q": registration.reference}, headers={"accept": "application/json"}).json()
    assert answer["kind"] == "welcome"
    assert answer["count"] == {"inside": 1, "expected": 1}
    assert "Welkom, Sam de Vries" in answer["html"]
    assert "<html" not in answer["html"]


class TestWithoutARegistration:
    def test_visitor_is_registered_and_in_at_once(self, client, at, event, mailoutbox):
        sector = SectorFactory()
        EventSector.objects.create(page=event, sector=sector)
        data = {
            "name": " Sam  de Vries",
            "organisation_name": "Politie",
            "sector": sector.pk,
            "email": "Sam@politie.example",
        }
        text = client.post(at("desk_walk_in"), data).content.decode()
        assert "Welkom, Sam de Vries" in text
        person = Registration.objects.get()
        assert (person.state, person.email, person.sector) == ("confirmed", "Sam@politie.example", sector)
        assert kinds(person) == [HistoryKind.WALKED_IN, HistoryKind.CHECKED_IN]
        assert Attendance.objects.get().registration == person

    def test_two_visitors_without_an_address_are_two_people(self, client, at):
        for _turn in range(2):
            client.post(at("desk_walk_in"), {"name": "Sam de Vries"})
        assert Registration.objects.count() == 2

    def test_same_form_twice_is_one_person(self, client, at):
        data = {"name": "Sam", "submission_key": "7f1b2c58-3e0f-4d2e-9b7e-0c5f4a9d8e11"}
        client.post(at("desk_walk_in"), data)
        assert "Al ingecheckt" in client.post(at("desk_walk_in"), data).content.decode()
        assert Registration.objects.count() == 1

    def test_form_sent_at_another_desk_is_another_person(self, client, at):
        key = "7f1b2c58-3e0f-4d2e-9b7e-0c5f4a9d8e11"
        RegistrationFactory(submission_key=key)
        assert "Welkom, Sam" in client.post(at("desk_walk_in"), {"name": "Sam", "submission_key": key}).content.decode()

    def test_known_address_checks_in_the_registration_that_stands(self, client, at, event):
        known = RegistrationFactory(event=event, name="Samira", email="samira@x.example")
        text = client.post(at("desk_walk_in"), {"name": "S.", "email": "SAMIRA@x.example"}).content.decode()
        assert "Welkom, Samira" in text
        assert Attendance.objects.get().registration == known

    def test_full_room_asks_first_and_lets_in_when_the_desk_says_so(self, client, at, event):
        event.capacity = 1
        event.save()
        RegistrationFactory(event=event)
        response = client.post(at("desk_walk_in"), {"name": "Sam de Vries"})
        text = response.content.decode()
        assert response.status_code == 409
        assert "De zaal is vol" in text
        assert 'value="Sam de Vries"' in text
        assert Registration.objects.count() == 1
        text = client.post(at("desk_walk_in"), {"name": "Sam de Vries", "anyway": "1"}).content.decode()
        assert "Welkom, Sam de Vries" in text

    def test_who_waits_is_let_in_when_the_desk_says_so(self, client, at, event):
        event.capacity = 1
        event.save()
        RegistrationFactory(event=event)
        waiting = RegistrationFactory(event=event, state=RegistrationState.WAITLISTED)
        text = client.post(at("desk_admit"), {"reference": waiting.reference}).content.decode()
        assert "De zaal is vol" in text
        assert "Toch toelaten" in text
        assert not Attendance.objects.exists()
        text = client.post(at("desk_admit"), {"reference": waiting.reference, "anyway": "1"}).content.decode()
        assert "Welkom" in text
        assert kinds(waiting) == [HistoryKind.LET_IN, HistoryKind.CHECKED_IN]

    def test_who_cancelled_is_not_let_in_by_a_press(self, client, at, event):
        gone = RegistrationFactory(event=event, state=RegistrationState.CANCELLED)
        text = client.post(at("desk_admit"), {"reference": gone.reference, "anyway": "1"}).content.decode()
        assert "Afgemeld" in text
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize(
        "data", [{"name": ""}, {"name": "x" * 201}, {"name": "a\x00"}, {"name": "Sam", "email": "geen"}]
    )
    def test_mistake_is_said_at_the_field_and_text_kept(self, client, at, data):
        response = client.post(at("desk_walk_in"), {"organisation_name": "Politie Oost", **data})
        assert response.status_code == 422
        assert "field__error" in response.content.decode()
        assert "Politie Oost" in response.content.decode()
        assert not Registration.objects.exists()
