"""Fan-out by latest value (D3): one slot per client that holds only the newest frame.

A client that reads slowly skips frames and never delays another; one that does not read at all is
dropped. All of this runs in the event loop.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

SLICE = 100
HEARTBEAT_SECONDS = 15.0
JANITOR_SECONDS = 5.0
STUCK_SECONDS = 20.0
HEARTBEAT = b": \n\n"

Send = Callable[[dict[str, Any]], Awaitable[None]]
Write = Callable[[bytes], bool]  # hand it to the line without waiting; False when that cannot be done now


class Key(NamedTuple):
    """One view of one channel."""

    channel: str
    view: str


class Client:
    """One open stream. A frame goes out at once while the other side reads; else by a task that waits for it."""

    __slots__ = ("_send", "_slot", "_task", "_write", "abort", "revocations", "sending_since")

    def __init__(
        self, send: Send, abort: Callable[[], None], revocations: int | None = None, write: Write | None = None
    ) -> None:
        self._send = send
        self._write = write
        self._slot: bytes | None = None
        self._task: asyncio.Task[None] | None = None
        self.abort = abort
        self.revocations = revocations
        self.sending_since = 0.0

    def offer(self, frame: bytes) -> None:
        """Send the newest frame, or put it in the slot; what was still in it is out of date."""
        if self._task is not None:
            self._slot = frame
        elif self._write is None or not self._write(frame):
            self._slot = frame
            self._task = asyncio.get_running_loop().create_task(self._pump())

    def nudge(self) -> None:
        """Keep the line open when nothing is under way."""
        if self._task is None:
            self.offer(HEARTBEAT)

    def is_stuck(self, now: float) -> bool:
        """Whether the other side has not read for too long."""
        return self.sending_since > 0 and now - self.sending_since > STUCK_SECONDS

    async def _pump(self) -> None:
        try:
            while (frame := self._slot) is not None:
                self._slot = None
                self.sending_since = time.monotonic()
                await self._send({"type": "http.response.body", "body": frame, "more_body": True})
        finally:
            self.sending_since = 0.0
            self._task = None


class Feed:
    """The clients of one view of one channel, and the frame that newcomers get first."""

    __slots__ = ("clients", "frame")

    def __init__(self) -> None:
        self.clients: dict[Client, None] = {}
        self.frame: bytes | None = None


class Hub:
    """All open streams of this process."""

    def __init__(self, on_new_feed: Callable[[], None]) -> None:
        self.feeds: dict[Key, Feed] = {}
        self.revocations: dict[str, int] = {}
        self._on_new_feed = on_new_feed
        self._spreading: dict[Key, asyncio.Task[None]] = {}

    @property
    def client_count(self) -> int:
        """How many streams are open."""
        return sum(len(feed.clients) for feed in self.feeds.values())

    def join(self, key: Key, client: Client) -> None:
        """Let a client follow; it gets the present frame at once, or as soon as the watcher has made it."""
        feed = self.feeds.get(key)
        if feed is None:
            feed = self.feeds[key] = Feed()
            self._on_new_feed()
        feed.clients[client] = None
        if feed.frame is not None:
            client.offer(feed.frame)

    def leave(self, key: Key, client: Client) -> None:
        """Forget a client; a view without clients is no longer watched."""
        feed = self.feeds.get(key)
        if feed and feed.clients.pop(client, 0) is None and not feed.clients:
            del self.feeds[key]

    def publish(self, key: Key, frame: bytes) -> None:
        """Give every client of a view its newest frame, in slices so that votes are taken in between."""
        feed = self.feeds.get(key)
        if feed is None:
            return
        feed.frame = frame
        if key not in self._spreading:
            self._spreading[key] = asyncio.get_running_loop().create_task(self._spread(key))

    def revoke(self, channel: str, revocations: int) -> None:
        """Drop clients whose view token was withdrawn, and remember it for those who come back with it."""
        self.revocations[channel] = revocations
        for key, feed in list(self.feeds.items()):
            if key.channel == channel:
                for client in list(feed.clients):
                    if client.revocations is not None and client.revocations < revocations:
                        client.abort()

    async def _spread(self, key: Key) -> None:
        """One round over the clients per frame; a frame that comes meanwhile makes another round."""
        sent: bytes | None = None
        try:
            while (feed := self.feeds.get(key)) and feed.frame is not None and feed.frame is not sent:
                sent = frame = feed.frame
                clients = list(feed.clients)
                for start in range(0, len(clients), SLICE):
                    for client in clients[start : start + SLICE]:
                        client.offer(frame)
                    await asyncio.sleep(0)
        finally:
            del self._spreading[key]

    async def keep_alive(self) -> None:
        """Heartbeats, in slices; also finds lines that broke silently."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            clients = [client for feed in self.feeds.values() for client in feed.clients]
            for start in range(0, len(clients), SLICE):
                for client in clients[start : start + SLICE]:
                    client.nudge()
                await asyncio.sleep(0.01)

    async def clean(self) -> None:
        """Drop clients that do not read."""
        while True:
            await asyncio.sleep(JANITOR_SECONDS)
            now = time.monotonic()
            for client in [client for feed in self.feeds.values() for client in feed.clients]:
                if client.is_stuck(now):
                    client.abort()
