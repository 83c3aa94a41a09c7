"""Group commit (D2): one thread writes whatever arrived while it wrote the last batch, then answers.

Alone, a message is written at once. In a rush thousands share one commit, and two commits begin at least
``APART_SECONDS`` apart unless ``ENOUGH`` messages wait: a commit costs as much as many votes, and sooner than that no
sender notices.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError, connections

from live.registry import Answer, TakingSource

logger = logging.getLogger(__name__)
LARGEST_BATCH = 4000
QUEUE_LIMIT = 20_000
RETRY_SECONDS = 0.05
APART_SECONDS = 0.010
GLANCE_SECONDS = 0.002
ENOUGH = 64  # so many messages make a commit of their own worth while
BUSY = Answer(503, "busy")


class QueueFull(Exception):
    """More messages wait than can be answered in a reasonable time."""


class _Waiting(NamedTuple):
    message: Any
    done: Callable[[Answer], None]


class Writer:
    """The bounded queue and its thread."""

    def __init__(self, source: TakingSource, loop: asyncio.AbstractEventLoop, limit: int = QUEUE_LIMIT) -> None:
        self._source = source
        self._loop = loop
        self._limit = limit
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="live-writer", daemon=True)
        self._away_since: float | None = None
        self.taken = 0

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

    def submit(self, message: Any, done: Callable[[Answer], None]) -> None:
        """Queue a message; ``done`` is called in the event loop once it is committed or refused. Raises QueueFull."""
        if self._queue.qsize() >= self._limit:
            raise QueueFull
        self.taken += 1
        self._queue.put(_Waiting(message, done))

    def _run(self) -> None:
        stopping = False
        while not stopping:
            batch = [self._queue.get()]
            began = time.monotonic()
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
            if not stopping:
                self._rest(began + APART_SECONDS)
        connections.close_all()

    def _rest(self, until: float) -> None:
        """Wait until then, or until enough messages wait; looking now and then is cheaper than being woken for each."""
        while (rest := until - time.monotonic()) > 0 and self._queue.qsize() < ENOUGH:
            time.sleep(min(rest, GLANCE_SECONDS))

    def _write(self, messages: Sequence[Any]) -> list[Answer]:
        """Write a batch; after a lost connection once more, after another fault row by row."""
        for _attempt in (1, 2):
            try:
                answers = self._source.write(messages)
                self._note_back()
                return answers
            except (OperationalError, InterfaceError) as error:
                self._note_away(error)
                connections.close_all()
                time.sleep(RETRY_SECONDS)
            except Exception as error:
                # A database's message may hold the very row, and a log outlives the round.
                if isinstance(error, DatabaseError):
                    logger.error("batch of %d not written: %s", len(messages), type(error).__name__)
                else:
                    logger.exception("batch of %d not written: %s", len(messages), type(error).__name__)
                    connections.close_all()
                return [self._write_alone(message) for message in messages]
        return [BUSY] * len(messages)

    def _note_away(self, error: Exception) -> None:
        """One line in the log for as long as the database is away, not one for every batch."""
        if self._away_since is None:
            self._away_since = time.monotonic()
            logger.warning("votes cannot be written: %s", type(error).__name__)

    def _note_back(self) -> None:
        if self._away_since is not None:
            logger.warning("votes are written again, after %.1f s", time.monotonic() - self._away_since)
            self._away_since = None

    def _write_alone(self, message: Any) -> Answer:
        try:
            return self._source.write([message])[0]
        except Exception as error:
            logger.warning("message not written: %s", type(error).__name__)
            return BUSY


def _resolve(waiting: Sequence[_Waiting], answers: Sequence[Answer]) -> None:
    for item, answer in zip(waiting, answers, strict=True):
        try:
            item.done(answer)
        except Exception as error:  # whatever one connection does, the others get their answer
            logger.warning("message not answered: %s", type(error).__name__)
