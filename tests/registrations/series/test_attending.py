"""Attendance in a series: a catch-up date counts as the missed one, and every attendance once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.enums import DateKind
from registrations.domain.checkin import check_in
from registrations.domain.doors import Door, presence
from registrations.domain.series.attending import attendance_list, follow, people_of
from registrations.domain.series.catching_up import DateTaken, choices_of, choose_catch_up
from registrations.domain.series.dates import Series, series_of
from registrations.models import CatchUp, HistoryEntry
from tests.factories import RegistrationFactory, SeriesGroupFactory, masterclass, member, series_date

pytestmark = pytest.mark.django_db


def attended(event, registration):
    return next(person for person in people_of(event) if person.registration == registration).attended


def test_desk_expects_whom_the_list_of_the_date_names(event, north, south, dates_of):
    extra = series_date(event, 40, kind=DateKind.CATCH_UP, label="Inhaalsessie")
    together = series_date(event, 60, kind=DateKind.FOLLOW_UP, label="Terugkomdag")
    people = [member(north), member(north), member(south), RegistrationFactory(event=event)]
    first = dates_of(north)[0]
    choose_catch_up(people[0], first.pk, extra.pk)
    choose_catch_up(people[1], first.pk, dates_of(south)[0].pk)
    check_in(people[2], first)  # came with the other group, without a word
    counted = {date: presence(Door(date)) for date in event.dates.all()}
    for date, seen in counted.items():
        listed = attendance_list(event, date)
        assert (seen.inside, seen.expected) == (sum(item.is_in for item in listed), len(listed)), date
    expected = [counted[date].expected for date in (first, dates_of(north)[1], dates_of(south)[0], extra, together)]
    assert expected == [2, 3, 3, 1, 4], "as control: not everybody everywhere"


def test_chosen_catch_up_date_counts_as_the_missed_one(event, north, dates_of):
    extra = series_date(event, 40, kind=DateKind.CATCH_UP, label="Inhaalsessie")
    registration, first = member(north), dates_of(north)[0]
    choose_catch_up(registration, first.pk, extra.pk)
    check_in(registration, extra)
    person = people_of(event)[0]
    assert person.attended == 1
    assert [item.part.date for item in person.followed if item.is_caught_up] == [first]


def test_date_of_another_group_counts_without_choosing(event, north, south, dates_of):
    registration = member(north)
    check_in(registration, dates_of(south)[1])
    followed = people_of(event)[0].followed
    assert [item.on for item in followed] == [None, dates_of(south)[1], None]


def test_same_date_in_two_groups_counts_once(event, north, south, dates_of):
    registration = member(north)
    for group in (north, south):
        check_in(registration, dates_of(group)[0])
    assert attended(event, registration) == 1


def test_catch_up_date_counts_for_one_missed_date_only(event, north):
    extra = series_date(event, 40, kind=DateKind.CATCH_UP)
    registration = member(north)
    check_in(registration, extra)
    assert attended(event, registration) == 1


def test_follow_up_date_is_not_made_good_by_a_catch_up_date(event):
    group = SeriesGroupFactory(event=event)
    series_date(event, 60, kind=DateKind.FOLLOW_UP, group=group)
    registration = member(group)
    check_in(registration, series_date(event, 40, kind=DateKind.CATCH_UP))
    assert attended(event, registration) == 0


@given(st.data())
def test_no_attendance_counts_twice(data):
    event = masterclass()
    groups = [SeriesGroupFactory(event=event, days=[5, 10]), SeriesGroupFactory(event=event, days=[6, 11])]
    series_date(event, 20, kind=DateKind.CATCH_UP)
    series: Series = series_of(event.pk)
    keys = [date.pk for date in series.dates]
    was_there = data.draw(st.sets(st.sampled_from(keys)))
    found = follow(series, series.parts(groups[0].pk, {}), was_there)
    used = [item.on.pk for item in found if item.on]
    assert len(used) == len(set(used))
    assert set(used) <= was_there
    own = {date.pk for date in series.own_dates(groups[0].pk)}
    assert (own & was_there) <= set(used)


def test_catch_up_page_lets_choose_and_go_back(client, event, north, south, place_url, dates_of):
    registration, own, other = member(north), dates_of(north)[0], dates_of(south)[0]
    address = place_url(registration, "my_catch_up")
    assert "Groep Zuid" in client.get(address).content.decode()
    assert client.post(address, {"missed": own.pk, "chosen": other.pk}).status_code == 302
    page = client.get(place_url(registration)).content.decode()
    assert "Groep Zuid, dagdeel 1" in page
    calendar = client.get(place_url(registration, "my_calendar")).content.decode()
    assert "Groep Zuid" in calendar
    assert calendar.count("BEGIN:VEVENT") == 3
    assert client.post(address, {"missed": own.pk, "chosen": "own"}).status_code == 302
    assert not CatchUp.objects.exists()
    assert HistoryEntry.objects.filter(registration=registration).count() == 2


def test_full_date_cannot_be_chosen_and_nothing_changes(event, north, south, dates_of):
    south.capacity = 1
    south.save()
    member(south)
    registration = member(north)
    with pytest.raises(DateTaken):
        choose_catch_up(registration, dates_of(north)[0].pk, dates_of(south)[0].pk)
    assert not CatchUp.objects.exists()


def test_who_goes_elsewhere_makes_room_on_that_date(event, north, south, dates_of):
    south.capacity = 1
    south.save()
    moving, coming = member(south), member(north)
    choose_catch_up(moving, dates_of(south)[0].pk, dates_of(north)[0].pk)
    choose_catch_up(coming, dates_of(north)[0].pk, dates_of(south)[0].pk)
    with pytest.raises(DateTaken):
        choose_catch_up(moving, dates_of(south)[0].pk, None)


def test_missed_date_in_the_past_can_still_be_caught_up(event):
    group = SeriesGroupFactory(event=event, days=[-5, 5])
    extra = series_date(event, 20, kind=DateKind.CATCH_UP)
    registration = member(group)
    missed = group.series_dates.order_by("event_date__starts_at")[0].event_date_id
    choose_catch_up(registration, missed, extra.pk)
    assert CatchUp.objects.get().chosen == extra


@pytest.mark.parametrize("missed", ["", "0", "9" * 30, "\x00", "x"])
def test_nonsense_on_the_catch_up_page_is_an_error(client, event, north, south, place_url, missed):
    registration = member(north)
    response = client.post(place_url(registration, "my_catch_up"), {"missed": missed, "chosen": missed})
    assert response.status_code == 422


def test_list_of_a_date_has_who_comes_to_catch_up_and_leaves_out_who_goes_elsewhere(event, north, south, dates_of):
    staying, leaving, coming = (
        member(north, name="Blijft"),
        member(north, name="Gaat"),
        member(south, name="Komt"),
    )
    first_north, first_south = dates_of(north)[0], dates_of(south)[0]
    choose_catch_up(leaving, first_north.pk, first_south.pk)
    choose_catch_up(coming, first_south.pk, first_north.pk)
    listed = attendance_list(event, first_north)
    assert [item.registration for item in listed] == [staying, coming]
    assert listed[1].comes_instead_of == first_south


def test_choices_leave_out_dates_where_somebody_was(event, north, dates_of):
    registration = member(north)
    check_in(registration, dates_of(north)[0])
    assert choices_of(registration)[0].was_there


def test_people_are_counted_in_as_many_queries_for_1_as_for_30(event, north, django_assert_num_queries):
    member(north)
    with django_assert_num_queries(5):
        people_of(event)
    for _ in range(29):
        member(north)
    with django_assert_num_queries(5):
        people_of(event)
