"""At least so many of a sector: still so when a run is published, and for who waits for another workshop."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Sector
from registrations.domain.allocating import running
from registrations.domain.allocating.fixing import fix_place
from registrations.domain.allocating.preview import method_in_words
from registrations.domain.allocating.problems import round_states
from registrations.domain.allocating.publishing import CannotPublish, publish_run
from registrations.domain.allocating.reading import Wanted
from registrations.domain.allocating.running import CannotAllocate, run_allocation
from registrations.domain.allocation.joint import SolverMissing
from registrations.domain.allocation.problem import Infeasible
from registrations.domain.apart import keep_apart
from registrations.domain.assigning import assign_workshops
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import PlacesTaken
from registrations.domain.places import change_places
from registrations.models import Place, Registration, WorkshopWait
from tests.factories import RegistrationFactory, WorkshopFactory
from workshops.models import SectorLimit, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def police():
    return Sector.objects.create(name="Politie", slug="p")


def run(event):
    return run_allocation(event, Wanted(seed=7), actor=None)


def test_who_was_needed_and_cancelled_stops_publishing_until_it_is_run_again(event, rooms, enrol, police):
    SectorLimit.objects.create(workshop=rooms[1], sector=police, minimum=1)
    people = [enrol(number, rooms[2], sector_id=police.pk) for number in (1, 2)]
    item = run(event)
    needed = item.lines.get(workshop=rooms[1]).registration
    cancel_registration(needed, actor="test")
    with pytest.raises(CannotPublish, match=r"“Bram” vraagt .*“Politie”: ten minste 1.*Verdeel opnieuw"):
        publish_run(item, actor=None)
    assert not Place.objects.exists()
    publish_run(run(event), actor=None)
    other = next(person for person in people if person != needed)
    assert Place.objects.get(registration=other).workshop == rooms[1]


def test_changed_sector_and_changed_limit_stop_publishing(event, rooms, enrol, police):
    enrol(1, rooms[0], sector_id=police.pk)
    enrol(2, rooms[0], sector_id=police.pk)
    item = run(event)
    SectorLimit.objects.create(workshop=rooms[0], sector=police, maximum=1)
    with pytest.raises(CannotPublish, match=r"“Anna” .*“Politie”: hooguit 1"):
        publish_run(item, actor=None)
    Registration.objects.filter(name="Persoon 2").update(sector=None)
    publish_run(item, actor=None)  # the control: within the limit again
    assert Place.objects.filter(workshop=rooms[0]).count() == 2


def test_queue_passes_over_who_is_needed_where_they_sit(event, rooms, enrol, police):
    SectorLimit.objects.create(workshop=rooms[1], sector=police, minimum=1)
    needed = enrol(1, rooms[1], sector_id=police.pk)
    other, *inside = [enrol(number, rooms[place]) for number, place in ((2, 2), (3, 0), (4, 0))]
    publish_run(run(event), actor=None)
    round_id = rooms[0].round_id
    for place, person in enumerate((needed, other), start=1):
        WorkshopWait.objects.create(registration=person, round_id=round_id, workshop=rooms[0], queue_number=place)
    change_places(inside[0], {round_id: rooms[2].pk})
    assert Place.objects.get(registration=needed).workshop == rooms[1]
    assert Place.objects.get(registration=other).workshop == rooms[0]
    SectorLimit.objects.all().delete()  # the control: who was passed over is still first
    change_places(inside[1], {round_id: rooms[2].pk})
    assert Place.objects.get(registration=needed).workshop == rooms[0]


def test_as_many_queries_with_minimums_in_one_workshop_as_in_thirty(event, ronde, rooms, enrol, police):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, minimum=1)
    for number in range(31):
        enrol(number, rooms[2], sector_id=police.pk)

    def queries(work):
        with CaptureQueriesContext(connection) as found:
            work()
        return len(found)

    before = queries(lambda: round_states(event.pk)), queries(lambda: run(event))
    for number in range(4, 33):
        room = WorkshopFactory(round=ronde, number=number, title=f"Zaal {number}", capacity=2)
        SectorLimit.objects.create(workshop=room, sector=police, minimum=1)
    assert (queries(lambda: round_states(event.pk)), queries(lambda: run(event))) == before


def test_all_rounds_together_keep_what_one_after_another_cannot(event, rooms, enrol, police, new_round):
    """Two of the police, the same workshop in both rounds. Round by round leaves the wrong one over for the second."""
    again = WorkshopFactory(round=new_round(2), number=1, title="Anna", topic=rooms[0].topic)
    other = WorkshopFactory(round=again.round, number=2, title="Bram", topic=rooms[1].topic)
    for room in (rooms[0], again):
        SectorLimit.objects.create(workshop=room, sector=police, minimum=1)
    first, second = (enrol(number, rooms[0], again, sector_id=police.pk) for number in (1, 2))
    third = enrol(3, rooms[1], other)
    fix_place(third, again)
    keep_apart(first, third)  # so the first cannot be in the repeat, and must be in the first round
    problem = running.read_setting(event.pk, Wanted(seed=7)).problem
    with pytest.raises(Infeasible):
        running.allocate(problem)
    item = run(event)
    assert item.figures["method"] == "rescued"
    assert item.lines.get(registration=first, round=rooms[0].round).workshop == rooms[0]
    assert item.lines.get(registration=second, round=again.round).workshop == again
    publish_run(item, actor=None)
    assert Place.objects.get(registration=second, round=again.round).workshop == again


def test_what_cannot_be_had_is_said_before_the_run(event, rooms, enrol, police):
    SectorLimit.objects.create(workshop=rooms[1], sector=police, minimum=1)
    SectorLimit.objects.create(workshop=rooms[2], sector=police, minimum=1)
    people = [enrol(1, rooms[1], sector_id=police.pk)]

    def words():
        return " ".join(round_states(event.pk)[0].problems)

    assert "vraagt samen 2 mensen uit “Politie”; er zijn er 1." in words()
    people.append(enrol(2, rooms[0], sector_id=police.pk))
    assert words() == ""
    fix_place(people[1], rooms[0])
    assert "1 kunnen er komen, omdat anderen elders" in words()
    SectorLimit.objects.filter(workshop=rooms[1]).delete()
    assert words() == ""
    Workshop.objects.filter(pk=rooms[2].pk).update(is_open_for_choice=False)
    assert "“Carla”" in words()
    assert "niet open voor keuze" in words()
    with pytest.raises(CannotAllocate):
        run(event)
    fix_place(people[0], rooms[2])
    assert words() == ""
    run(event)


def test_swap_page_says_where_a_background_has_no_room_left(client, event, rooms, enrol, police, place_url):
    SectorLimit.objects.create(workshop=rooms[1], sector=police, maximum=1)
    inside = enrol(1, rooms[1], sector_id=police.pk)
    same, other = enrol(2, rooms[0], sector_id=police.pk), enrol(3, rooms[0])
    publish_run(run(event), actor=None)
    words = "Alle plaatsen voor mensen met uw achtergrond zijn vergeven"
    found = [client.get(place_url(person, "my_workshops")).content.decode() for person in (same, other, inside)]
    assert [words in page for page in found] == [True, False, False]
    taken = client.post(place_url(same, "my_workshops"), {f"round_{rooms[0].round_id}": rooms[1].pk})
    assert taken.status_code == 422


def test_swap_page_says_beforehand_who_cannot_be_missed(client, event, rooms, enrol, police, place_url):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, minimum=1)
    person, other = enrol(1, rooms[0], sector_id=police.pk), enrol(2, rooms[1])
    publish_run(run(event), actor=None)
    words, name = "heeft mensen met uw achtergrond nodig", f"round_{rooms[0].round_id}"
    address = place_url(person, "my_workshops")
    page = client.get(address).content.decode()
    assert words in page
    assert page.count('type="radio"') == page.count(" disabled>") + 1  # only the workshop that she has
    assert words not in client.get(place_url(other, "my_workshops")).content.decode()
    refused = client.post(address, {name: rooms[1].pk})
    assert refused.content.decode().count(words) == 2  # in the summary and at the field, and not as a notice too
    more = RegistrationFactory(event=event, sector=police)
    Place.objects.create(registration=more, workshop=rooms[0], round=rooms[0].round)
    assert words not in client.get(address).content.decode()
    assert client.post(address, {name: rooms[1].pk}).status_code == 302


def test_organiser_is_asked_before_going_over_or_below_a_limit(event, rooms, enrol, police):
    SectorLimit.objects.create(workshop=rooms[0], sector=police, minimum=1)
    SectorLimit.objects.create(workshop=rooms[1], sector=police, maximum=0)
    person = enrol(1, rooms[0], sector_id=police.pk)
    publish_run(run(event), actor=None)
    round_id = rooms[0].round_id
    with pytest.raises(PlacesTaken) as refused:
        assign_workshops(person, {round_id: rooms[1].pk}, actor="test")
    words = refused.value.by_round[round_id]
    assert "“Anna”" in words
    assert "van 1 naar 0" in words
    assert "“Bram”" in words
    assert "van 0 naar 1" in words
    assign_workshops(person, {round_id: rooms[1].pk}, actor="test", anyway=True)
    assert Place.objects.get(registration=person).workshop == rooms[1]
    assign_workshops(person, {round_id: rooms[0].pk}, actor="test")  # the control: this mends both


def test_all_rounds_together_are_tried_where_one_after_another_lacks_people(
    event, rooms, enrol, police, new_round, monkeypatch
):
    second = WorkshopFactory(round=new_round(2), number=1, title="Dirk")
    enrol(1, rooms[0], second, sector_id=police.pk)
    answers = running.allocate(running.read_setting(event.pk, Wanted(seed=7)).problem)

    def lacking(_rounds):
        raise Infeasible({}, {(rooms[0].pk, police.pk): 1})

    def missing(_rounds):
        raise SolverMissing

    monkeypatch.setattr(running, "allocate", lacking)
    monkeypatch.setattr(running, "allocate_jointly", missing)
    with pytest.raises(CannotAllocate, match="1 te weinig"):
        run(event)
    monkeypatch.setattr(running, "allocate_jointly", lambda _rounds: answers)
    item = run(event)
    assert item.figures["method"] == "rescued"
    assert "omdat ronde voor ronde" in method_in_words(item)
