"""The public event page of the demo meeting, made anew for every request."""

from bench.setup import Installation
from bench.web import CLIENTS, fetch, gunicorn


def measure_pages(made: Installation, seconds: float) -> None:
    """Requests per second from 16 clients, queries and CPU of one page."""
    scene = made.demo()
    print(f"\nPages, {made.kind} ({CLIENTS} clients, 2 gunicorn workers, {seconds:g} s each)")
    with gunicorn(made) as (port, workers):
        for name, path in (("event page", scene["path"]), ("home page", "/")):
            rate, milliseconds = fetch(port, workers, seconds, path)
            queries = scene["queries"][path]
            print(f"  {name:<24}{rate:>8,.0f} /s{queries:>6} queries{milliseconds:>8.1f} ms CPU of a worker")
    print("  wanted: event page ≥ 165 /s on two idle cores, ≤ 12 queries")
