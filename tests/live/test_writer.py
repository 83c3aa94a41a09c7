"""When the writer begins its commits."""

import asyncio
import threading

import pytest

from live.gateway import writer as writing
from live.gateway.writer import ENOUGH, Writer
from live.registry import Answer


class Source:
    """Notes how many messages each commit held."""

    def __init__(self):
        self.sizes = []
        self.written = threading.Semaphore(0)

    def write(self, messages):
        self.sizes.append(len(messages))
        self.written.release()
        return [Answer(200, "")] * len(messages)


@pytest.fixture
def resting(monkeypatch):
    """A writer that wrote one vote and now rests so long that only ``ENOUGH`` messages can end it; and its source."""
    monkeypatch.setattr(writing, "APART_SECONDS", 3600)
    source, loop = Source(), asyncio.new_event_loop()
    writer = Writer(source, loop)
    writer.start()
    send(writer, 1)
    assert source.written.acquire(timeout=10)
    yield writer, source
    monkeypatch.setattr(writing, "APART_SECONDS", 0)
    send(writer, ENOUGH)
    writer.stop()
    loop.close()


def send(writer, count):
    for _ in range(count):
        writer.submit("a vote", lambda answer: None)


def test_enough_messages_end_the_rest(resting):
    writer, source = resting
    send(writer, ENOUGH)
    assert source.written.acquire(timeout=10)
    assert source.sizes == [1, ENOUGH]


def test_fewer_wait_for_the_rest_to_end(resting):
    writer, source = resting
    send(writer, ENOUGH - 1)
    assert not source.written.acquire(timeout=0.5)
    assert source.sizes == [1]
