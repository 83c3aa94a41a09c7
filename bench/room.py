"""The live room: what a vote costs, a hall of phones, and how soon a press of the chair is everywhere."""

import asyncio
import socket
import statistics
import time

from bench.chair import NOTED_SECONDS, Chair
from bench.crowd import Follower, Line
from bench.load import Room, get, percentile, post, saturate, usage, vote_bodies
from bench.printing import heading, row
from bench.setup import Installation

CONNECTIONS = 200
TURNS = 3
PRESSES = 40
ACK_MS = {10.0: 25, 2.0: 50}  # the design's figures, by the seconds in which all vote


def measure_votes(made: Installation, seconds: float) -> None:
    """Raw hello, parse-and-verify and durable votes by turns on the same server; then the ORM alone.

    Rates need an idle machine. The CPU time of the gateway's process per request holds on a busy one too.
    """
    scene = made.room("make", 5000)
    bodies = vote_bodies(scene)
    requests = {
        "raw hello": [b"GET /live/hello HTTP/1.1\r\nHost: bench\r\n\r\n"],
        "parse and verify": [post("/live/verify", body, keep=True) for body in bodies],
        "durable votes": [post("/live/vote", body, keep=True) for body in bodies],
    }
    rates: dict[str, list[float]] = {name: [] for name in requests}
    costs: dict[str, list[float]] = {name: [] for name in requests}
    with made.gateway() as (port, pid):
        for _ in range(TURNS):
            for name, wanted in requests.items():
                before, started = usage(pid)[0], time.perf_counter()
                rate = saturate(port, wanted, connections=CONNECTIONS, seconds=seconds)
                rates[name].append(rate)
                costs[name].append((usage(pid)[0] - before) / (rate * (time.perf_counter() - started)) * 1e6)
        stored = made.room("count", scene["round"])
    middle = {name: statistics.median(found) for name, found in rates.items()}
    cost = {name: statistics.median(found) for name, found in costs.items()}
    orm = made.room("orm", scene["round"], seconds)
    hello, verify, vote = middle.values()
    heading(f"Votes, {made.kind} ({CONNECTIONS} connections, {TURNS} turns of {seconds:g} s, median)")
    for name in requests:
        row(name, f"{middle[name]:,.0f} /s, {cost[name]:.0f} µs of CPU")
    row("ORM update_or_create", f"{orm:,.0f} /s", "(one thread, no HTTP)")
    row("votes ÷ parse and verify", f"{vote / verify:.0%}", "≥ 60 %")
    row("votes ÷ raw hello", f"{vote / hello:.0%}", "≥ 40 %")
    row("by CPU: verify ÷ vote", f"{cost['parse and verify'] / cost['durable votes']:.0%}", "≥ 60 %")
    row("by CPU: hello ÷ vote", f"{cost['raw hello'] / cost['durable votes']:.0%}", "≥ 40 %")
    row("votes ÷ ORM", f"{vote / orm:.1f} ×", "≥ 10 ×")
    row("ballots of 5,000 voters", f"{stored:,}", "5,000")


