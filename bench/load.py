"""Load from one process and one epoll loop: saturating requests, and a room full of phones."""

import errno
import os
import re
import select
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

RECEIVED = re.compile(rb'"received":(\d+)')
ANSWER = b'{"received":true}'
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024


def post(path: str, body: str, *, keep: bool) -> bytes:
    """The bytes of a form post."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    tail = "" if keep else "Connection: close\r\n"
    return f"{head}Content-Length: {len(body)}\r\n{tail}\r\n{body}".encode()


def get(path: str) -> bytes:
    """The bytes of a GET."""
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def usage(pid: int) -> tuple[float, int, int]:
    """CPU seconds, resident KiB and threads of a process."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds, int(fields[21]) * PAGE_KIB, int(fields[17])


def saturate(port: int, requests: Sequence[bytes], *, connections: int, seconds: float) -> float:
    """Answers of 2xx per second when every connection always has a request under way."""
    poll, lines = select.epoll(), {}
    for _ in range(connections):
        line = socket.create_connection(("127.0.0.1", port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines[line.fileno()] = line
        poll.register(line, select.EPOLLIN)
    turn = done = 0
    for line in lines.values():
        line.send(requests[turn % len(requests)])
        turn += 1
    started = time.perf_counter()
    while (now := time.perf_counter()) - started < seconds:
        for number, _ in poll.poll(0.5):
            line = lines[number]
            answer = line.recv(4096)
            if (answer.startswith(b"HTTP/1.1") and not answer.startswith(b"HTTP/1.1 200")) or not answer:
                raise SystemExit(f"the gateway answered {answer[:80]!r}")
            if not answer.endswith(ANSWER):
                continue  # head and body may come apart
            done += 1
            line.send(requests[turn % len(requests)])
            turn += 1
    for line in lines.values():
        line.close()
    return done / (now - started)


@dataclass
class RoomFigures:
    """What a room of phones saw."""

    connected: int = 0
    acknowledged: int = 0
    refused: int = 0
    ack_ms: list[float] = field(default_factory=list)
    acked_at: list[float] = field(default_factory=list)
    screens: dict[int, list[tuple[float, int]]] = field(default_factory=dict)  # by port: when it showed how many
    slip_ms: float = 0.0

    @property
    def screen_finals(self) -> list[int]:
        """The last number each screen showed."""
        return [shown[-1][1] if shown else 0 for shown in self.screens.values()]

    def screen_lag_ms(self) -> list[float]:
        """For the k-th acknowledged vote, on every screen: until it showed at least k."""
        lags = []
        for shown in self.screens.values():
            place = 0
            for number, moment in enumerate(sorted(self.acked_at), 1):
                while place < len(shown) and shown[place][1] < number:
                    place += 1
                if place == len(shown):
                    break
                lags.append(max(0.0, (shown[place][0] - moment) * 1000))
        return lags


class Room:
    """Phones that hold a stream, spread over the gateways; a screen on each; and one vote from every phone."""

    def __init__(self, ports: Sequence[int], phone: str, screen: str) -> None:
        self.ports = ports
        self.paths = {"phone": get(phone), "screen": get(screen)}
        self.poll = select.epoll()
        self.lines: dict[int, tuple[socket.socket, str, float, int]] = {}
        self.waiting: dict[int, bytes] = {}
        self.figures = RoomFigures(screens={port: [] for port in ports})
        self.sources = 0
        self.reached_at: list[float] = []  # when a phone got something new

    def fill(self, phones: int, per_second: int = 1000) -> None:
        """Let the phones come in, and the screens."""
        started = time.perf_counter()
        for port in self.ports:
            self._connect("screen", self.paths["screen"], port)
        for number in range(phones):
            self._connect("phone", self.paths["phone"], self.ports[number % len(self.ports)])
            while number + 1 > (time.perf_counter() - started) * per_second:
                self._step(0.005)
        deadline = time.perf_counter() + 30
        while self.figures.connected < phones + len(self.ports) and time.perf_counter() < deadline:
            self._step(0.05)

    def vote(self, bodies: Sequence[str], seconds: float) -> None:
        """Every phone votes once, on a connection of its own, spread over this time; then all answers come in."""
        requests = [post("/live/vote", body, keep=False) for body in bodies]
        started, number = time.perf_counter(), 0
        while number < len(requests):
            moment, now = started + seconds * number / len(requests), time.perf_counter()
            if moment <= now:
                self.figures.slip_ms = max(self.figures.slip_ms, (now - moment) * 1000)
                self._connect("vote", requests[number], self.ports[number % len(self.ports)])
                number += 1
            self._step(0 if moment <= now else min(0.01, moment - now))
        deadline = time.perf_counter() + 30
        while self.figures.acknowledged + self.figures.refused < len(bodies) and time.perf_counter() < deadline:
            self._step(0.05)
        settle = time.perf_counter() + 1.5
        while time.perf_counter() < settle:
            self._step(0.05)

    def spread_ms(self, press: Callable[[], object], phones: int) -> list[float]:
        """The chair does something: how much later than the first phone each phone has it."""
        self.reached_at.clear()
        with ThreadPoolExecutor(1) as chair:
            pressed = chair.submit(press)
            deadline = time.perf_counter() + 60
            while (not pressed.done() or len(self.reached_at) < phones) and time.perf_counter() < deadline:
                self._step(0.01)
            pressed.result()
        return [(moment - self.reached_at[0]) * 1000 for moment in self.reached_at]

    def _connect(self, kind: str, request: bytes, port: int) -> None:
        line = socket.socket()
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT: a port per destination
        self.sources = self.sources % 8 + 1
        line.bind((f"127.0.0.{self.sources + 1}", 0))
        if line.connect_ex(("127.0.0.1", port)) not in (0, errno.EINPROGRESS):
            raise SystemExit("cannot connect")
        self.lines[line.fileno()] = (line, kind, time.perf_counter(), port)
        self.waiting[line.fileno()] = request
        self.poll.register(line, select.EPOLLIN | select.EPOLLOUT)

    def _step(self, wait: float) -> None:
        for number, event in self.poll.poll(wait, 1024):
            line, kind, since, port = self.lines[number]
            if number in self.waiting and event & select.EPOLLOUT:
                line.send(self.waiting.pop(number))
                self.poll.modify(number, select.EPOLLIN)
                continue
            try:
                data = line.recv(65536)
            except OSError:
                data = b""
            self._take(number, line, kind, since, port, data)

    def _take(self, number: int, line: socket.socket, kind: str, since: float, port: int, data: bytes) -> None:
        now = time.perf_counter()
        if kind == "vote":
            accepted = data.startswith(b"HTTP/1.1 200")
            self.figures.acknowledged += accepted
            self.figures.refused += not accepted
            if accepted:
                self.figures.ack_ms.append((now - since) * 1000)
                self.figures.acked_at.append(now)
        elif data.startswith(b"HTTP/1.1 200"):
            self.figures.connected += 1
        elif kind == "phone" and b"event: snapshot" in data:
            self.reached_at.append(now)
        if kind == "screen":
            self.figures.screens[port] += [(now, int(shown)) for shown in RECEIVED.findall(data)]
        if kind == "vote" or not data:
            self.poll.unregister(number)
            self.waiting.pop(number, None)
            del self.lines[number]
            line.close()


def vote_bodies(scene: dict) -> list[str]:
    """The form of every voter's vote."""
    options = scene["options"]
    return [
        f"token={token}&round={scene['round']}&option={options[number % len(options)]}"
        for number, token in enumerate(scene["tokens"])
    ]
