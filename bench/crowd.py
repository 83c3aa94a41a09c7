"""Voters, screens and phones for the faults: they try again as our own pages do, whatever happens on the other side."""

import asyncio
import contextlib
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.load import get, post

ANSWER_SECONDS = 10.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # live/static/live/js/stream.js
POLL_SECONDS = 2.0
LINE_LOST = (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError)


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """The way to the servers, which can be cut for everybody at once."""

    def __init__(self) -> None:
        self.is_up = True
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection, or OSError while the line is cut."""
        if not self.is_up:
            raise OSError("no network")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        self._writers.add(writer)
        return reader, writer

    def close(self, writer: asyncio.StreamWriter) -> None:
        """Put a connection away."""
        self._writers.discard(writer)
        writer.close()

    def cut(self) -> None:
        """Everybody loses the line at once."""
        self.is_up = False
        for writer in list(self._writers):
            writer.transport.abort()


async def exchange(line: Line, port: int, request: bytes) -> Reply:
    """One request on a connection of its own. Raises OSError and the like when no whole answer comes."""
    async with asyncio.timeout(ANSWER_SECONDS):
        reader, writer = await line.open(port)
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line_.partition(": ") for line_ in head[1:] if line_)
            headers = {name.lower(): value for name, _, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            return Reply(int(head[0].split(" ")[1]), headers, body)
        finally:
            line.close(writer)


class Voters:
    """Everybody votes until they are told that it was received; one in ten changes their mind afterwards."""

    def __init__(self, ports: Sequence[int], scene: dict, *, at_once: int = 100) -> None:
        self.ports, self.scene, self.line = ports, scene, Line()
        self.at_once = at_once
        self.allowed = len(scene["tokens"])  # voters beyond this number wait; see ``until``
        self.acknowledged = 0  # voters with an answer that was acknowledged
        self.in_flight = self.retries = 0
        self.statuses: Counter = Counter()
        self.chosen: dict[int, int] = {}  # the last acknowledged choice of each voter
        self._gate = asyncio.Semaphore(at_once)

    @property
    def totals(self) -> dict[str, int]:
        """How often each option is the last acknowledged choice of a voter."""
        return {str(option): number for option, number in sorted(Counter(self.chosen.values()).items())}

    async def vote(self) -> None:
        """All of them."""
        await asyncio.gather(*(self._voter(number) for number in range(len(self.scene["tokens"]))))

    async def until(self, acknowledged: int, *, under_way: bool = True) -> None:
        """Wait until so many have voted; others are under way then, and the rest has not begun."""
        self.allowed = acknowledged + (self.at_once if under_way else 0)
        while self.acknowledged < acknowledged:
            await asyncio.sleep(0.002)

    async def _voter(self, number: int) -> None:
        options = self.scene["options"]
        async with self._gate:
            while number >= self.allowed:
                await asyncio.sleep(0.01)
            await self._send(number, random.choice(options))
            self.acknowledged += 1
            if number % 10 == 0:
                await self._send(number, random.choice(options))

    async def _send(self, number: int, option: int) -> None:
        body = f"token={self.scene['tokens'][number]}&round={self.scene['round']}&option={option}"
        request, attempt = post("/live/vote", body, keep=False), 0
        while True:
            self.in_flight += 1
            try:
                reply = await exchange(self.line, random.choice(self.ports), request)
                self.statuses[reply.status] += 1
                if reply.status == 200:
                    self.chosen[number] = option
                    return
                if reply.status != 503 or "retry-after" not in reply.headers:
                    raise SystemExit(f"a vote was answered {reply.status} {reply.body!r}")
            except LINE_LOST:
                self.statuses["no answer"] += 1
            finally:
                self.in_flight -= 1
            self.retries += 1
            await asyncio.sleep(random.random() * min(2.0, 0.1 * 2**attempt))
            attempt += 1


@dataclass
class Follower:
    """Somebody who watches a stream and comes back by themselves; with a page to poll while it is away (stream.js)."""

    line: Line
    port: int
    path: str
    poll: tuple[int, str] | None = None
    on_snapshot: Callable[[dict], None] = lambda snapshot: None
    latest: dict = field(default_factory=dict)
    bad: Counter = field(default_factory=Counter)
    retry_longest: float = LONGEST_WAIT

    async def follow(self) -> None:
        """Until cancelled."""
        self._attempt, self._polling = 0, None
        try:
            while True:
                with contextlib.suppress(*LINE_LOST):
                    await self._stream()
                if self.poll and self._polling is None:
                    self._polling = asyncio.create_task(self._poll())
                await asyncio.sleep(random.random() * min(self.retry_longest, FIRST_WAIT * 2**self._attempt))
                self._attempt += 1
        finally:
            self._stop_polling()

    async def _stream(self) -> None:
        reader, writer = await self.line.open(self.port)
        try:
            writer.write(get(self.path))
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
            if b" 200 " not in head[:20]:
                self.bad[int(head[9:12])] += 1
                return
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    self._attempt = 0
                    self._stop_polling()
                    self._take(json.loads(line[6:]))
        finally:
            self.line.close(writer)

    def _stop_polling(self) -> None:
        if self._polling:
            self._polling.cancel()
            self._polling = None

    async def _poll(self) -> None:
        failures = 0
        await asyncio.sleep(random.random() * POLL_SECONDS)
        while True:
            try:
                reply = await self.fetch()
                if reply.status == 200:
                    self._take(json.loads(reply.body))
                elif reply.status != 304:
                    self.bad[reply.status] += 1
                failures = 0 if reply.status < 400 else failures + 1
            except LINE_LOST:
                failures += 1
            spread = 0.5 + random.random() if failures else 1 + random.random() / 2
            await asyncio.sleep(POLL_SECONDS * min(1 + failures, 4) * spread)

    async def fetch(self) -> Reply:
        """Ask the main door for the state."""
        port, path = self.poll
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
        return await exchange(self.line, port, head.encode())

    def _take(self, snapshot: dict) -> None:
        self.latest = snapshot
        self.on_snapshot(snapshot)
