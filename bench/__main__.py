"""Measure and print: ``python -m bench [votes] [phones] [presses] [faults] [pages] [registrations] [checkin] …``."""

import argparse
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from bench import allocation, exports, people
from bench.desk import measure_check_in, measure_papers
from bench.faults import measure_faults
from bench.mails import measure_mails
from bench.pages import measure_pages
from bench.race import measure_race
from bench.registrations import measure_registrations
from bench.room import measure_phones, measure_presses, measure_votes
from bench.servers import servers_are_installed, throwaway_servers
from bench.setup import Installation, installation, postgresql_is_reachable

ROOM = ("votes", "phones", "presses", "faults")
ELSE = ("pages", "registrations", "race", "checkin", "papers", "mails")


def main() -> None:
    """Measure what was asked for on every database that is there."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("what", nargs="*", default=ROOM, help="votes, phones, presses, faults (the default), and more")
    parser.add_argument("--phones", type=int, default=10_000)
    parser.add_argument("--window", type=float, action="append", help="seconds in which all phones vote (10 and 2)")
    parser.add_argument("--people", type=int, default=2000, help="who race for seats")
    parser.add_argument("--seats", type=int, default=500)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each turn of the vote measurement")
    parser.add_argument("--mails", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=10, help="how often the worker is killed meanwhile")
    parser.add_argument("--votes", type=int, default=10_000, help="of the faults")
    parser.add_argument("--dropped", type=int, default=500, help="phones that lose the line")
    parser.add_argument("--codes", type=int, default=100_000, help="that are guessed")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    arguments = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, arguments.phones * 2 + 1000)), hard))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; compare ratios, not absolute figures.")
    if "allocation" in arguments.what:
        allocation.main()
    if "exports" in arguments.what:
        exports.main()
        people.main(arguments.database or ["sqlite", "postgresql"])
    for kind in arguments.database or ["sqlite", "postgresql"]:
        if set(arguments.what) & {*ROOM, *ELSE}:
            _measure_on(kind, arguments)


def _measure_on(kind: str, arguments: argparse.Namespace) -> None:
    """What was asked for, on one of the two set-ups. The live room gets a PostgreSQL and a Redis of its own."""
    if "faults" in arguments.what and (kind == "sqlite" or servers_are_installed()):
        measure_faults(kind, votes=arguments.votes, phones=arguments.dropped, codes=arguments.codes)
    if set(arguments.what) & {"votes", "phones", "presses"}:
        with _room(kind) as made:
            _measure_room(made, arguments)
    if not set(arguments.what) & set(ELSE):
        return
    if kind == "postgresql" and not postgresql_is_reachable():
        print("\nPostgreSQL is not reachable here and was not measured.")
        return
    with installation(kind) as made:
        _measure_else(made, arguments)


@contextmanager
def _room(kind: str) -> Iterator[Installation]:
    if kind == "sqlite" or not servers_are_installed():
        with installation(kind) as made:
            yield made
        return
    with (
        throwaway_servers() as (postgresql, redis),
        installation(kind, server=postgresql.url, redis_url=redis.url) as made,
    ):
        yield made


def _measure_room(made: Installation, arguments: argparse.Namespace) -> None:
    if "votes" in arguments.what:
        measure_votes(made, arguments.seconds)
    for window in arguments.window or (10.0, 2.0) if "phones" in arguments.what else ():
        measure_phones(made, arguments.phones, window)
        if made.kind == "postgresql":
            measure_phones(made, arguments.phones, window, gateways=2)
    if "presses" in arguments.what:
        measure_presses(made)


def _measure_else(made: Installation, arguments: argparse.Namespace) -> None:
    if "pages" in arguments.what:
        measure_pages(made, arguments.seconds)
    if "race" in arguments.what:
        measure_race(made, people=arguments.people, seats=arguments.seats, connections=arguments.connections)
    if "registrations" in arguments.what:
        measure_registrations(made, arguments.seconds)
    if "checkin" in arguments.what:
        measure_check_in(made, arguments.seconds)
    if "papers" in arguments.what:
        measure_papers(made)
    if "mails" in arguments.what:
        measure_mails(made, arguments.mails, arguments.kills)


if __name__ == "__main__":
    main()
