"""A vote in trouble: gateways are killed, servers crash, the database stands still."""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.crowd import Follower, Line, Voters
from bench.servers import PostgreSQL, Redis
from bench.setup import ROOT, Gateway, Installation


@dataclass(frozen=True)
class Voted:
    """What came of a vote in trouble."""

    voters: int
    acknowledged: int
    frozen: int
    counted_right: bool
    retries: int
    in_flight: tuple[int, ...]
    screen_seconds: tuple[float, ...] = ()
    screens_at_end: tuple[int, ...] = ()
    busy: int = 0  # answers 503, each with Retry-After

    @property
    def lost(self) -> int:
        """Acknowledged votes that are not in the result (or votes too many, below zero)."""
        return self.acknowledged - self.frozen


def kill_gateways(made: Installation, *, votes: int, kills: int, gateways: int) -> Voted:
    """Everybody votes while gateways are killed with -9, one after another, with votes under way."""

    async def trouble(voters: Voters, running: Sequence[Gateway]) -> list[int]:
        under_way = []
        for number in range(kills):
            await voters.until(votes * (number + 1) // (kills + 2))
            victim = running[number % len(running)]
            under_way.append(voters.in_flight)
            victim.kill()
            await asyncio.to_thread(victim.start)
        return under_way

    scene = made.room("make", votes)
    at_once = min(100, votes // (kills + 2) // 2)
    with made.gateways(gateways) as running:
        voters, under_way, screens = asyncio.run(_vote(running, scene, trouble, at_once=at_once))
        return _figures(made, scene, voters, under_way, (), screens)


def restart_servers(made: Installation, postgresql: PostgreSQL, redis: Redis, *, votes: int, restarts: int) -> Voted:
    """Everybody votes while PostgreSQL crashes and restarts, and Redis is emptied, killed and restarted."""
    lags: list[float] = []

    async def trouble(voters: Voters, running: Sequence[Gateway]) -> list[int]:
        under_way = []
        for number in range(restarts + 2):
            await voters.until(votes * (number + 1) // (restarts + 3))
            under_way.append(voters.in_flight)
            if number == 0:
                await asyncio.to_thread(redis.flush)
            elif number == 1:
                redis.kill()
                await asyncio.sleep(1)
                await asyncio.to_thread(redis.start)
            else:
                await asyncio.to_thread(postgresql.stop)
                await asyncio.to_thread(postgresql.start)
            lags.append(await _until_screens_show(voters, voters.acknowledged))
        return under_way

    scene = made.room("make", votes)
    at_once = min(100, votes // (restarts + 3) // 2)
    with made.gateways(2) as running:
        voters, under_way, screens = asyncio.run(_vote(running, scene, trouble, at_once=at_once))
        return _figures(made, scene, voters, under_way, tuple(lags), screens)


async def _vote(running: Sequence[Gateway], scene: dict, trouble, *, at_once: int = 100):
    """The vote with its trouble, and a screen on every gateway; ends when all have voted and the screens know."""
    voters = Voters([gateway.port for gateway in running], scene, at_once=at_once)
    voters.screens = [Follower(Line(), gateway.port, scene["screen"], retry_longest=2.0) for gateway in running]
    watching = [asyncio.create_task(screen.follow()) for screen in voters.screens]

    async def be_troubled() -> list[int]:
        under_way = await trouble(voters, running)
        voters.allowed = len(scene["tokens"])
        return under_way

    under_way, _ = await asyncio.gather(be_troubled(), voters.vote())
    await _until_screens_show(voters, len(scene["tokens"]))
    for task in watching:
        task.cancel()
    return voters, under_way, tuple(screen.latest.get("received") or 0 for screen in voters.screens)


async def _until_screens_show(voters: Voters, wanted: int, longest: float = 60.0) -> float:
    """Seconds until every screen shows at least this number."""
    started = time.monotonic()
    while any((screen.latest.get("received") or 0) < wanted for screen in voters.screens):
        if time.monotonic() - started > longest:
            return float("inf")
        await asyncio.sleep(0.01)
    return time.monotonic() - started


def _figures(made: Installation, scene: dict, voters: Voters, under_way, lags, screens) -> Voted:
    closed = made.room("close", scene["round"])
    return Voted(
        voters=len(scene["tokens"]),
        acknowledged=len(voters.chosen),
        frozen=closed["n"],
        counted_right=closed["counts"] == voters.totals,
        retries=voters.retries,
        in_flight=tuple(under_way),
        screen_seconds=lags,
        screens_at_end=screens,
        busy=voters.statuses[503],
    )


def flood_queue(made: Installation, *, votes: int, limit: int, held: float = 2.0) -> Voted:
    """The database stands still for a moment while many vote: beyond the limit they are told when to come back."""
    scene = made.room("make", votes)

    async def trouble(voters: Voters, _running: Sequence[Gateway]) -> list[int]:
        await voters.until(votes // 10, under_way=False)
        command = [sys.executable, "-m", "bench.room_scene", "hold", str(scene["round"]), str(held)]
        holder = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=made.environment, stdout=asyncio.subprocess.PIPE
        )
        await holder.stdout.readline()  # now nobody can write
        voters.allowed = votes
        await asyncio.sleep(held / 2)
        under_way = [voters.in_flight]
        await holder.communicate()
        return under_way

    with made.gateways(1, BENCH_QUEUE_LIMIT=str(limit)) as running:
        voters, under_way, screens = asyncio.run(_vote(running, scene, trouble, at_once=limit * 3))
    return _figures(made, scene, voters, under_way, (), screens)
