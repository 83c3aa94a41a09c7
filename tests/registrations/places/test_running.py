"""Runs, publishing and what may have happened in between; nobody is placed where they must not be."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection, connections
from django.utils import timezone

from core.dates import time_range
from registrations.domain.allocating.fixing import fix_place
from registrations.domain.allocating.problems import round_states
from registrations.domain.allocating.publishing import CannotPublish, publish_run
from registrations.domain.allocating.reading import Wanted
from registrations.domain.allocating.running import CannotAllocate, run_allocation
from registrations.domain.allocation.problem import Aim
from registrations.domain.apart import keep_apart
from registrations.domain.assigning import assign_workshops
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import PlacesTaken
from registrations.domain.places import change_places
from registrations.models import AllocationRun, FixedPlace, Place, Registration, WorkshopWait
from tests.factories import RegistrationFactory, WorkshopFactory
from tests.registrations.places.test_journey import run_form
from workshops.enums import WorkshopRole
from workshops.models import SectorLimit, WorkshopPerson, WorkshopRound

pytestmark = pytest.mark.django_db


def run(event, **wanted):
    return run_allocation(event, Wanted(seed=7, **wanted), actor=None)


def rooms_by_person(**filters):
    return dict(Place.objects.filter(**filters).values_list("registration__name", "workshop__title"))


def test_same_seed_gives_the_same_allocation_and_runs_are_numbered(event, rooms, enrol):
    for number in range(6):
        enrol(number, *rooms[:2])
    one, two = run(event), run(event)
    assert (one.number, two.number) == (1, 2)
    pairs = [
        list(item.lines.order_by("registration_id").values_list("registration_id", "workshop_id"))
        for item in (one, two)
    ]
    assert pairs[0] == pairs[1]
    assert one.figures["rounds"][0]["choices"] == {"1": 2, "2": 3, "3": 0}
    assert one.figures["rounds"][0]["other"] == 1


def test_page_sent_twice_makes_one_run(organiser, event, rooms, enrol, page_of):
    enrol(1, rooms[0])
    form = run_form()
    for _turn in range(2):
        assert organiser.post(page_of("allocation"), form).status_code == 302
    assert AllocationRun.objects.count() == 1


def test_publish_pressed_twice_sends_one_mail(organiser, event, rooms, enrol, page_of, sent):
    enrol(1, rooms[0])
    sent()
    item = run(event)
    organiser.post(page_of("allocation_publish", item.pk))
    answer = organiser.post(page_of("allocation_publish", item.pk))
    assert "al gepubliceerd" in str([str(message) for message in get_messages(answer.wsgi_request)])
    assert len(sent()) == 1
    assert sent() == {}


@pytest.mark.parametrize(("hours", "is_promised"), [(1, True), (-1, False), (None, False)])
def test_preview_says_that_publishing_ends_a_time_to_choose_that_people_were_told(
    organiser, event, ronde, rooms, enrol, page_of, hours, is_promised
):
    enrol(1, rooms[0])
    ronde.ranking_closes_at = None if hours is None else timezone.now() + timedelta(hours=hours)
    ronde.save()
    item = run(event)
    words = "Met publiceren houdt dat op."
    assert (words in organiser.get(page_of("allocation_run", item.pk)).content.decode()) is is_promised
    publish_run(item, actor=None)
    assert words not in organiser.get(page_of("allocation_run", item.pk)).content.decode()


def test_run_stands_beside_the_numbers_of_the_one_before(organiser, event, rooms, enrol, page_of):
    enrol(1, rooms[0])
    first = run(event)
    assert "In verdeling" not in organiser.get(page_of("allocation_run", first.pk)).content.decode()
    enrol(2, rooms[0])
    second = run(event)
    answer = organiser.get(page_of("allocation_run", second.pk))
    assert [(share.number, share.before) for share in answer.context["rounds"][0].outcomes][:2] == [(2, 1), (0, 0)]
    assert "In verdeling 1" in answer.content.decode()


def test_mail_says_when_and_where_each_workshop_is(event, rooms, enrol, sent):
    enrol(1, rooms[0])
    sent()
    publish_run(run(event), actor=None)
    times = time_range(rooms[0].round.starts_at, rooms[0].round.ends_at)
    assert f"Anna, {times}, Zaal 1" in sent()["p1@gemeente.example"].body


def test_second_organiser_cannot_publish_what_was_made_before_the_first_published(event, rooms, enrol):
    enrol(1, rooms[0])
    one, two = run(event), run(event)
    publish_run(two, actor=None)
    with pytest.raises(CannotPublish, match="verdeling 2"):
        publish_run(one, actor=None)
    publish_run(run(event, keeps_places=True), actor=None)  # run again, and it can


def test_registration_cancelled_between_run_and_publish_is_left_out(organiser, event, rooms, enrol, page_of):
    gone, _stays = enrol(1, rooms[0]), enrol(2, rooms[0])
    item = run(event)
    cancel_registration(gone)
    answer = organiser.post(page_of("allocation_publish", item.pk), follow=True)
    assert "1 persoon heeft zich daarna afgemeld" in answer.content.decode()
    assert rooms_by_person() == {"Persoon 2": "Anna"}


def test_workshop_deleted_or_lowered_between_run_and_publish_is_refused(event, rooms, enrol):
    people = [enrol(number, rooms[0]) for number in (1, 2)]
    item = run(event)
    rooms[0].capacity = 1
    rooms[0].save()
    with pytest.raises(CannotPublish, match="1 plaats"):
        publish_run(item, actor=None)
    assert not Place.objects.exists()
    for person in people:
        person.preferences.all().delete()
    rooms[0].delete()
    with pytest.raises(CannotPublish, match="verwijderd"):
        publish_run(item, actor=None)
    assert WorkshopRound.objects.get().is_ranked


def test_pair_made_between_run_and_publish_is_refused(event, rooms, enrol):
    one, other = enrol(1, rooms[0]), enrol(2, rooms[0])
    item = run(event)
    keep_apart(one, other)
    with pytest.raises(CannotPublish):
        publish_run(item, actor=None)
    publish_run(run(event), actor=None)
    assert sorted(rooms_by_person().values())[0] == "Anna"
    assert len(set(rooms_by_person().values())) == 2


def test_own_change_between_run_and_publish_is_not_undone(event, rooms, enrol):
    people = [enrol(number, rooms[0]) for number in (1, 2)]
    publish_run(run(event), actor=None)
    item = run(event)
    change_places(people[0], {rooms[0].round_id: rooms[2].pk})
    with pytest.raises(CannotPublish, match="1 persoon"):
        publish_run(item, actor=None)
    assert rooms_by_person()["Persoon 1"] == "Carla"


def test_fixed_leaders_and_closed_rooms(event, rooms, enrol, ronde):
    closed = WorkshopFactory(round=ronde, number=9, title="Besloten", capacity=5, is_open_for_choice=False)
    WorkshopPerson.objects.create(
        workshop=rooms[1], role=WorkshopRole.LEADER, name="Leider", email="P1@gemeente.example"
    )
    leader, fixed = enrol(1, rooms[0]), enrol(2, rooms[0])
    enrol(3)
    fix_place(fixed, closed)
    publish_run(run(event), actor=None)
    found = rooms_by_person()
    assert (found["Persoon 1"], found["Persoon 2"]) == ("Bram", "Besloten")
    assert found["Persoon 3"] in ("Anna", "Bram", "Carla")
    assert Place.objects.get(registration=leader).is_fixed


def test_person_fixed_by_the_organiser_before_publishing_has_no_place_yet(event, rooms, enrol):
    person = enrol(1, rooms[0])
    assign_workshops(person, {rooms[0].round_id: rooms[1].pk}, actor="An")
    assert not Place.objects.exists()
    assert FixedPlace.objects.get().workshop == rooms[1]


def test_nobody_is_in_a_repeat_of_the_same_workshop(event, rooms, enrol, new_round):
    second = new_round(2)
    again = WorkshopFactory(round=second, title="Anna nog eens", capacity=2, topic=rooms[0].topic)
    other = WorkshopFactory(round=second, title="Dirk", capacity=9)
    people = [enrol(number, rooms[0], again, other) for number in (1, 2, 3)]
    publish_run(run(event), actor=None)
    for person in people:
        topics = list(Place.objects.filter(registration=person).values_list("workshop__topic", flat=True))
        assert len(topics) == len(set(topics)) == 2
    who = next(person for person in people if Place.objects.filter(registration=person, workshop=rooms[0]).exists())
    with pytest.raises(PlacesTaken, match="in een andere ronde"):
        change_places(who, {rooms[0].round_id: rooms[0].pk, second.pk: again.pk})


def test_limit_of_a_sector_holds_in_the_allocation_and_after_it(event, rooms, enrol):
    from core.models import Sector

    parent = Sector.objects.create(name="Gemeente", slug="g")
    child = Sector.objects.create(name="Beleid", slug="b", parent=parent)
    SectorLimit.objects.create(workshop=rooms[2], sector=parent, maximum=1)
    people = [enrol(number, rooms[2], sector_id=child.pk) for number in (1, 2)]
    publish_run(run(event), actor=None)
    assert Place.objects.filter(workshop=rooms[2]).count() == 1
    outside = next(
        person for person in people if not Place.objects.filter(registration=person, workshop=rooms[2]).exists()
    )
    with pytest.raises(PlacesTaken, match="achtergrond"):
        change_places(outside, {rooms[2].round_id: rooms[2].pk})
    SectorLimit.objects.all().delete()
    change_places(outside, {rooms[2].round_id: rooms[2].pk})  # the control


def test_workshop_gets_the_people_of_a_sector_that_it_asks_for(organiser, event, rooms, enrol, page_of):
    from core.models import Sector

    parent = Sector.objects.create(name="Politie", slug="p")
    child = Sector.objects.create(name="Zeden", slug="z", parent=parent)
    SectorLimit.objects.create(workshop=rooms[1], sector=parent, minimum=1)
    people = [enrol(number, rooms[2], sector_id=child.pk) for number in (1, 2)]
    item = run(event)
    publish_run(item, actor=None)
    assert Place.objects.filter(workshop=rooms[1]).count() == 1
    page = organiser.get(page_of("allocation_run", item.pk)).content.decode()
    assert "Politie: 1, ten minste 1" in page
    assert "heeft mensen uit deze sector nodig" in page
    inside = Place.objects.get(workshop=rooms[1]).registration
    outside = next(person for person in people if person != inside)
    with pytest.raises(PlacesTaken, match="achtergrond"):
        change_places(inside, {rooms[0].round_id: rooms[2].pk})
    change_places(outside, {rooms[0].round_id: rooms[1].pk})
    change_places(inside, {rooms[0].round_id: rooms[2].pk})  # the control: now there is another one


def test_more_asked_of_a_sector_than_there_are_says_what_to_change(event, rooms, enrol):
    from core.models import Sector

    sector = Sector.objects.create(name="Politie", slug="p")
    SectorLimit.objects.create(workshop=rooms[1], sector=sector, minimum=3)
    enrol(1, rooms[0], sector_id=sector.pk)
    [state] = round_states(event.pk)
    assert state.problems == ["“Ronde 1” vraagt samen 3 mensen uit “Politie”; er zijn er 1."]
    with pytest.raises(CannotAllocate, match="2 te weinig"):
        run(event)
    assert not AllocationRun.objects.exists()


def test_who_has_no_place_because_all_is_full_reads_that(organiser, event, rooms, enrol, page_of):
    rooms[2].delete()
    for number in range(6):
        enrol(number, rooms[0])
    page = organiser.get(page_of("allocation_run", run(event).pk)).content.decode()
    assert page.count("Alle workshops zijn vol") == 1


def test_too_few_places_and_too_many_fixed_say_what_to_change(event, rooms, enrol):
    rooms[2].delete()
    people = [enrol(number, rooms[0]) for number in range(19)]
    [state] = round_states(event.pk)
    assert state.problems == ["“Ronde 1” heeft 14 plaatsen te weinig. Maak een workshop groter of voeg er een toe."]
    item = run(event)
    assert (item.figures["rounds"][0]["places_too_few"], item.figures["rounds"][0]["none"]) == (14, 14)
    for person in people[:3]:
        fix_place(person, rooms[0])
    with pytest.raises(CannotAllocate, match="“Anna” is 1 persoon meer vastgezet"):
        run(event)


def test_who_ranked_and_got_nothing_hears_it_once(event, rooms, enrol, sent):
    rooms[1].delete()
    rooms[2].delete()
    for number in range(3):
        enrol(number, rooms[0])
    sent()
    publish_run(run(event), actor=None)
    subjects = sorted("geen plaats" in mail.body for mail in sent().values())
    assert subjects == [False, False, True]
    publish_run(run(event, keeps_places=True), actor=None)
    assert sent() == {}


def test_after_publication_people_swap_wait_and_nobody_is_placed_twice(event, rooms, enrol):
    people = [enrol(number, rooms[0], rooms[1]) for number in range(5)]
    publish_run(run(event), actor=None)
    first = Place.objects.filter(workshop=rooms[0]).first().registration
    waiting = next(p for p in people if Place.objects.filter(registration=p, workshop=rooms[1]).exists())
    round_id = rooms[0].round_id
    with pytest.raises(PlacesTaken):
        change_places(waiting, {round_id: rooms[0].pk})
    change_places(waiting, {round_id: rooms[1].pk}, waits={round_id: rooms[0].pk})
    assert WorkshopWait.objects.get().registration == waiting
    change_places(first, {round_id: rooms[2].pk})
    assert Place.objects.get(registration=waiting).workshop == rooms[0]
    assert Place.objects.filter(workshop=rooms[0]).count() == 2
    enrol(9, choices={round_id: rooms[2].pk})
    assert Place.objects.filter(workshop=rooms[2]).count() == 2


def test_order_of_aims_moves_by_buttons_and_is_kept_with_the_run(organiser, event, rooms, enrol, page_of):
    enrol(1, rooms[0])
    answer = organiser.post(page_of("allocation"), run_form(move="mix:up"))
    assert [name for name, _words in answer.context["form"].order] == ["mix", "rank", "minimum"]
    assert not AllocationRun.objects.exists()
    organiser.post(page_of("allocation"), run_form(aims="mix,rank,minimum"))
    assert AllocationRun.objects.get().parameters["aims"] == [Aim.MIX.value, Aim.RANK.value, Aim.MINIMUM.value]


@pytest.mark.parametrize("bad", [{"aims": "x"}, {"seed": "-1"}, {"seed": "9" * 300}, {"aims": "rank,mix,minimum\x00"}])
def test_nonsense_is_an_error_and_makes_no_run(organiser, event, rooms, page_of, bad):
    answer = organiser.post(page_of("allocation"), run_form(**bad))
    assert answer.status_code == 422
    assert not AllocationRun.objects.exists()


def test_run_of_another_event_is_a_404(organiser, event, rooms, enrol, page_of):
    other = RegistrationFactory().event
    theirs = AllocationRun.objects.create(event=other, number=1, seed=1, figures={"rounds": []})
    for name in ("allocation_run", "allocation_publish"):
        assert organiser.get(page_of(name, theirs.pk)).status_code in (404, 405)
    assert organiser.post(page_of("allocation_publish", theirs.pk)).status_code == 404
    assert organiser.get(page_of("allocation_fix", Registration.objects.get().pk)).status_code == 404


def test_pages_take_as_many_queries_for_1_as_for_30_people(
    organiser, event, rooms, enrol, page_of, django_assert_num_queries, django_assert_max_num_queries
):
    person = enrol(0, *rooms)
    fix_place(person, rooms[0])
    one = run(event)
    names = [("allocation", ()), ("allocation_run", (one.pk,)), ("on_the_day", ())]
    counts = []
    for name, args in names:
        organiser.get(page_of(name, *args))
        with django_assert_max_num_queries(45) as few:
            organiser.get(page_of(name, *args))
        counts.append(len(few.captured_queries))
    for number in range(1, 30):
        fix_place(enrol(number, *rooms), rooms[2])
        if number < 12:
            WorkshopFactory(round=rooms[0].round, number=20 + number)
    many = run(event)
    AllocationRun.objects.filter(pk=one.pk).delete()
    for (name, args), count in zip([names[0], ("allocation_run", (many.pk,)), names[2]], counts, strict=True):
        organiser.get(page_of(name, *args))  # what is cached for some seconds may have gone meanwhile
        with django_assert_num_queries(count):
            organiser.get(page_of(name, *args))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_organisers_running_and_publishing_at_once_place_nobody_twice(event, rooms, enrol):
    if connection.vendor != "postgresql":
        pytest.skip("Threads with connections of their own need PostgreSQL.")
    for number in range(8):
        enrol(number, *rooms)
    start, outcomes = threading.Barrier(2), []

    def work():
        try:
            item = run_allocation(event, Wanted(seed=3), actor=None, request_key=uuid.uuid4())
            start.wait(30)
            publish_run(item, actor=None)
            outcomes.append("published")
        except CannotPublish:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["published", "refused"]
    assert sorted(AllocationRun.objects.values_list("number", flat=True)) == [1, 2]
    assert Place.objects.count() == 8
