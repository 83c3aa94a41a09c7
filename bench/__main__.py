"""Measure and print: ``python -m bench [votes] [phones] [pages] [registrations] [exports] [--seconds 4] …``."""

import argparse
import os
import resource
import statistics

from bench import exports
from bench.load import Room, percentile, post, saturate, usage, vote_bodies
from bench.pages import measure_pages
from bench.registrations import measure_registrations
from bench.setup import Installation, installation, postgresql_is_reachable

CONNECTIONS = 200
TURNS = 3


def measure_votes(made: Installation, seconds: float) -> None:
    """Raw hello, parse-and-verify and durable votes by turns on the same server; then the ORM alone."""
    scene = made.scene("make", 5000)
    bodies = vote_bodies(scene)
    requests = {
        "raw hello": [b"GET /live/hello HTTP/1.1\r\nHost: bench\r\n\r\n"],
        "parse and verify": [post("/live/verify", body, keep=True) for body in bodies],
        "durable votes": [post("/live/vote", body, keep=True) for body in bodies],
    }
    rates: dict[str, list[float]] = {name: [] for name in requests}
    with made.gateway() as (port, _pid):
        for _ in range(TURNS):
            for name, wanted in requests.items():
                rates[name].append(saturate(port, wanted, connections=CONNECTIONS, seconds=seconds))
        stored = made.scene("count", scene["round"])
    middle = {name: statistics.median(found) for name, found in rates.items()}
    orm = made.scene("orm", scene["round"], seconds)
    votes = middle["durable votes"]
    print(f"\nVotes, {made.kind} ({CONNECTIONS} connections, {TURNS} turns of {seconds:g} s, median)")
    for name, rate in middle.items():
        print(f"  {name:<24}{rate:>10,.0f} /s")
    print(f"  {'ORM update_or_create':<24}{orm:>10,.0f} /s   (one thread, no HTTP)")
    _row("votes ÷ parse and verify", f"{votes / middle['parse and verify']:.0%}", "≥ 60 %")
    _row("votes ÷ raw hello", f"{votes / middle['raw hello']:.0%}", "≥ 40 %")
    _row("votes ÷ ORM", f"{votes / orm:.1f} ×", "≥ 10 ×")
    _row("ballots of 5,000 voters", f"{stored:,}", "5,000")


def measure_phones(made: Installation, phones: int, window: float) -> None:
    """A room of phones on the stream; all vote inside the window; the screen shows the number received."""
    scene = made.scene("make", phones)
    with made.gateway() as (port, pid):
        _, empty_kib, _ = usage(pid)
        room = Room(port, scene["phone"], scene["screen"])
        room.fill(phones)
        before, full_kib, threads = usage(pid)
        room.vote(vote_bodies(scene), window)
        after, _, threads_after = usage(pid)
        figures = room.figures
        stored = made.scene("count", scene["round"])
    closed = made.scene("close", scene["round"])
    print(f"\n{phones:,} phones vote in {window:g} s, {made.kind}")
    _row("phones connected", f"{figures.connected - 1:,}", f"{phones:,}")
    _row("acknowledged", f"{figures.acknowledged:,}", f"{phones:,}")
    _row("acknowledged but lost", f"{figures.acknowledged - stored:,}", "0")
    _row("in the frozen result", f"{closed['n']:,}", f"{figures.acknowledged:,}")
    _row(
        "ack p50 / p99", f"{percentile(figures.ack_ms, 0.5):.1f} / {percentile(figures.ack_ms, 0.99):.1f} ms", "≤ 25 ms"
    )
    _row("screen shows at the end", f"{figures.screen_final:,}", f"{figures.acknowledged:,}")
    _row("screen lag p99", f"{percentile(figures.screen_lag_ms(), 0.99):.0f} ms", "≤ 260 ms")
    _row("gateway CPU", f"{(after - before) / (window + 1.5):.0%} of a core", "≤ 30 %")
    _row("memory per phone", f"{(full_kib - empty_kib) / phones:.1f} KiB", "≤ 15 KiB")
    _row("threads", f"{threads}, then {threads_after}", "same at any size")
    _row("close, freeze and erase", f"{closed['seconds']:.2f} s, {closed['left']} rows left", "0 rows left")
    _row("generator was late by", f"{figures.slip_ms:.0f} ms", "(below ack p99)")


def _row(what: str, found: str, wanted: str) -> None:
    print(f"  {what:<24}{found:>24}   wanted: {wanted}")


def main() -> None:
    """Measure what was asked for on every database that is there."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("what", nargs="*", default=["votes", "phones"], help="votes, phones (the default), and more")
    parser.add_argument("--phones", type=int, default=2000)
    parser.add_argument("--window", type=float, default=10.0, help="seconds in which all phones vote")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each turn of the vote measurement")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    arguments = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, arguments.phones * 2 + 1000)), hard))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; compare ratios, not absolute figures.")
    if "exports" in arguments.what:
        exports.main()
    if not {"votes", "phones", "pages", "registrations"} & set(arguments.what):
        return
    for kind in arguments.database or ["sqlite", "postgresql"]:
        if kind == "postgresql" and not postgresql_is_reachable():
            print("\nPostgreSQL is not reachable here and was not measured.")
            continue
        with installation(kind) as made:
            if "votes" in arguments.what:
                measure_votes(made, arguments.seconds)
            if "phones" in arguments.what:
                measure_phones(made, arguments.phones, arguments.window)
            if "pages" in arguments.what:
                measure_pages(made, arguments.seconds)
            if "registrations" in arguments.what:
                measure_registrations(made, arguments.seconds)


if __name__ == "__main__":
    main()
