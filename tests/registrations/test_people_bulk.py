"""Several people at once: chosen, confirmed, carried out once, and told what was not possible."""

import pytest
from django.urls import reverse

from events.models import EventSector
from registrations.domain import jobs
from registrations.enums import JobState
from registrations.enums import RegistrationState as State
from registrations.models import PeopleJob, Place, Registration
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
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    return client


def url(event, name, *args):
    return reverse(f"registrations_admin:{name}", args=[event.pk, *args])


@pytest.fixture
def choose(organiser, event):
    """Chooses an action for people; gives the answer."""

    def post(action, people=(), **data):
        return organiser.post(url(event, "bulk"), {"action": action, "pk": [item.pk for item in people], **data})

    return post


@pytest.fixture
def do(organiser, choose):
    """The same, and confirms; gives the work."""

    def act(action, people=(), settings=None, **data):
        address = choose(action, people, **data).url
        assert organiser.post(address, settings or {}).status_code == 302
        return PeopleJob.objects.latest("pk")

    return act


def states():
    return sorted(Registration.objects.values_list("name", "state"))


CASES = [
    ("approve", State.PENDING, State.CONFIRMED),
    ("decline", State.PENDING, State.DECLINED),
    ("offer", State.WAITLISTED, State.OFFERED),
    ("confirm", State.WAITLISTED, State.CONFIRMED),
    ("cancel", State.CONFIRMED, State.CANCELLED),
    ("reinstate", State.CANCELLED, State.CONFIRMED),
]


@pytest.mark.parametrize(("action", "before", "after"), CASES)
def test_action_is_done_for_those_ticked_only(do, event, action, before, after):
    anna, bram = (RegistrationFactory(event=event, name=name, state=before) for name in ("Anna", "Bram"))
    job = do(action, [anna])
    assert states() == [("Anna", after), ("Bram", before)]
    assert job.numbers == {"done": 1}
    assert anna.history.last().actor == "organisator"
    assert bram.pk


def test_people_are_put_on_the_waiting_list_of_a_full_meeting(do, event):
    anna = RegistrationFactory(event=event, name="Anna")
    RegistrationFactory(event=event, name="Bram", state=State.WAITLISTED)
    event.capacity = 1
    event.save()
    do("wait", [anna])
    assert states() == [("Anna", State.WAITLISTED), ("Bram", State.CONFIRMED)]


def test_confirmation_names_the_numbers_and_changes_nothing(organiser, choose, event):
    people = [
        RegistrationFactory(event=event, state=state) for state in (State.PENDING, State.PENDING, State.CONFIRMED)
    ]
    page = organiser.get(choose("approve", people).url)
    assert page.context["number"] == 2
    assert sum(number for _label, number in page.context["others"]) == 1
    assert Registration.objects.filter(state=State.PENDING).count() == 2


def test_everybody_means_what_the_filters_and_the_search_show(organiser, do, event):
    for name in ("Anna", "Bram", "Carla"):
        RegistrationFactory(event=event, name=name, state=State.PENDING)
    RegistrationFactory(event=event, name="Anton", state=State.CONFIRMED)
    RegistrationFactory(name="Anna elders", state=State.PENDING)
    organiser.post(url(event, "search"), {"term": "ann"})
    do("approve", everybody="on", query="state=pending")
    assert dict(states()) == {
        "Anna": State.CONFIRMED,
        "Anna elders": State.PENDING,
        "Anton": State.CONFIRMED,
        "Bram": State.PENDING,
        "Carla": State.PENDING,
    }


def test_what_is_not_possible_is_told_with_the_name(organiser, do, event):
    anna = RegistrationFactory(event=event, name="Anna", state=State.PENDING)
    bram = RegistrationFactory(event=event, name="Bram", state=State.CONFIRMED)
    job = do("approve", [anna, bram])
    assert job.numbers == {"done": 1, "problem": 1}
    page = organiser.get(url(event, "job", job.pk)).content.decode()
    assert "Bram" in page
    assert "Bevestigd" in page


