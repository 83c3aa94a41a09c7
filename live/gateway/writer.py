"""Group commit (D2): one thread writes whatever arrived while it wrote the last batch, then answers.

There is no timer: alone, a message is written at once; in a rush, thousands share one commit.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError, connections

from live.registry import Answer, Source

logger = logging.getLogger(__name__)
LARGEST_BATCH = 4000
QUEUE_LIMIT = 20_000
RETRY_SECONDS = 0.05
BUSY = Answer(503, "busy")


class QueueFull(Exception):
    """More messages wait than can be answered in a reasonable time."""


class _Waiting(NamedTuple):
    message: Any
    future: "asyncio.Future[Answer]"


class Writer:
    """The bounded queue and its thread."""

    def __init__(self, source: Source, loop: asyncio.AbstractEventLoop, limit: int = QUEUE_LIMIT) -> None:
        self._source = source
        self._loop = loop
        self._limit = limit
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="live-writer", daemon=True)

    @property
    def waiting(self) -> int:
        """How many messages wait."""
        return self._queue.qsize()

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, then end the thread."""
        self._queue.put(None)
        self._thread.join(timeout=10)

    def submit(self, message: Any) -> "asyncio.Future[Answer]":
        """Queue a message; the future is done once it is committed or refused. Raises QueueFull."""
        if self._queue.qsize() >= self._limit:
            raise QueueFull
        future: asyncio.Future[Answer] = self._loop.create_future()
        self._queue.put(_Waiting(message, future))
        return future

    def _run(self) -> None:
        stopping = False
        while not stopping:
            batch = [self._queue.get()]
            while len(batch) < LARGEST_BATCH:
                try:
                    batch.append(self._queue.get_nowait())
                except queue.Empty:
                    break
            stopping = None in batch
            waiting = [item for item in batch if item is not None]
            if waiting:
                answers = self._write([item.message for item in waiting])
                self._loop.call_soon_threadsafe(_resolve, waiting, answers)
        connections.close_all()

    def _write(self, messages: Sequence[Any]) -> list[Answer]:
        """Write a batch; after a lost connection once more, after another fault row by row."""
        for attempt in (1, 2):
            try:
                return self._source.write(messages)
            except (OperationalError, InterfaceError) as error:
                logger.warning("batch of %d not written, attempt %d: %s", len(messages), attempt, type(error).__name__)
                connections.close_all()
                time.sleep(RETRY_SECONDS)
            except Exception as error:
                logger.exception("batch of %d not written: %s", len(messages), type(error).__name__)
                if not isinstance(error, DatabaseError):
                    connections.close_all()
                return [self._write_alone(message) for message in messages]
        return [BUSY] * len(messages)

    def _write_alone(self, message: Any) -> Answer:
        try:
            return self._source.write([message])[0]
        except Exception as error:
            logger.warning("message not written: %s", type(error).__name__)
            return BUSY


def _resolve(waiting: Sequence[_Waiting], answers: Sequence[Answer]) -> None:
    for item, answer in zip(waiting, answers, strict=True):
        if not item.future.done():
            item.future.set_result(answer)
