"""Tokens that are replayed and guessed, and join codes that are tried one after another."""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.crowd import Line, exchange
from bench.load import post
from bench.setup import Installation
from bench.web import gunicorn


@dataclass(frozen=True)
class Guessed:
    """What replayed and guessed tokens and codes gave."""

    replayed: int
    ballots: int
    tokens: int
    tokens_taken: int
    codes: int
    tried: int
    rooms_found: int
    refused: int


def guess(made: Installation, *, replays: int, tokens: int, codes: int) -> Guessed:
    """One token over and over, random tokens, and join codes one after another."""
    scene = made.room("make", 1)
    with made.gateways(2) as running:
        ports = [gateway.port for gateway in running]
        body = f"token={scene['tokens'][0]}&round={scene['round']}&option={{option}}"
        replay = [post("/live/vote", body.format(option=o), keep=False) for o in scene["options"]]
        asyncio.run(_send_all(ports, (random.choice(replay) for _ in range(replays))))
        guesses = (_random_token(scene) for _ in range(tokens))
        taken = asyncio.run(_send_all(ports, guesses))
    found: Counter = Counter()
    if codes:
        made.collect_static()
        with gunicorn(made, workers=2 if made.environment["REDIS_URL"] else 1) as (port, _workers):
            found = asyncio.run(_send_all([port], (_code(number) for number in range(codes))))
    ballots = made.room("count", scene["round"])
    return Guessed(replays, ballots, tokens, taken[200], codes, codes - found[429], found[200] + found[302], found[429])


def _random_token(scene: dict) -> bytes:
    genuine = scene["tokens"][0]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    kept = random.choice((0, 0, len(genuine) - 22))  # half of them with a payload that is right and a guessed signature
    token = genuine[:kept] + "".join(random.choices(letters, k=len(genuine) - kept))
    return post("/live/vote", f"token={token}&round={scene['round']}&option={scene['options'][0]}", keep=False)


def _code(number: int) -> bytes:
    return (
        f"GET /doe-mee/{number * 7919 % 1_000_000:06d}/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: close\r\n\r\n"
    ).encode()


async def _send_all(ports: Sequence[int], requests: Iterable[bytes], at_once: int = 50) -> Counter:
    """Send every request once; how often each status came."""
    requests = iter(requests)
    found, line = Counter(), Line()

    async def worker() -> None:
        for request in requests:
            with contextlib.suppress(OSError):
                found[(await exchange(line, random.choice(ports), request)).status] += 1

    await asyncio.gather(*(worker() for _ in range(at_once)))
    if any(status >= 500 for status in found):
        raise SystemExit(f"answers of 5xx: {found}")
    return found
