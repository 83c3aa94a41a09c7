"""What goes wrong on the day, done on purpose and printed: ``python -m bench faults``."""

from bench.faults.guesses import guess
from bench.faults.lines import PHONES_AWAY, drop_phones, ignore_streams
from bench.faults.votes import Voted, flood_queue, kill_gateways, restart_servers
from bench.printing import heading, row
from bench.servers import PostgreSQL, Redis, throwaway_servers
from bench.setup import Installation, installation


def measure_faults(kind: str, *, votes: int = 10_000, phones: int = 500, codes: int = 100_000) -> None:
    """Everything on one set-up: SQLite with one gateway, or a PostgreSQL and a Redis of its own with two."""
    if kind == "sqlite":
        with installation(kind) as made:
            _everywhere(made, gateways=1, votes=votes, phones=phones, codes=codes)
        return
    with (
        throwaway_servers() as (postgresql, redis),
        installation(kind, server=postgresql.url, redis_url=redis.url) as made,
    ):
        _everywhere(made, gateways=2, votes=votes, phones=phones, codes=codes)
        _restarts(made, postgresql, redis, votes)


def _everywhere(made: Installation, *, gateways: int, votes: int, phones: int, codes: int) -> None:
    made.environment["LOG_LEVEL"] = "ERROR"  # that servers are away is no news here
    heading(f"{votes:,} votes, 5 × kill -9 of {gateways} gateway(s), {made.kind}")
    _vote(kill_gateways(made, votes=votes, kills=5, gateways=gateways))
    heading(f"Database stands still for 2 s, queue of 500, {made.kind}")
    found = flood_queue(made, votes=min(votes, 3000), limit=500)
    _vote(found)
    row("answered 503 with Retry-After", f"{found.busy:,}", "more than 0, and no other fault")
    heading(f"{phones} phones without a line for {PHONES_AWAY:g} s, {made.kind}")
    returned = drop_phones(made, phones=phones)
    row("99 % current after", f"{returned.current_after:.1f} s", "≤ 15 s")
    row("all current after", f"{returned.all_after:.1f} s")
    row("busiest second", f"{returned.busiest_second:.0%} of the phones", "no herd: far below 100 %")
    row("answers 4xx and 5xx", str(sum(returned.bad.values())), "0")
    heading(f"50 phones that never read beside 200 that do, {made.kind}")
    ignored = ignore_streams(made, readers=200, deaf=50)
    row("dropped", f"{ignored.dropped}", f"{ignored.deaf}")
    row("snapshot p99 without / beside", f"{ignored.p99_alone_ms:.0f} / {ignored.p99_beside_ms:.0f} ms", "the same")
    row("memory each", f"{ignored.kib_each:.0f} KiB", "bounded")
    heading(f"Tokens and codes, {made.kind}")
    guessed = guess(made, replays=1000, tokens=codes, codes=codes)
    row(f"ballots of {guessed.replayed:,} replays", f"{guessed.ballots}", "1: 0 extra")
    row(f"of {guessed.tokens:,} guessed tokens taken", f"{guessed.tokens_taken}", "0")
    row(f"of {guessed.codes:,} codes looked up", f"{guessed.tried:,}", "rate-limited: 200 and 20 a minute per address")
    row("rooms found", f"{guessed.rooms_found}", "0")


def _restarts(made: Installation, postgresql: PostgreSQL, redis: Redis, votes: int) -> None:
    heading(f"{votes:,} votes, Redis emptied, Redis killed, PostgreSQL crashed 3 ×, {made.kind}")
    found = restart_servers(made, postgresql, redis, votes=votes, restarts=3)
    _vote(found)
    row("screens current after", ", ".join(f"{lag:.1f}" for lag in found.screen_seconds) + " s", "≤ 5 s")


def _vote(found: Voted) -> None:
    row("acknowledged", f"{found.acknowledged:,}", f"{found.voters:,}")
    row("in the result", f"{found.frozen:,}", "the same: 0 lost, 0 counted twice")
    row("each with the last choice", "yes" if found.counted_right else "NO", "yes")
    row("sent again / under way", f"{found.retries:,} / {', '.join(map(str, found.in_flight))}")
    row("screens at the end", ", ".join(f"{number:,}" for number in found.screens_at_end), f"{found.voters:,}")
