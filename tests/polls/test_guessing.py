"""Guessing join codes: 100,000 tries from one address, and none that finds a room."""

import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from polls import guessing
from polls.guessing import BUCKET, PER_MINUTE
from tests.factories import RoomFactory

pytestmark = pytest.mark.setup_matters  # what is counted lies in the cache

TRIES = 100_000
PER_SECOND = 100


@pytest.mark.embedded
def test_hundred_thousand_tries_in_a_row_are_let_through_only_at_the_pace_of_the_brake(monkeypatch):
    clock = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    request = RequestFactory().post(reverse("polls:join"))
    looked_up = 0
    for _ in range(TRIES):
        clock[0] += 1 / PER_SECOND
        if guessing.may_try(request):
            guessing.count_wrong_try(request)
            looked_up += 1
    minutes = TRIES / PER_SECOND / 60
    assert BUCKET < looked_up <= BUCKET + PER_MINUTE * (minutes + 1)  # the control: some are let through
    assert looked_up / 1_000_000 < 0.001  # of all codes


def test_tries_that_come_at_once_are_all_counted():
    """Reading a number and writing it back, as it was done before, loses most of them: see the control."""
    request = RequestFactory().post(reverse("polls:join"))

    def count_without_care(_request):
        number = cache.get("careless", 0)
        time.sleep(0.001)
        cache.set("careless", number + 1, 60)

    for count in (guessing.count_wrong_try, count_without_care):
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(count, [request] * 400))
    counted = cache.get_many(guessing._keys(request)).values()
    assert max(counted) == 400
    assert cache.get("careless") < 400


@pytest.mark.django_db
def test_refused_tries_do_not_find_a_room_that_is_there(client, monkeypatch):
    monkeypatch.setattr(guessing, "time", SimpleNamespace(time=lambda: 1_800_000_000.0))
    room = RoomFactory()
    wrong = f"{(int(room.join_code) + 1) % 1_000_000:06d}"
    statuses = [client.get(reverse("polls:room", args=(wrong,))).status_code for _ in range(BUCKET + 5)]
    assert statuses.count(404) >= BUCKET
    assert statuses[-1] == 429
    refused: HttpResponse = client.get(reverse("polls:room", args=(room.join_code,)))
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert client.get(reverse("polls:room", args=(room.join_code,)), REMOTE_ADDR="192.0.2.7").status_code == 200
