"""On the day: who moves, who hears of it, what undoing brings back, and what is refused."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tokens import link_token
from registrations.domain.allocating.publishing import publish_run
from registrations.domain.allocating.reading import Wanted
from registrations.domain.allocating.running import run_allocation
from registrations.domain.apart import keep_apart
from registrations.domain.cancelling import cancel_registration
from registrations.domain.doors import doors_of_event, expected_at, places_left
from registrations.domain.on_the_day.changing import (
    CannotChange,
    cancel_workshop,
    merge_workshop,
    move_workshop,
    undo_change,
)
from registrations.domain.places import change_places
from registrations.models import DayChange, Place
from tests.factories import WorkshopFactory
from workshops.domain.links import make_link
from workshops.domain.sheets import ensure_sheets
from workshops.views.state import revision_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(event, rooms, enrol, sent):
    """Two people in Anna (their second wish is Bram), two in Bram; everything is mailed."""
    people = [enrol(1, rooms[0], rooms[1]), enrol(2, rooms[0], rooms[1]), enrol(3, rooms[1]), enrol(4, rooms[1])]
    publish_run(run_allocation(event, Wanted(seed=1), actor=None), actor=None)
    sent()
    return people


def titles(*people):
    found = dict(Place.objects.values_list("registration_id", "workshop__title"))
    return [found.get(person.pk) for person in people]


def test_cancelling_gives_the_best_other_room_and_the_limits_hold(rooms, seated, sent):
    keep_apart(seated[0], seated[2])
    change = cancel_workshop(rooms[0], actor=None)
    assert titles(*seated) == ["Carla", "Bram", "Bram", "Bram"]  # the first must not meet the third
    assert change.people_told == 2
    assert set(sent()) == {"p1@gemeente.example", "p2@gemeente.example"}
    assert rooms[1].capacity == Place.objects.filter(workshop=rooms[1]).count()


def test_who_finds_no_room_hears_that_too(rooms, seated, sent):
    rooms[2].delete()
    cancel_workshop(rooms[0], actor=None)
    bodies = [mail.body for mail in sent().values()]
    assert sorted("Kom naar de balie" in body for body in bodies) == [False, True]
    assert Place.objects.count() == 3


def test_merging_brings_everybody_along_and_undoing_brings_them_back(rooms, seated, sent):
    change = merge_workshop(rooms[0], rooms[1], actor=None)
    assert titles(*seated) == ["Bram"] * 4
    assert set(sent()) == {"p1@gemeente.example", "p2@gemeente.example"}
    undo_change(change, actor=None)
    assert titles(*seated) == ["Anna", "Anna", "Bram", "Bram"]
    assert set(sent()) == {"p1@gemeente.example", "p2@gemeente.example"}
    undo_change(change, actor=None)  # a second press
    assert sent() == {}


def test_undo_leaves_who_chose_otherwise_and_who_cancelled(rooms, seated, sent):
    change = cancel_workshop(rooms[0], actor=None)
    change_places(seated[0], {rooms[0].round_id: rooms[2].pk})
    cancel_registration(seated[1])
    sent()
    undo_change(change, actor=None)
    assert titles(*seated) == ["Carla", None, "Bram", "Bram"]
    assert sent() == {}


def test_another_room_is_told_to_the_people_in_it_only(rooms, seated, sent):
    change = move_workshop(rooms[0], " Zaal   9 ", actor=None)
    mails = sent()
    assert set(mails) == {"p1@gemeente.example", "p2@gemeente.example"}
    assert "Zaal 9" in mails["p1@gemeente.example"].body
    undo_change(change, actor=None)
    rooms[0].refresh_from_db()
    assert rooms[0].room == "Zaal 1"
    with pytest.raises(CannotChange):
        move_workshop(rooms[0], "Zaal 1", actor=None)


def test_same_press_twice_does_it_once_and_a_cancelled_workshop_stays_cancelled(rooms, seated):
    key = uuid.uuid4()
    first = cancel_workshop(rooms[0], actor=None, request_key=key)
    assert cancel_workshop(rooms[0], actor=None, request_key=key) == first
    with pytest.raises(CannotChange):
        cancel_workshop(rooms[0], actor=None, request_key=uuid.uuid4())
    with pytest.raises(CannotChange):
        merge_workshop(rooms[1], rooms[0], actor=None)
    assert DayChange.objects.count() == 1


def test_changes_are_undone_last_first(rooms, seated):
    merged = merge_workshop(rooms[0], rooms[1], actor=None)
    cancelled = cancel_workshop(rooms[1], actor=None)
    with pytest.raises(CannotChange):
        undo_change(merged, actor=None)
    undo_change(cancelled, actor=None)
    undo_change(merged, actor=None)
    assert titles(*seated) == ["Anna", "Anna", "Bram", "Bram"]


def test_door_and_lists_agree_with_the_change(event, rooms, seated):
    cancel_workshop(rooms[0], actor=None)
    doors = {door.workshop.title: door for door in doors_of_event(event) if door.workshop}
    assert set(doors) == {"Bram", "Carla"}
    there = expected_at(doors["Bram"]).count() + expected_at(doors["Carla"]).count()
    assert there == 4
    assert places_left(doors["Bram"]) == 3 - Place.objects.filter(workshop=rooms[1]).count()


def test_scribe_and_leader_read_where_their_people_went(client, rooms, seated):
    sheet = next(sheet for sheet in ensure_sheets(rooms[0].round.event) if sheet.workshop_id == rooms[0].pk)
    address = reverse("workshops:scribe", args=[link_token(make_link(sheet))])
    assert "samengevoegd" not in client.get(address).content.decode()
    merge_workshop(rooms[0], rooms[1], actor=None)
    assert "Deze workshop is samengevoegd met: Bram" in client.get(address).content.decode()


def test_open_pages_of_scribes_and_leaders_hear_of_every_change(rooms, seated, django_capture_on_commit_callbacks):
    sheets = {sheet.workshop_id: sheet for sheet in ensure_sheets(rooms[0].round.event)}
    done = []

    def rising(act):
        before = [revision_of(sheets[room.pk]) for room in rooms]
        with django_capture_on_commit_callbacks(execute=True):
            done.append(act())
        return [revision_of(sheets[room.pk]) > then for room, then in zip(rooms, before, strict=True)]

    assert rising(lambda: move_workshop(rooms[2], "Zaal 9", actor=None)) == [False, False, True]
    assert rising(lambda: merge_workshop(rooms[0], rooms[1], actor=None)) == [True, True, False]
    assert rising(lambda: undo_change(done[-1], actor=None)) == [True, True, False]


def test_what_was_just_done_is_undone_at_the_top_of_the_list_in_one_tap(organiser, rooms, seated, page_of):
    move_workshop(rooms[2], "Zaal 9", actor=None)
    merge_workshop(rooms[0], rooms[1], actor=None)
    page = organiser.get(page_of("on_the_day")).content.decode()
    top, lists = page.split("<h2", 1)
    assert "Anna: samengevoegd met “Bram”" in top
    assert (top.count("Terugdraaien"), lists.count("Terugdraaien")) == (1, 1)  # the newest, and the one before it
    DayChange.objects.update(made_at=timezone.now() - timedelta(hours=1))
    top, lists = organiser.get(page_of("on_the_day")).content.decode().split("<h2", 1)
    assert (top.count("Terugdraaien"), lists.count("Terugdraaien")) == (0, 2)


def test_nobody_chooses_a_cancelled_workshop(client, rooms, seated, place_url):
    cancel_workshop(rooms[2], actor=None)
    name = f"round_{rooms[0].round_id}"
    answer = client.post(place_url(seated[0], "my_workshops"), {name: rooms[2].pk})
    assert answer.status_code == 422
    assert "Carla" not in client.get(place_url(seated[0], "my_workshops")).content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        {"wat": "x"},
        {"wat": "merge"},
        {"wat": "merge", "met": "999"},
        {"wat": "room"},
        {"wat": "room", "zaal": "x" * 300},
    ],
)
def test_nonsense_is_refused_in_words(organiser, rooms, seated, page_of, bad):
    answer = organiser.post(page_of("on_the_day_workshop", rooms[0].pk), bad)
    assert answer.status_code == 422
    assert not DayChange.objects.exists()


def test_looking_changes_nothing_and_another_event_is_a_404(organiser, rooms, seated, page_of):
    page = organiser.get(page_of("on_the_day_workshop", rooms[0].pk) + "?wat=cancel").content.decode()
    assert "Ja, laat vervallen" in page
    assert not DayChange.objects.exists()
    assert organiser.get(page_of("on_the_day_workshop", WorkshopFactory().pk)).status_code == 404
