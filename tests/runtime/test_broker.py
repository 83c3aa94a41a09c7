"""The embedded broker: messages in a folder.

Kombu remembers per process which queues it bound, so every test has queues of its own.
"""

import threading

import pytest
from kombu import Connection

import core.broker  # noqa: F401

pytestmark = pytest.mark.setup_matters  # Redis or folders carry the messages


@pytest.fixture
def connection(tmp_path):
    """A connection to a broker in a folder that does not exist yet."""
    folder = tmp_path / "broker"
    options = {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.01,
    }
    with Connection("folder://localhost", transport_options=options) as connection:
        yield connection


def test_message_sent_before_any_folder_exists_arrives(connection):
    queue = connection.SimpleQueue("post")
    queue.put({"number": 1})
    assert queue.get(timeout=2).payload == {"number": 1}


def test_messages_read_while_they_are_written_arrive_whole(connection, tmp_path):
    """A reader that polls without a pause never sees half a message."""
    count, text = 200, "x" * 50_000

    def write():
        with connection.clone() as other:
            queue = other.SimpleQueue("stream")
            for number in range(count):
                queue.put({"number": number, "text": text})

    queue = connection.SimpleQueue("stream")
    writer = threading.Thread(target=write)
    writer.start()
    received = []
    while len(received) < count:
        message = queue.get(timeout=10)
        message.ack()
        received.append(message.payload["number"])
        assert message.payload["text"] == text
    writer.join()
    assert sorted(received) == list(range(count))
    assert not list((tmp_path / "broker" / "queue").iterdir())


def test_queues_bound_at_the_same_time_are_all_kept(connection):
    def bind(number):
        with connection.clone() as other:
            other.SimpleQueue(f"queue-{number}").put("here")

    threads = [threading.Thread(target=bind, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [connection.SimpleQueue(f"queue-{number}").get(timeout=2).payload for number in range(8)] == ["here"] * 8
