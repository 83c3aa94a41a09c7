"""The hub and the writer by themselves: newest frame only, bounded queue, a fault in one row."""

import asyncio
import threading

import pytest
from django.db import DataError, OperationalError

from live.gateway import hub as hub_module
from live.gateway.hub import Client, Hub, Key
from live.gateway.writer import QueueFull, Writer
from live.registry import Answer

KEY = Key("1-x", "phone")


class Reader:
    """The other side of a stream; reads only while it is let."""

    def __init__(self):
        self.frames = []
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.was_dropped = False
        self.client = Client(self.send, self.drop)

    async def send(self, message):
        await self.may_read.wait()
        self.frames.append(message["body"])

    def drop(self):
        self.was_dropped = True


async def settle():
    for _ in range(20):
        await asyncio.sleep(0)


async def until(condition):
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.01)


def test_a_frame_goes_out_at_once_while_the_other_side_reads_and_waits_for_it_otherwise():
    async def play():
        line, takes = [], [True]

        def write(frame):
            if takes[0]:
                line.append(frame)
            return takes[0]

        reader = Reader()
        client = Client(reader.send, reader.drop, write=write)
        client.offer(b"1")
        takes[0] = False
        reader.may_read.clear()
        for frame in (b"2", b"3", b"4"):
            client.offer(frame)
            await settle()
        stuck = client.is_stuck(client.sending_since + hub_module.STUCK_SECONDS + 1)
        takes[0] = True
        client.offer(b"5")  # not past those that wait
        reader.may_read.set()
        await settle()
        client.offer(b"6")
        return line, reader.frames, stuck

    assert asyncio.run(play()) == ([b"1", b"6"], [b"2", b"5"], True)


def test_slow_reader_skips_to_the_newest_and_delays_nobody():
    async def play():
        hub = Hub(lambda: None)
        slow, quick = Reader(), Reader()
        for reader in (slow, quick):
            hub.join(KEY, reader.client)
        slow.may_read.clear()
        for number in range(50):
            hub.publish(KEY, b"%d" % number)
            await settle()
        slow.may_read.set()
        await settle()
        return slow.frames, quick.frames

    slow, quick = asyncio.run(play())
    assert quick == [b"%d" % number for number in range(50)]
    assert slow == [b"0", b"49"]


def test_reader_that_never_reads_is_dropped(monkeypatch):
    monkeypatch.setattr(hub_module, "JANITOR_SECONDS", 0.01)
    monkeypatch.setattr(hub_module, "STUCK_SECONDS", 0.05)

    async def play():
        hub = Hub(lambda: None)
        stuck, reading = Reader(), Reader()
        stuck.may_read.clear()
        for reader in (stuck, reading):
            hub.join(KEY, reader.client)
        hub.publish(KEY, b"1")
        janitor = asyncio.create_task(hub.clean())
        await until(lambda: stuck.was_dropped)
        janitor.cancel()
        return stuck.was_dropped, reading.was_dropped

    assert asyncio.run(play()) == (True, False)


def test_view_without_clients_is_forgotten_and_newcomer_asks_for_it_again():
    async def play():
        asked = []
        hub = Hub(lambda: asked.append(1))
        reader = Reader()
        hub.join(KEY, reader.client)
        hub.publish(KEY, b"1")
        await settle()
        hub.leave(KEY, reader.client)
        hub.leave(KEY, reader.client)
        empty = dict(hub.feeds)
        hub.join(KEY, Reader().client)
        return empty, len(asked), hub.client_count

    assert asyncio.run(play()) == ({}, 2, 1)


class Sink:
    """A source that writes numbers; refuses what it is told to."""

    def __init__(self, fault=None):
        self.written = []
        self.batches = []
        self.fault = fault
        self.gate = threading.Event()
        self.gate.set()

    def write(self, messages):
        assert self.gate.wait(60)
        self.batches.append(len(messages))
        if self.fault:
            self.fault(messages, len(self.batches))
        self.written += messages
        return [Answer(200)] * len(messages)


def write_all(sink, messages, limit=100, wait_for_first=False):
    async def play():
        writer = Writer(sink, asyncio.get_running_loop(), limit=limit)
        writer.start()
        futures, full = [], 0
        for message in messages:
            answered = asyncio.get_running_loop().create_future()
            try:
                writer.submit(message, answered.set_result)
                futures.append(answered)
            except QueueFull:
                full += 1
            if wait_for_first and message == messages[0]:
                while writer.waiting:
                    await asyncio.sleep(0.001)
        sink.gate.set()
        answers = await asyncio.gather(*futures)
        await asyncio.to_thread(writer.stop)
        return [answer.status for answer in answers], full

    return asyncio.run(play())


def test_what_arrives_during_a_commit_shares_the_next_one():
    sink = Sink()
    sink.gate.clear()
    statuses, full = write_all(sink, list(range(60)), wait_for_first=True)
    assert (statuses, full) == ([200] * 60, 0)
    assert sink.batches == [1, 59]
    assert sink.written == list(range(60))


def test_full_queue_refuses_at_once():
    sink = Sink()
    sink.gate.clear()
    statuses, full = write_all(sink, list(range(50)), limit=10, wait_for_first=True)  # opens the gate after the last
    assert (len(statuses), full) == (11, 39)
    assert set(statuses) == {200}


def test_fault_in_one_row_refuses_that_row_only():
    def fault(messages, _turn):
        if 3 in messages:
            raise DataError("odd")

    sink = Sink(fault)
    sink.gate.clear()
    statuses, _ = write_all(sink, list(range(6)), wait_for_first=True)
    assert statuses == [200, 200, 200, 503, 200, 200]
    assert sink.written == [0, 1, 2, 4, 5]


@pytest.mark.parametrize(("broken", "status"), [(1, 200), (2, 503)])
def test_lost_connection_is_tried_once_more(broken, status):
    def fault(_messages, turn):
        if turn <= broken:
            raise OperationalError("gone")

    assert write_all(Sink(fault), [1]) == ([status], 0)


def test_full_queue_is_answered_with_503_and_when_to_come_back(settings):
    from live.gateway.http import Gateway

    settings.REDIS_URL = ""

    class Slow(Sink):
        open_views = token_views = frozenset()

        def read(self, fields):
            return fields

    async def post(gateway):
        sent = []
        messages = [{"type": "http.request", "body": b"a=1", "more_body": False}]

        async def receive():
            return messages.pop()

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/live/vote", "headers": []}
        await gateway(scope, receive, send)
        return sent[0]["status"], dict(sent[0]["headers"]).get(b"retry-after")

    async def play():
        sink = Slow()
        sink.gate.clear()
        gateway = Gateway(sink, queue_limit=3)
        gateway._start()
        posts = [asyncio.create_task(post(gateway)) for _ in range(20)]
        # At most three are in the writer's hands and three wait behind them.
        await until(lambda: sum(task.done() for task in posts) >= 14)
        sink.gate.set()
        answers = await asyncio.gather(*posts)
        await gateway._shut_down()
        return answers

    answers = asyncio.run(play())
    refused = [retry for status, retry in answers if status == 503]
    assert len(refused) >= 14
    assert all(int(retry) in (1, 2, 3) for retry in refused)
    assert sum(status == 200 for status, _ in answers) == 20 - len(refused)
