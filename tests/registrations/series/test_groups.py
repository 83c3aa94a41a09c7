"""Groups of a masterclass: one registration for a series, in a group that is never overfull."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.enums import DateKind
from registrations.domain.calendar import calendar_of, note_sent
from registrations.domain.cancelling import cancel_registration
from registrations.domain.programme import day_plans
from registrations.domain.registering import RegistrationData, register
from registrations.domain.series.choosing import GroupTaken
from registrations.domain.series.joining import change_group
from registrations.domain.series.rooms import rooms_of_series
from registrations.enums import RegistrationState
from registrations.models import GroupPlace, HistoryEntry, MasterclassRules, Registration
from tests.factories import (
    EventPageFactory,
    RegistrationFactory,
    SeriesGroupFactory,
    masterclass,
    member,
    series_date,
)

pytestmark = pytest.mark.django_db
State = RegistrationState


@pytest.fixture
def event():
    return masterclass()


@pytest.fixture
def north(event):
    return SeriesGroupFactory(event=event, name="Groep Noord", capacity=2, days=[10, 20, 30])


@pytest.fixture
def south(event, north):
    return SeriesGroupFactory(event=event, name="Groep Zuid", capacity=2, days=[11, 21, 31])


def join(event, group, email="een@gemeente.example"):
    data = RegistrationData(name="Een", email=email, group_id=group.pk if group else None)
    return register(event, data, submission_key=uuid.uuid4()).registration


def test_form_asks_for_a_group_and_keeps_it(send, event, north, south):
    assert send(event).status_code == 422
    response = send(event, group=north.pk)
    assert response.status_code == 302
    assert GroupPlace.objects.get().group == north


@pytest.mark.parametrize("value", ["0", "9" * 30, "\x00", "<script>", "é"])
def test_form_with_a_strange_group_says_so(send, event, north, value):
    response = send(event, group=value)
    assert response.status_code == 422
    assert "group" in response.context["form"].errors
    assert not Registration.objects.exists()


def test_group_of_another_event_cannot_be_chosen(event, north):
    with pytest.raises(GroupTaken):
        join(event, SeriesGroupFactory(days=[5]))


def test_group_that_began_cannot_be_chosen(send, event, north):
    begun = SeriesGroupFactory(event=event, days=[-2, 20])
    assert send(event, group=begun.pk).status_code == 422


def test_page_after_registering_names_no_date_of_another_group(client, send, event, north, south):
    series_date(event, 60, kind=DateKind.FOLLOW_UP, label="Terugkomdag voor iedereen")
    html = client.get(send(event, group=north.pk).url).content.decode()
    assert "Groep Zuid" not in html


def test_event_without_groups_asks_nothing(send):
    assert send(EventPageFactory()).status_code == 302
    assert not GroupPlace.objects.exists()


def test_full_group_has_a_waiting_list_of_its_own_while_another_has_room(event, north, south):
    states = [join(event, north, f"{number}@a.example").state for number in range(3)]
    assert states == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert join(event, south, "zuid@a.example").state == State.CONFIRMED


def test_form_says_so_when_the_group_filled_up_meanwhile(send, event, north, south):
    member(north)
    member(north)
    response = send(event, group=north.pk, promised="confirmed")
    assert response.status_code == 422
    assert not Registration.objects.filter(email="samira@gemeente.example").exists()


def test_form_that_showed_a_full_group_puts_on_its_waiting_list(client, send, event, north, south):
    member(north)
    member(north)
    html = client.get(reverse("registrations:register", args=[event.pk])).content.decode()
    assert f'name="full_groups" value="{north.pk}"' in html
    assert send(event, group=north.pk, promised="confirmed", full_groups=str(north.pk)).status_code == 302
    assert Registration.objects.get(email="samira@gemeente.example").state == State.WAITLISTED


def test_seat_that_comes_free_goes_to_who_waits_for_that_group(event, north, south):
    south.capacity = 1
    south.save()
    first, _second = join(event, north, "1@a.example"), join(event, north, "2@a.example")
    join(event, south, "3@a.example")
    for_south, for_north = join(event, south, "4@a.example"), join(event, north, "5@a.example")
    cancel_registration(first)
    for registration in (for_south, for_north):
        registration.refresh_from_db()
    assert for_north.state == State.CONFIRMED
    assert for_south.state == State.WAITLISTED


def test_waiting_list_of_a_group_moves_on_while_another_group_has_begun(event):
    SeriesGroupFactory(event=event, days=[-3, 4])
    later = SeriesGroupFactory(event=event, capacity=1, days=[10])
    first, second = join(event, later, "1@a.example"), join(event, later, "2@a.example")
    cancel_registration(first)
    second.refresh_from_db()
    assert second.state == State.CONFIRMED


def test_capacity_of_the_event_holds_over_the_groups(event, north, south):
    event.capacity = 1
    event.save()
    assert join(event, north, "1@a.example").state == State.CONFIRMED
    assert join(event, south, "2@a.example").state == State.WAITLISTED


def test_programme_shows_the_dates_of_the_own_group_and_the_shared_ones(client, event, north, south, place_url):
    series_date(event, 60, kind=DateKind.FOLLOW_UP, label="Terugkomdag voor iedereen")
    series_date(event, 40, kind=DateKind.CATCH_UP, label="Inhaalsessie")
    html = client.get(place_url(member(north))).content.decode()
    assert html.count("Groep Noord, dagdeel") == 3
    assert "Terugkomdag voor iedereen" in html
    programme = html[html.index('id="my-programme"') :].split("</section>")[0]
    assert "Groep Zuid" not in programme
    assert "Inhaalsessie" not in programme


def test_calendar_has_the_dates_of_the_own_group_only(client, event, north, south, place_url):
    calendar = client.get(place_url(member(south), "my_calendar")).content.decode()
    assert calendar.count("BEGIN:VEVENT") == 3
    assert "Groep Noord" not in calendar


def test_event_page_shows_groups_with_dates_and_room(client, event, north, south):

    member(north)
    html = client.get(event.get_url()).content.decode()
    assert "Groep Noord" in html
    assert "Nog 1 plaats" in html


def test_group_can_be_changed_on_my_place(client, event, north, south, place_url):
    registration = member(north)
    response = client.post(place_url(registration, "my_group"), {"group": south.pk})
    assert response.url == place_url(registration)
    assert GroupPlace.objects.get().group == south
    assert HistoryEntry.objects.filter(registration=registration, note="Groep Zuid").exists()


def test_change_invites_for_the_new_dates_and_withdraws_the_old_ones(event, north, south):
    registration = member(north)
    note_sent(registration, method="REQUEST")
    calendar = calendar_of(change_group(registration, south.pk), method="REQUEST")
    request, withdrawal = calendar.split("END:VCALENDAR", 1)
    assert request.count("Groep Zuid") == 3
    assert "METHOD:CANCEL" in withdrawal
    assert withdrawal.count("Groep Noord") == 3


def test_change_to_a_full_group_keeps_the_old_place_and_says_where_there_is_room(
    client, event, north, south, place_url
):
    registration = member(north)
    member(south)
    member(south)
    response = client.post(place_url(registration, "my_group"), {"group": south.pk})
    assert response.status_code == 422
    assert GroupPlace.objects.get(registration=registration).group == north


def test_place_that_a_change_frees_goes_to_who_waits(event, north, south):
    first, _second = join(event, north, "1@a.example"), join(event, north, "2@a.example")
    waiting = join(event, north, "3@a.example")
    change_group(first, south.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_who_waits_and_changes_to_a_group_with_room_gets_the_place(event, north, south):
    member(north)
    member(north)
    waiting = join(event, north)
    assert waiting.state == State.WAITLISTED
    change_group(waiting, south.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


@pytest.mark.parametrize(("until", "status"), [(timedelta(hours=-1), 302), (timedelta(hours=1), 200)])
def test_group_can_be_changed_until_the_deadline(client, event, north, south, place_url, until, status):
    MasterclassRules.objects.create(event=event, group_changes_until=timezone.now() + until)
    registration = member(north)
    assert client.get(place_url(registration, "my_group")).status_code == status
    client.post(place_url(registration, "my_group"), {"group": south.pk})
    moved = GroupPlace.objects.get().group == south
    assert moved == (status == 200)


def test_get_of_the_page_changes_nothing(client, event, north, south, place_url):
    registration = member(north)
    assert client.get(place_url(registration, "my_group") + f"?group={south.pk}").status_code == 200
    assert GroupPlace.objects.get().group == north


def test_rooms_are_counted_in_as_many_queries_for_1_as_for_30_people(event, north, south, django_assert_num_queries):
    for number in range(30):
        member(south if number else north)
    with django_assert_num_queries(6):
        rooms_of_series(event.pk)


def test_registration_without_a_group_follows_every_date(event, north, south):
    assert len(day_plans(RegistrationFactory(event=event))) == 6