def measure_phones(made: Installation, phones: int, window: float, *, gateways: int = 1) -> None:
    """Phones hold a stream and all vote inside the window, by every gateway; a screen on each shows how many."""
    scene = made.room("make", phones)
    with made.gateways(gateways) as running:
        pids = [gateway.pid for gateway in running]
        empty_kib = sum(usage(pid)[1] for pid in pids)
        room = Room([gateway.port for gateway in running], scene["drawn"], scene["screen"])
        room.fill(phones)
        before, full_kib, threads = _sums(pids)
        room.vote(vote_bodies(scene), window)
        after, _, threads_after = _sums(pids)
        figures = room.figures
        stored = made.room("count", scene["round"])
        sizes = [frame_bytes(running[0].port, scene[view]) for view in ("phone", "drawn")]
        spread = room.spread_ms(lambda: made.room("shut", scene["round"]), phones)
    closed = made.room("close", scene["round"])
    heading(f"{phones:,} phones vote in {window:g} s, {made.kind}, {gateways} gateway(s)")
    row("phones connected", f"{figures.connected - gateways:,}", f"{phones:,}")
    row("acknowledged", f"{figures.acknowledged:,}", f"{phones:,}")
    row("acknowledged but lost", f"{figures.acknowledged - stored:,}", "0")
    row("in the frozen result", f"{closed['n']:,}", f"{figures.acknowledged:,}")
    acks = [percentile(figures.ack_ms, share) for share in (0.5, 0.99)]
    row("ack p50 / p99", f"{acks[0]:.1f} / {acks[1]:.1f} ms", f"≤ {ACK_MS.get(window, 25)} ms")
    finals = figures.screen_finals
    row("every screen at the end", ", ".join(f"{final:,}" for final in finals), f"{figures.acknowledged:,} each")
    row("screen lag p99", f"{percentile(figures.screen_lag_ms(), 0.99):.0f} ms", "≤ 260 ms")
    share = f"{(after - before) / (window + 1.5):.0%} of a core"
    row("gateway CPU", f"{share}, {(after - before) / phones * 1e6:.0f} µs a vote", "≤ 30 %" if window >= 10 else "")
    row("closing reached phones", f"{len(spread):,} in {max(spread, default=0):.0f} ms", f"{phones:,}")
    row("a frame for phones", f"{sizes[0]:,} bytes of data, {sizes[1]:,} drawn")
    row("memory per phone", f"{(full_kib - empty_kib) / phones:.1f} KiB", "≤ 15 KiB")
    row("threads", f"{threads}, then {threads_after}", "same at any size")
    row("close, freeze and erase", f"{closed['seconds']:.2f} s, {closed['left']} rows left", "0 rows left")
    row("generator was late by", f"{figures.slip_ms:.0f} ms", "(below ack p99)")


def frame_bytes(port: int, path: str) -> int:
    """How large the first snapshot of a stream is."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(get(path))
        with line.makefile("rb") as answer:
            return next(len(text) for text in answer if text.startswith(b"data: "))


def measure_presses(made: Installation) -> None:
    """How soon a press of the chair is on the phones of two gateways: with Redis, and by looking alone."""
    heading(f"The chair presses {PRESSES} times, phones on two gateways, {made.kind}")
    ways = {"with Redis": made.environment["REDIS_URL"], "by looking 4 × a second": ""}
    for name, url in ways.items():
        if name == "with Redis" and not url:
            continue
        lags = presses(made, url)
        missed = max(0, 2 * PRESSES - len(lags))
        row(
            name, f"p50 {percentile(lags, 0.5):.0f}, p99 {percentile(lags, 0.99):.0f} ms", f"≤ 260 ms ({missed} missed)"
        )


def presses(made: Installation, redis_url: str, times: int = PRESSES) -> list[float]:
    """Milliseconds from each press until a phone on each of two gateways has it."""
    scene = made.room("make", 1)
    with made.gateways(2, REDIS_URL=redis_url) as running:
        ports = [gateway.port for gateway in running]
        return asyncio.run(_presses(made, scene, ports, redis_url, times))


async def _presses(made: Installation, scene: dict, ports: list[int], redis_url: str, times: int) -> list[float]:
    async with Chair(made, scene["event"], REDIS_URL=redis_url) as chair:
        phones = [Follower(Line(), port, scene["phone"], on_snapshot=chair.note()) for port in ports]
        tasks = [asyncio.create_task(phone.follow()) for phone in phones]
        while not all(phone.latest for phone in phones):
            await asyncio.sleep(0.05)
        await asyncio.sleep(2 * NOTED_SECONDS)  # the press with which the chair came in does not count
        chair.lags.clear()
        for _ in range(times):
            await chair.press()
            await asyncio.sleep(0.3)
        for task in tasks:
            task.cancel()
    return chair.lags


def _sums(pids: list[int]) -> tuple[float, int, int]:
    """CPU seconds, KiB and threads of all together."""
    seconds, kib, threads = zip(*(usage(pid) for pid in pids), strict=True)
    return sum(seconds), sum(kib), sum(threads)
