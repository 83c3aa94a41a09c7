"""Giving an order: on the form, on the own page, until the deadline, and what stands in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registrations.domain.errors import PlacesTaken
from registrations.domain.places import change_places
from registrations.domain.ranking import rankings_of
from registrations.models import Place, Preference
from tests.factories import WorkshopFactory
from workshops.enums import ChoiceMode, WorkshopLanguage, WorkshopLevel

pytestmark = pytest.mark.django_db


def field(rooms, rank):
    return f"rank_{rooms[0].round_id}_{rank}"


def test_form_shows_lists_that_work_without_a_script_and_facts_of_each_workshop(client, event, rooms):
    rooms[0].language, rooms[0].level = WorkshopLanguage.ENGLISH, WorkshopLevel.STARTING
    rooms[0].save()
    page = client.get(f"/aanmelden/{event.pk}/").content.decode()
    assert f'<select name="{field(rooms, 1)}"' in page
    assert "Taal: Engels · Voor wie nieuw is in het onderwerp" in page
    assert "data-rank hidden" in page


def test_gaps_close_and_the_order_is_kept(send, event, rooms):
    send(event, **{field(rooms, 1): "", field(rooms, 2): rooms[2].pk, field(rooms, 3): rooms[0].pk})
    assert [row.workshop for row in Preference.objects.order_by("rank")] == [rooms[2], rooms[0]]
    assert not Place.objects.exists()


def test_same_workshop_twice_is_an_error_at_the_list_and_keeps_what_was_chosen(send, event, rooms):
    answer = send(event, **{field(rooms, 1): rooms[0].pk, field(rooms, 2): rooms[0].pk})
    assert answer.status_code == 422
    assert field(rooms, 2) in answer.context["form"].errors
    assert answer.context["form"][field(rooms, 1)].value() == str(rooms[0].pk)
    assert not Preference.objects.exists()


@pytest.mark.parametrize("value", ["x", "<script>", "\x00", "9" * 300, "-1"])
def test_nonsense_is_an_error(send, event, rooms, value):
    answer = send(event, **{field(rooms, 1): value})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_after_the_deadline_the_order_is_shown_and_not_changed(client, event, rooms, enrol, place_url):
    person = enrol(1, rooms[0])
    round_ = rooms[0].round
    round_.ranking_closes_at = timezone.now() - timedelta(minutes=1)
    round_.save()
    page = client.get(place_url(person, "my_workshops")).content.decode()
    assert "kan niet meer worden gewijzigd" in page
    assert field(rooms, 1) not in page
    client.post(place_url(person, "my_workshops"), {field(rooms, 1): rooms[1].pk})
    with pytest.raises(PlacesTaken):
        change_places(person, {}, rankings={round_.pk: [rooms[1].pk]})
    assert rankings_of(person) == {round_.pk: [rooms[0]]}


def test_ranking_beside_a_round_of_first_come_leaves_that_as_it_was(client, event, rooms, new_round, enrol, place_url):
    second = new_round(2, mode=ChoiceMode.FIRST_COME)
    other = WorkshopFactory(round=second, title="Dirk", capacity=1)
    person = enrol(1, rooms[0], choices={second.pk: other.pk})
    assert [place.workshop for place in Place.objects.all()] == [other]
    answer = client.post(
        place_url(person, "my_workshops"), {field(rooms, 1): rooms[1].pk, f"round_{second.pk}": other.pk}
    )
    assert answer.status_code == 302
    assert [place.workshop for place in Place.objects.all()] == [other]
    assert rankings_of(person) == {rooms[0].round_id: [rooms[1]]}


def test_who_waits_for_a_seat_keeps_the_order_when_a_seat_comes(event, rooms, enrol):
    from registrations.domain.cancelling import cancel_registration

    event.capacity = 1
    event.save()
    first, second = enrol(1, rooms[0]), enrol(2, rooms[1], rooms[0])
    cancel_registration(first)
    second.refresh_from_db()
    assert second.state == "confirmed"
    assert rankings_of(second) == {rooms[0].round_id: [rooms[1], rooms[0]]}
    assert not Place.objects.exists()
