"""The public event page of the demo meeting, made anew for every request."""

import http.client

from bench.setup import Installation
from bench.web import CLIENTS, drive, gunicorn


def measure_pages(made: Installation, seconds: float) -> None:
    """Requests per second from 16 clients, queries and CPU of one page."""
    scene = made.demo()
    print(f"\nPages, {made.kind} ({CLIENTS} clients, 2 gunicorn workers, {seconds:g} s each)")
    with gunicorn(made) as (port, workers):
        for name, path in (("event page", scene["path"]), ("home page", "/")):
            rate, _, milliseconds = drive(port, workers, seconds, lambda line, path=path: _get(line, path))
            queries = scene["queries"][path]
            print(f"  {name:<24}{rate:>8,.0f} /s{queries:>6} queries{milliseconds:>8.1f} ms CPU of a worker")
    print("  wanted: event page ≥ 165 /s on two idle cores, ≤ 12 queries")


def _get(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path, headers={"Host": "127.0.0.1:8000"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return 1
