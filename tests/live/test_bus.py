"""The shortcut over Redis wakes gateways; without it nothing breaks."""

import threading

import pytest
from django.conf import settings as configured
from django.db import transaction

from live import bus
from live.channels import bump, read_version


@pytest.mark.redis
@pytest.mark.skipif(not configured.REDIS_URL, reason="no REDIS_URL")
def test_published_channel_wakes_the_listener():
    woken, stop = threading.Event(), threading.Event()
    listener = threading.Thread(target=bus.listen, args=(woken.set, stop), daemon=True)
    listener.start()
    for _ in range(50):
        bus.publish("1-x")
        if woken.wait(0.1):
            break
    stop.set()
    listener.join(5)
    assert woken.is_set()
    assert not listener.is_alive()


@pytest.mark.django_db(transaction=True)
def test_bump_without_redis_raises_the_version_all_the_same(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    bump("1-x")
    bump("1-x")
    assert read_version("1-x") == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_bump_waits_for_the_commit_and_forgets_a_rollback():
    with transaction.atomic():
        bump("1-x")
        assert read_version("1-x").version == 0
    assert read_version("1-x").version == 1
    with transaction.atomic():
        bump("1-x")
        transaction.set_rollback(True)
    assert read_version("1-x").version == 1