def test_places_are_given_in_order_until_there_are_none(do, event):
    event.capacity = 2
    event.save()
    people = [RegistrationFactory(event=event, name=str(number), state=State.PENDING) for number in range(3)]
    do("approve", people)
    assert [state for _name, state in states()] == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]


def test_second_press_does_nothing_more(organiser, choose, event):
    anna = RegistrationFactory(event=event, state=State.CANCELLED)
    address = choose("reinstate", [anna]).url
    organiser.post(address)
    assert "/taken/" in organiser.post(address).url
    assert anna.history.count() == 1


def test_sector_is_set(do, event):
    sector = SectorFactory()
    EventSector.objects.create(page=event, sector=sector)
    people = RegistrationFactory.create_batch(2, event=event)
    do("sector", people, settings={"sector_id": sector.pk})
    assert Registration.objects.filter(sector=sector).count() == 2


@pytest.mark.parametrize(("settings", "placed"), [({}, 1), ({"anyway": "on"}, 2)])
def test_workshop_is_filled_within_its_places_unless_told_otherwise(do, event, settings, placed):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), capacity=1)
    people = RegistrationFactory.create_batch(2, event=event)
    job = do("workshop", people, settings={"workshop_id": workshop.pk, **settings})
    assert Place.objects.filter(workshop=workshop).count() == placed
    assert job.numbers.get("problem", 0) == 2 - placed


def test_export_of_those_ticked(organiser, choose, event):
    anna, _bram = (RegistrationFactory(event=event, name=name) for name in ("Anna", "Bram"))
    address = choose("export", [anna]).url
    content = organiser.post(address, {"format": "csv", "columns": ["name"]}).content.decode("utf-8-sig")
    assert content.split() == ["Naam", "Anna"]


@pytest.mark.parametrize(
    "data", [{"action": "approve"}, {"action": ""}, {"action": "launch", "pk": "1"}, {"action": "approve", "pk": "x"}]
)
def test_choice_of_nobody_or_nothing_is_told(organiser, event, data):
    response = organiser.post(url(event, "bulk"), data, follow=True)
    assert response.status_code == 200
    assert not PeopleJob.objects.exists()


def test_people_of_another_event_are_left_alone(do, event):
    anna = RegistrationFactory(event=event, name="Anna", state=State.PENDING)
    other = RegistrationFactory(name="Elders", state=State.PENDING)
    do("approve", [anna, other])
    assert states() == [("Anna", State.CONFIRMED), ("Elders", State.PENDING)]


def test_choice_of_another_event_is_a_404(organiser, choose, event):
    choose("approve", [RegistrationFactory(event=event, state=State.PENDING)])
    job = PeopleJob.objects.get()
    other = EventPageFactory()
    assert organiser.post(url(other, "bulk_confirm", job.pk)).status_code == 404
    assert organiser.get(url(other, "export") + f"?selection={job.pk}").status_code == 404
    assert organiser.get(url(other, "job", job.pk)).status_code == 404


def test_large_work_goes_on_in_the_background(
    organiser, choose, event, monkeypatch, django_capture_on_commit_callbacks
):
    people = RegistrationFactory.create_batch(40, event=event, state=State.PENDING)
    address = choose("approve", people).url
    monkeypatch.setattr(jobs, "CHUNK_SECONDS", 0)
    start, finish = jobs.start_job, jobs.run_job
    monkeypatch.setattr("registrations.domain.bulk.start_job", lambda job: start(job, seconds=0))
    organiser.post(address)
    job = PeopleJob.objects.get()
    assert (job.state, job.position) == (JobState.RUNNING, 1)
    page = organiser.get(url(event, "job", job.pk))
    assert page["Refresh"] == "2"
    assert "1 van 40" in page.content.decode()
    finish(job.pk)
    job.refresh_from_db()
    assert (job.state, job.numbers) == (JobState.DONE, {"done": 40})
