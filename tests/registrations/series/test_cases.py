"""An own case: without names, read by the organiser only, and deleted early."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mailing.models import OutboxMessage
from registrations.domain.purging import forget_expired
from registrations.domain.series.cases import answer_case, forget_cases
from registrations.enums import CaseState
from registrations.models import MasterclassRules, OwnCase
from tests.factories import SeriesGroupFactory, masterclass, member

pytestmark = pytest.mark.django_db
GOOD = {"situation": "Een moeder twijfelt.", "question": "Wat nu?", "tried": "", "is_anonymous": "on"}


@pytest.fixture
def rules(event):
    return MasterclassRules.objects.create(event=event, asks_case=True)


@pytest.fixture
def registration(rules, north):
    return member(north)


@pytest.fixture
def address(registration, place_url):
    return place_url(registration, "my_case")


def test_case_is_sent_in_and_shown_on_my_place(client, address, registration, place_url):
    assert client.post(address, GOOD).url == place_url(registration)
    assert OwnCase.objects.get().state == CaseState.SENT
    assert "Ingestuurd" in client.get(place_url(registration)).content.decode()


def test_details_are_shown_first_and_then_do_not_block(client, address):
    data = {**GOOD, "situation": "Fatima, 34 jaar, woont aan de Kerkstraat 12. Bel 06-12345678."}
    response = client.post(address, data)
    assert response.status_code == 422
    html = response.content.decode()
    assert "Kerkstraat 12" in html
    assert "06-12345678" in html
    assert not OwnCase.objects.exists()
    shown = [flag["text"] for flag in response.context["flags"]]
    assert client.post(address, {**data, "shown": shown}).status_code == 302
    assert OwnCase.objects.get().situation.startswith("Fatima")


def test_new_detail_is_shown_again(client, address):
    data = {**GOOD, "situation": "Fatima en haar man.", "shown": ["Kerkstraat 12"]}
    assert client.post(address, data).status_code == 422


@pytest.mark.parametrize("change", [{"situation": ""}, {"question": ""}, {"is_anonymous": ""}, {"situation": "a\x00"}])
def test_incomplete_case_is_an_error_and_keeps_what_was_typed(client, address, change):
    response = client.post(address, {**GOOD, **change, "tried": "<script>x</script>"})
    assert response.status_code == 422
    assert "&lt;script&gt;x" in response.content.decode()
    assert not OwnCase.objects.exists()


def test_case_that_came_back_is_sent_anew_and_an_approved_one_stands(client, address, registration, place_url):
    client.post(address, GOOD)
    answer_case(OwnCase.objects.get(), CaseState.RETURNED, feedback="Laat de stad weg.", actor="Organisator")
    assert "Laat de stad weg." in client.get(place_url(registration)).content.decode()
    client.post(address, {**GOOD, "situation": "Beter."})
    assert OwnCase.objects.get().state == CaseState.SENT
    answer_case(OwnCase.objects.get(), CaseState.APPROVED, actor="Organisator")
    client.post(address, {**GOOD, "situation": "Anders."})
    assert OwnCase.objects.get().situation == "Beter."
    letters = OutboxMessage.objects.filter(composer="registrations.case_answered")
    assert letters.count() == 2


def test_case_can_be_deleted_by_its_sender_by_post_only(client, address, registration, place_url):
    client.post(address, GOOD)
    withdraw = place_url(registration, "my_case_withdrawn")
    assert client.get(withdraw).status_code == 405
    assert client.post(withdraw).status_code == 302
    assert not OwnCase.objects.exists()


def test_closed_or_unasked_case_is_not_taken(client, rules, address, place_url, registration):
    rules.case_until = timezone.now() - timedelta(minutes=1)
    rules.save()
    client.post(address, GOOD)
    assert not OwnCase.objects.exists()
    rules.asks_case = False
    rules.save()
    assert client.get(address).status_code == 404


def test_cases_go_on_the_day_that_was_set(client, rules, address):
    client.post(address, GOOD)
    rules.cases_deleted_on = timezone.localdate() + timedelta(days=1)
    rules.save()
    assert forget_cases() == 0
    rules.cases_deleted_on = timezone.localdate()
    rules.save()
    assert forget_cases() == 1


def test_cases_go_with_the_needs_a_week_after_the_last_date():
    event = masterclass()
    registration = member(SeriesGroupFactory(event=event, days=[-9]))
    OwnCase.objects.create(registration=registration, situation="x", question="y", sent_at=timezone.now())
    forget_expired()
    assert not OwnCase.objects.exists()


def test_case_of_a_masterclass_that_goes_on_stays_as_control(client, address):
    client.post(address, GOOD)
    forget_expired()
    assert OwnCase.objects.exists()
