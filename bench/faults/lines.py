"""Phones that lose the line, and phones that never read."""

import asyncio
import json
import socket
import time
from dataclasses import dataclass

from bench.chair import Chair
from bench.crowd import Follower, Line, exchange
from bench.load import get, percentile, usage
from bench.setup import Gateway, Installation
from bench.web import gunicorn

PHONES_AWAY = 30.0


@dataclass(frozen=True)
class Returned:
    """How phones came back after they lost the line."""

    phones: int
    current_after: float  # until 99 % had the present state
    all_after: float
    busiest_second: float  # the greatest share of the phones that came back within one second
    bad: dict


def drop_phones(made: Installation, *, phones: int, seconds: float = PHONES_AWAY) -> Returned:
    """All phones lose the line for some time, in which the question closes; then they come back by themselves."""
    scene = made.room("make", 1)
    with made.gateways(1) as (gateway,), gunicorn(made) as (port, _workers):
        return asyncio.run(_drop(made, scene, gateway, port, phones, seconds))


async def _drop(made: Installation, scene: dict, gateway: Gateway, port: int, phones: int, seconds: float) -> Returned:
    line, seen = Line(), {}

    def phone(number: int) -> Follower:
        def note(snapshot: dict) -> None:
            if snapshot["state"] == "closing":
                seen.setdefault(number, time.monotonic())

        return Follower(line, gateway.port, scene["phone"], (port, scene["poll"]), note)

    followers = [phone(number) for number in range(phones)]
    tasks = [asyncio.create_task(follower.follow()) for follower in followers]
    while not all(follower.latest for follower in followers):
        await asyncio.sleep(0.05)
    await asyncio.gather(*(followers[0].fetch() for _ in range(20)))  # a main door that has been open for a while
    line.cut()
    await asyncio.to_thread(made.room, "shut", scene["round"])
    await asyncio.sleep(seconds)
    back = time.monotonic()
    line.is_up = True
    while len(seen) < phones and time.monotonic() < back + 60:
        await asyncio.sleep(0.02)
    for task in tasks:
        task.cancel()
    after = sorted(moment - back for moment in seen.values()) + [float("inf")] * (phones - len(seen))
    busiest = max(sum(start <= moment < start + 1 for moment in after) for start in after)
    bad = sum((follower.bad for follower in followers), start=type(followers[0].bad)())
    return Returned(phones, percentile(after, 0.99), after[-1], busiest / phones, dict(bad))


@dataclass(frozen=True)
class Ignored:
    """What phones that never read did to the others."""

    deaf: int
    dropped: int
    p99_alone_ms: float
    p99_beside_ms: float
    kib_each: float


def ignore_streams(made: Installation, *, readers: int, deaf: int, longest: float = 60.0) -> Ignored:
    """Some phones open the stream and never read; the chair goes on, until they are dropped."""
    scene = made.room("make", 1, "long")
    with made.gateways(1) as (gateway,):
        return asyncio.run(_ignore(made, scene, gateway, readers, deaf, longest))


async def _ignore(
    made: Installation, scene: dict, gateway: Gateway, readers: int, deaf: int, longest: float
) -> Ignored:
    async with Chair(made, scene["event"]) as chair:
        line = Line()
        followers = [Follower(line, gateway.port, scene["phone"], on_snapshot=chair.note()) for _ in range(readers)]
        tasks = [asyncio.create_task(follower.follow()) for follower in followers]
        while not all(follower.latest for follower in followers):
            await asyncio.sleep(0.05)
        alone = await _press(chair, 20)
        _, before, _ = usage(gateway.pid)
        lines = [_deaf_line(gateway.port, scene["phone"]) for _ in range(deaf)]
        beside = await _press(chair, 60)
        _, after, _ = usage(gateway.pid)
        deadline = time.monotonic() + longest
        while (left := await _streams(gateway.port) - readers) > 0 and time.monotonic() < deadline:
            await _press(chair, 5)
        for task in tasks:
            task.cancel()
        for one in lines:
            one.close()
    return Ignored(deaf, deaf - left, alone, beside, (after - before) / deaf)


async def _press(chair: Chair, times: int) -> float:
    """The chair presses ten times a second; p99 of how long it took until phones knew."""
    chair.lags.clear()
    for _ in range(times):
        await chair.press()
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.8)
    return percentile(chair.lags, 0.99)


def _deaf_line(port: int, path: str) -> socket.socket:
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    one.connect(("127.0.0.1", port))
    one.sendall(get(path))
    return one


async def _streams(port: int) -> int:
    """How many streams the gateway has open."""
    return json.loads((await exchange(Line(), port, get("/live/healthz"))).body)["clients"]
