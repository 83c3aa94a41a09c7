"""Scans of a desk: which counts, and what is no scan."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from registrations.domain.links import link_of
from registrations.enums import RegistrationState
from registrations.models import Attendance
from tests.factories import (
    RegistrationFactory,
)
from tests.registrations.doors.desk import send

pytestmark = pytest.mark.django_db


def test_scan_says_welcome_then_already_with_the_time_of_the_first(client, desk, event):
    person = RegistrationFactory(event=event, name="Samira de Vries", badge_name="Ster", organisation_name="Atria")
    first = send(client, desk, link_of(person))[0]
    second = send(client, desk, person.reference)[0]
    assert first["kind"] == "welcome"
    assert first["name"] == "Ster"
    assert second["kind"] == "already"
    assert second["time"] == first["time"]
    assert sorted(person.history.values_list("kind", flat=True)) == ["checked_in", "scan_again"]


def test_scan_that_is_sent_again_gets_its_own_answer_and_is_noted_once(client, desk, event):
    person = RegistrationFactory(event=event)
    mine, other = uuid.uuid4(), uuid.uuid4()
    assert send(client, desk, person.reference, ids=[mine])[0]["kind"] == "welcome"
    assert send(client, desk, person.reference, ids=[other])[0]["kind"] == "already"
    for _turn in range(3):
        assert send(client, desk, person.reference, ids=[mine])[0]["kind"] == "welcome"
        assert send(client, desk, person.reference, ids=[other])[0]["kind"] == "already"
    assert person.history.count() == 2
    assert Attendance.objects.count() == 1


def test_earliest_of_two_desks_counts_and_both_are_logged(client, desk, event, date):
    person = RegistrationFactory(event=event)
    send(client, desk, person.reference)
    late = send(client, desk, person.reference, age=1800)[0]
    assert late["kind"] == "already"
    assert timezone.now() - Attendance.objects.get().checked_in_at > timedelta(minutes=29)
    assert person.history.count() == 2


def test_many_scans_in_one_request_are_answered_in_order(client, desk, event):
    people = RegistrationFactory.create_batch(3, event=event)
    gone = RegistrationFactory(event=event, state=RegistrationState.CANCELLED)
    other = RegistrationFactory()
    codes = [people[0].reference, gone.reference, other.reference, "0" * 24, "geen code", people[0].reference]
    kinds = [answer["kind"] for answer in send(client, desk, *codes)]
    assert kinds == ["welcome", "cancelled", "other_event", "unknown", "unknown", "already"]
    assert "name" not in send(client, desk, other.reference)[0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"scans": []}',
        '{"scans": [1]}',
        '{"scans": [{"id": "x", "code": "a"}]}',
        '{"scans": "abc"}',
        "[" * 20_000,
        '{"scans": [{"id": null, "code": "a"}]}',
        json.dumps({"scans": [{"id": str(uuid.uuid4()), "code": "a"}] * 51}),
        "x" * 50_000,
        "\x00",
    ],
)
def test_what_is_no_scan_is_refused_politely(client, desk, body):
    response = client.post(desk, body, content_type="application/json")
    assert response.status_code == 400
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("age", ["NaN", "-5", "1e400", '"x"', "null", "[]"])
def test_strange_age_counts_as_now_or_the_longest_time_away(client, desk, event, age):
    person = RegistrationFactory(event=event, name="A\x01B")
    body = f'{{"scans": [{{"id": "{uuid.uuid4()}", "code": "{person.reference}\\u0000", "age": {age}}}]}}'
    response = client.post(desk, body, content_type="application/json")
    assert response.json()["answers"][0]["kind"] == "welcome"
    assert timezone.now() - Attendance.objects.get().checked_in_at <= timedelta(hours=18, minutes=1)


def test_scans_need_a_link_that_works_and_nothing_else(client, desk, event):
    from core.models import AccessLink

    person = RegistrationFactory(event=event)
    strict = type(client)(enforce_csrf_checks=True)
    assert send(strict, desk, person.reference)[0]["kind"] == "welcome"
    AccessLink.objects.update(revoked_at=timezone.now())
    body = json.dumps({"scans": [{"id": str(uuid.uuid4()), "code": person.reference}]})
    assert client.post(desk, body, content_type="application/json").status_code == 404
    assert client.get(desk).status_code == 405


def test_scan_asks_few_queries(client, desk, event, django_assert_max_num_queries):
    person = RegistrationFactory(event=event)
    with django_assert_max_num_queries(11):  # two of them begin and end the transaction
        send(client, desk, person.reference)


def test_an_age_that_no_number_holds_is_refused(client, desk):
    body = f'{{"scans": [{{"id": "{uuid.uuid4()}", "code": "x", "age": 1{"0" * 400}}}]}}'
    assert client.post(desk, body, content_type="application/json").status_code == 400
