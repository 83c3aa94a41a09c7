"""Several workers at once: every message is claimed by one of them."""

import multiprocessing

import pytest
from django.db import connections

from mailing.domain.outbox import claim_due, queue_message
from mailing.models import OutboxMessage

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
WORKERS, MESSAGES = 4, 120


def _claim_all(barrier, found):
    barrier.wait(60)
    claimed = []
    while messages := claim_due(7):
        claimed += [message.pk for message in messages]
    found.put(claimed)
    connections.close_all()


def test_four_workers_claim_every_message_exactly_once():
    for number in range(MESSAGES):
        queue_message(
            f"k{number}", event=None, purpose="test", to_name="", to_address="a@gemeente.example", text="Tekst"
        )
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    barrier, found = fork.Barrier(WORKERS), fork.Queue()
    workers = [fork.Process(target=_claim_all, args=(barrier, found)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    claimed = [pk for _ in workers for pk in found.get(timeout=120)]
    for worker in workers:
        worker.join(60)
    assert len(claimed) == MESSAGES
    assert set(claimed) == set(OutboxMessage.objects.values_list("pk", flat=True))
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}
