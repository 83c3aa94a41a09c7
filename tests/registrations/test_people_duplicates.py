"""Who may be registered twice: properties of comparing names, and making one registration of two."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.apart import keep_apart
from registrations.domain.assigning import assign_workshops
from registrations.domain.checkin import check_in
from registrations.domain.duplicates import Alike, Somebody, address_key, find_pairs, is_one_slip, name_key
from registrations.domain.errors import RegistrationError
from registrations.domain.links import find_by_token, token_of
from registrations.domain.merging import likely_pairs, merge_registrations
from registrations.enums import RegistrationState as State
from registrations.models import Answer, KeepApart, Needs, OrganiserNote, Place, Registration
from tests.factories import (
    EventPageFactory,
    FormQuestionFactory,
    RegistrationFactory,
    SectorFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anja de Vos", "anja  DE vos"),
        ("Anja de Vos", "Vos, Anja de"),
        ("drs. Renée Dijkstra", "Renee Dykstra"),
        ("Karima El-Idrissi", "Carima el Idrisi"),
        ("Mevr. Philippa Smit", "Filipa Smit"),
    ],
)
def test_name_spelled_otherwise_is_the_same(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Anja Vos", "Tom Vos"), ("Jan", "Jaap"), ("A", "B")])
def test_other_name_is_another(one, other):
    assert find_pairs([Somebody(1, one, "", "Politie"), Somebody(2, other, "", "Politie")]) == []


def test_address_with_capitals_or_plus_is_the_same():
    assert address_key("Anja+werk@X.example ") == address_key("anja@x.example")
    assert address_key("anja@x.example") != address_key("anja@y.example")
    assert address_key("") == ""


WORD = st.text("abc", max_size=7)


def edits(word):
    """Every word one slip away."""
    letters = "abc"
    yield word
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in letters)
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in letters)
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@given(WORD, WORD)
def test_one_slip_is_exactly_one_edit(one, other):
    assert is_one_slip(one, other) == (other in set(edits(one)))
    assert is_one_slip(one, other) == is_one_slip(other, one)


PEOPLE = st.lists(
    st.builds(
        Somebody,
        pk=st.integers(1, 30),
        name=st.text("abde ", min_size=1, max_size=9),
        email=st.sampled_from(["", "a@x.example", "A+b@x.example", "c@x.example"]),
        organisation=st.sampled_from(["", "Gemeente Breda", "Breda", "Politie"]),
    ),
    max_size=12,
    unique_by=lambda person: person.pk,
)


@given(PEOPLE)
def test_pairs_are_found_whatever_the_order_and_none_is_missed(people):
    found = {(pair.first, pair.second): pair.why for pair in find_pairs(people)}
    again = {(pair.first, pair.second): pair.why for pair in find_pairs(reversed(people))}
    assert found == again
    assert all(first < second for first, second in found)
    for one in people:
        for other in people:
            key = name_key(one.name), name_key(other.name)
            same_place = one.organisation == other.organisation
            is_slip = min(map(len, key)) > 4 and is_one_slip(*key)
            if one.pk < other.pk and same_place and (is_slip or (key[0] and key[0] == key[1])):
                assert (one.pk, other.pk) in found


def test_names_alike_at_contradicting_organisations_are_two_people():
    people = [Somebody(1, "Anja Vos", "", "Politie"), Somebody(2, "Anja Vos", "", "Gemeente Breda")]
    assert find_pairs(people) == []
    [pair] = find_pairs([people[0], Somebody(2, "Anja Fos", "", "politie")])
    assert pair.why is Alike.SPELLING


def test_3000_people_are_compared():
    people = [
        Somebody(n, f"Persoon {n * 7919 % 3000:04d} Achternaam", f"p{n}@x.example", "Politie") for n in range(3000)
    ]
    assert find_pairs(people)


@pytest.fixture
def event(db):
    return EventPageFactory()


@pytest.fixture
def organiser(client, db):
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    return client


@pytest.fixture
def pair(event):
    return (
        RegistrationFactory(event=event, name="Anja Vos", email="anja@x.example", organisation_name="Politie"),
        RegistrationFactory(event=event, name="Anja Fos", email="anja+werk@x.example", function="wijkagent"),
    )


def url(event, name, *args):
    return reverse(f"registrations_admin:{name}", args=[event.pk, *args])


def test_pairs_are_shown_until_somebody_says_they_are_two(organiser, event, pair):
    page = organiser.get(url(event, "duplicates"))
    assert page.context["number"] == 1
    assert "Anja Fos" in page.content.decode()
    organiser.post(url(event, "merge", pair[0].pk, pair[1].pk), {"action": "two"})
    assert organiser.get(url(event, "duplicates")).context["number"] == 0


def test_pairs_take_as_many_queries_with_30_people_as_with_two(
    organiser, event, pair, django_assert_num_queries, django_assert_max_num_queries
):
    organiser.get(url(event, "duplicates"))
    with django_assert_max_num_queries(24) as few:
        organiser.get(url(event, "duplicates"))
    for _ in range(28):
        RegistrationFactory(event=event, name="Anja Vos", organisation_name="Politie", sector=SectorFactory())
    with django_assert_num_queries(len(few.captured_queries)):
        organiser.get(url(event, "duplicates"))


def test_merge_keeps_what_was_chosen_and_brings_the_rest_together(organiser, event, pair):
    one, other = pair
    question = FormQuestionFactory(event=event)
    Answer.objects.create(registration=other, question=question, text="Ja", at=other.created_at)
    Needs.objects.create(registration=other, access="Ringleiding", consented_at=other.created_at)
    OrganiserNote.objects.create(registration=other, text="Belt terug", by="x")
    check_in(other, event.dates.get())
    data = {"name": "one", "email": "other", "function": "other"}
    page = organiser.get(url(event, "merge", one.pk, other.pk)).content.decode()
    assert "anja+werk@x.example" in page
    response = organiser.post(url(event, "merge", one.pk, other.pk), {**data, "action": "merge"})
    kept = Registration.objects.get(event=event)
    assert response.url == url(event, "detail", kept.pk)
    assert (kept.name, kept.email, kept.email_key) == ("Anja Vos", "anja+werk@x.example", "anja+werk@x.example")
    assert (kept.function, kept.organisation_name) == ("wijkagent", "Politie")
    assert kept.answers.get().text == "Ja"
    assert kept.needs.access == "Ringleiding"
    assert kept.organiser_notes.count() == kept.attendances.count() == 1
    assert kept.history.last().actor == "organisator"
    assert "Anja Fos" in kept.history.last().note


def test_both_personal_links_open_the_one_that_stays(client, event, pair):
    one, other = pair
    tokens = [token_of(one), token_of(other)]
    kept = merge_registrations(one, other, actor="x")
    assert [find_by_token(token) for token in tokens] == [kept, kept]
    for token in tokens:
        assert client.get(reverse("registrations:my_place", args=[token])).status_code == 200
    third = RegistrationFactory(event=event, name="Anja")
    merge_registrations(third, kept, actor="x")
    assert {find_by_token(token).event_id for token in tokens} == {event.pk}


@pytest.mark.parametrize("turned", [False, True])
def test_better_state_stays_and_the_freed_seat_goes_to_who_waits(event, turned):
    seated = RegistrationFactory(event=event, name="Anja Vos")
    second = RegistrationFactory(event=event, name="Anja Fos")
    waiting = RegistrationFactory(event=event, name="Bram", state=State.WAITLISTED)
    event.capacity = 2
    event.save()
    one, other = (second, seated) if turned else (seated, second)
    merge_registrations(one, other, actor="x")
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED
    assert Registration.objects.seated().filter(event=event).count() == 2


def test_who_waited_and_had_a_seat_keeps_the_seat(event):
    waiting = RegistrationFactory(event=event, name="Anja Vos", state=State.WAITLISTED)
    seated = RegistrationFactory(event=event, name="Anja Fos")
    kept = merge_registrations(waiting, seated, actor="x")
    assert (kept.pk, kept.state, kept.name) == (seated.pk, State.CONFIRMED, "Anja Vos")


@pytest.mark.parametrize(("chosen", "title"), [([], "Een"), (["workshops"], "Twee")])
def test_one_place_per_round_stays_as_chosen(event, pair, chosen, title):
    first, second = WorkshopRoundFactory(event=event), WorkshopRoundFactory(event=event)
    rooms = [WorkshopFactory(round=first, title=name, capacity=1) for name in ("Een", "Twee")]
    later = WorkshopFactory(round=second, title="Later", capacity=1)
    for registration, room in zip(pair, rooms, strict=True):
        assign_workshops(registration, {first.pk: room.pk}, actor="x")
    assign_workshops(pair[1], {second.pk: later.pk}, actor="x")
    kept = merge_registrations(*pair, from_other=chosen, actor="x")
    assert {place.workshop.title for place in kept.places.all()} == {title, "Later"}
    assert Place.objects.count() == 2


def test_same_answer_and_attendance_of_both_stay_once(event, pair):
    question = FormQuestionFactory(event=event)
    for number, registration in enumerate(pair):
        Answer.objects.create(
            registration=registration, question=question, text=str(number), at=registration.created_at
        )
        check_in(registration, event.dates.get())
    kept = merge_registrations(*pair, actor="x")
    assert [answer.text for answer in kept.answers.all()] == ["0"]
    assert kept.attendances.count() == 1


def test_who_is_kept_apart_stays_apart_and_is_no_duplicate(event, pair):
    third = RegistrationFactory(event=event, name="Carla")
    keep_apart(pair[1], third)
    kept = merge_registrations(*pair, actor="x")
    assert {kept.pk, third.pk} == set(KeepApart.objects.values_list("first_id", "second_id").get())
    with pytest.raises(RegistrationError):
        merge_registrations(kept, third, actor="x")
    assert likely_pairs(event) == []


def test_who_was_kept_apart_in_an_earlier_registration_is_not_merged(event, pair):
    before = RegistrationFactory(
        event=event, email=pair[0].email, email_key=pair[0].email_key, state=State.CANCELLED, confirmed_at=None
    )
    keep_apart(before, pair[1])
    with pytest.raises(RegistrationError):
        merge_registrations(*pair, actor="x")


def test_photographs_and_exchange_follow_who_wants_least(event, pair):
    Registration.objects.filter(pk=pair[0].pk).update(photo_consent="yes", shares_contact=True)
    Registration.objects.filter(pk=pair[1].pk).update(photo_consent="no", shares_contact=False)
    kept = merge_registrations(*pair, actor="x")
    assert (kept.photo_consent, kept.shares_contact) == ("no", False)


def test_merge_twice_or_across_events_is_refused(organiser, event, pair):
    address = url(event, "merge", pair[0].pk, pair[1].pk)
    organiser.post(address, {"action": "merge"})
    assert organiser.post(address, {"action": "merge"}).status_code == 404
    kept = Registration.objects.get(event=event)
    other = RegistrationFactory()
    assert organiser.get(url(event, "merge", kept.pk, other.pk)).status_code == 404
    assert organiser.get(url(event, "merge", kept.pk, kept.pk)).status_code == 404
    with pytest.raises(RegistrationError):
        merge_registrations(kept, other, actor="x")
