"""Two people who must not sit in one group: seen by organisers only, held everywhere, explained to nobody."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.enums import Role
from registrations.domain.apart import apart_pairs, closed_workshops, keep_apart, meet_now, pairs_of
from registrations.domain.cancelling import cancel_registration
from registrations.domain.errors import PlacesTaken, RegistrationError
from registrations.domain.places import change_places
from registrations.domain.waiting import fill_free_seats
from registrations.enums import RegistrationState
from registrations.models import KeepApart, Place, Preference, Registration, WorkshopWait
from tests.factories import (
    EventPageFactory,
    EventRoleFactory,
    RegistrationFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db
NEUTRAL = "Deze workshop kunt u niet kiezen. Kies een andere."


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def workshop(event):
    return WorkshopFactory(round=WorkshopRoundFactory(event=event), title="Casus Anna")


@pytest.fixture
def pair(event):
    anna, bert = RegistrationFactory(event=event, name="Aagje"), RegistrationFactory(event=event, name="Bert")
    keep_apart(bert, anna, note="oud-hulpverlener")
    return anna, bert


def sit(registration, workshop):
    return Place.objects.create(registration=registration, round=workshop.round, workshop=workshop)


def test_pair_stands_once_whichever_way_it_is_made(event, pair):
    anna, bert = pair
    keep_apart(anna, bert, note="anders")
    assert [partner.other for partner in pairs_of(anna)] == [bert]
    assert [partner.other for partner in pairs_of(bert)] == [anna]
    assert KeepApart.objects.get().note == "anders"
    assert apart_pairs(event.pk) == {(anna.pk, bert.pk)}
    with pytest.raises(IntegrityError), transaction.atomic():
        KeepApart.objects.create(first=bert, second=anna)


def test_person_is_not_kept_apart_from_themselves_or_from_another_event(event, pair):
    with pytest.raises(RegistrationError):
        keep_apart(pair[0], pair[0])
    with pytest.raises(RegistrationError):
        keep_apart(pair[0], RegistrationFactory())


def test_workshop_where_the_other_sits_is_refused_in_neutral_words(pair, workshop):
    anna, bert = pair
    sit(anna, workshop)
    with pytest.raises(PlacesTaken) as error:
        change_places(bert, {workshop.round_id: workshop.pk})
    assert error.value.by_round == {workshop.round_id: NEUTRAL}
    workshop.is_open_for_choice = False
    workshop.save()
    with pytest.raises(PlacesTaken) as closed:
        change_places(RegistrationFactory(event=anna.event), {workshop.round_id: workshop.pk})
    assert closed.value.by_round == error.value.by_round


def test_others_choose_that_workshop_freely_as_control(pair, workshop):
    sit(pair[0], workshop)
    change_places(RegistrationFactory(event=pair[0].event), {workshop.round_id: workshop.pk})
    assert Place.objects.filter(workshop=workshop).count() == 2


def test_page_shows_no_reason_and_no_name(client, pair, workshop, place_url):
    anna, bert = pair
    sit(anna, workshop)
    address = place_url(bert, "my_workshops")
    response = client.post(address, {f"round_{workshop.round_id}": workshop.pk})
    assert response.status_code == 422
    page = response.content.decode()
    assert NEUTRAL in page
    for secret in ("Aagje", "oud-hulpverlener"):
        assert secret not in page
    assert "Casus Anna" in page


def test_queue_for_a_workshop_passes_over_who_must_not_come(event, pair, workshop):
    anna, bert = pair
    Place.objects.all().delete()
    workshop.capacity = 2
    workshop.save()
    sit(anna, workshop)
    third = RegistrationFactory(event=event)
    for number, registration in enumerate((bert, third)):
        WorkshopWait.objects.create(
            registration=registration, round=workshop.round, workshop=workshop, queue_number=number
        )
    fill_free_seats(event.pk)
    assert set(Place.objects.filter(workshop=workshop).values_list("registration", flat=True)) == {anna.pk, third.pk}


def test_wish_of_who_waits_for_a_seat_is_passed_over_too(event, pair, workshop):
    anna, bert = pair
    sit(anna, workshop)
    Registration.objects.filter(pk=bert.pk).update(state=RegistrationState.WAITLISTED, queue_number=1)
    Preference.objects.create(registration=bert, workshop=workshop)
    fill_free_seats(event.pk)
    bert.refresh_from_db()
    assert bert.state == RegistrationState.CONFIRMED
    assert not Place.objects.filter(registration=bert).exists()


def test_who_cancels_and_comes_back_is_still_kept_apart_and_a_stranger_reads_nothing(event, pair, workshop, send):
    anna, bert = pair
    sit(anna, workshop)
    cancel_registration(bert)
    choice = {f"round_{workshop.round_id}": workshop.pk}
    back = send(event, name="Bert", email=bert.email, **choice)
    stranger = send(event, email="onbekend@gemeente.example", **choice)
    assert (back.status_code, back.url) == (stranger.status_code, stranger.url)
    again = Registration.objects.filter(email_key=bert.email_key).latest("pk")
    assert closed_workshops(again) == {workshop.pk}
    assert not Place.objects.filter(registration=again).exists()


def test_places_they_had_before_are_shown_to_the_organiser(pair, workshop, client, admin_user):
    for person in pair:
        sit(person, workshop)
    assert [place.workshop for place in meet_now(pair[0])] == [workshop]
    client.force_login(admin_user)
    address = reverse("registrations_admin:detail", args=[pair[0].event_id, pair[0].pk])
    assert "Casus Anna" in client.get(address).content.decode()


def organise(client, event, registration, **data):
    address = reverse("registrations_admin:safety", args=[event.pk, registration.pk])
    return client.post(address, data) if data else client.get(address)


def test_organiser_keeps_people_apart_by_name_and_picks_when_there_are_more(client, admin_user, event):
    client.force_login(admin_user)
    anna = RegistrationFactory(event=event, name="Anna")
    one, _two = (RegistrationFactory(event=event, name=f"Bert {number}") for number in (1, 2))
    elsewhere = RegistrationFactory(name="Bert 3")
    response = organise(client, event, anna, do="apart", who="bert")
    assert len(response.context["apart_form"].found) == 2
    assert not KeepApart.objects.exists()
    assert organise(client, event, anna, do="apart", who="bert", other=elsewhere.pk).status_code == 422
    assert organise(client, event, anna, do="apart", who="bert", other=one.pk, note="<b>").status_code == 302
    page = organise(client, event, anna).content.decode()
    assert "&lt;b&gt;" in page
    pk = KeepApart.objects.get().pk
    organise(client, event, RegistrationFactory(event=event), do="together", pair=pk)
    assert KeepApart.objects.exists()
    organise(client, event, one, do="together", pair=pk)
    assert not KeepApart.objects.exists()


@pytest.mark.parametrize("who", ["", "niemand", "x" * 300, "a\x00b"])
def test_name_that_leads_to_nobody_is_an_error_there(client, admin_user, event, who):
    client.force_login(admin_user)
    response = organise(client, event, RegistrationFactory(event=event, name="Anna"), do="apart", who=who)
    assert response.status_code == 422
    assert "who" in response.context["apart_form"].errors


def test_organiser_changes_badge_and_contact_person(client, admin_user, event):
    client.force_login(admin_user)
    anna = RegistrationFactory(event=event)
    organise(client, event, anna, do="save", badge_name="A.", contact_person="Fatima, 06 12345678", photo_consent="no")
    anna.refresh_from_db()
    assert anna.contact_person == "Fatima, 06 12345678"
    assert anna.photo_consent == "no"
    assert organise(client, event, anna, do="save", badge_name="x" * 300).status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ORGANISER])
def test_other_roles_never_see_pairs(client, event, pair, role):
    user = UserFactory()
    EventRoleFactory(event=event, user=user, role=role)
    client.force_login(user)
    assert organise(client, event, pair[0]).status_code in (302, 404)
    assert organise(client, event, pair[0], do="apart", who="x").status_code in (302, 404)


def test_pair_goes_with_the_person(pair):
    pair[0].delete()
    assert not KeepApart.objects.exists()
