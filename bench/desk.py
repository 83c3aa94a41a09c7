"""Three desks that scan as fast as they can, every code twice; and the papers of a large meeting."""

import json
import random
import selectors
import socket
import time
import uuid
from collections import Counter

from bench.load import usage
from bench.setup import Installation
from bench.web import CLIENTS, gunicorn

PEOPLE = 6_000
WARM_UP = 300


def measure_check_in(made: Installation, seconds: float) -> None:
    """Scans per second, their CPU in all, and whether each person was welcome exactly once."""
    scene = _scene(made, "make", PEOPLE)
    codes = scene["references"] * 2
    random.Random(1).shuffle(codes)
    with gunicorn(made) as (port, workers):
        _scan(port, scene["tokens"], codes[:WARM_UP], seconds=60)
        backends = _backends(made)
        before, own = _spent(workers), time.process_time()
        database = _spent(backends)
        started = time.perf_counter()
        kinds, sent = _scan(port, scene["tokens"], codes[WARM_UP:], seconds=seconds)
        took = time.perf_counter() - started
        web, own = _spent(workers) - before, time.process_time() - own
        database = _spent(backends) - database
        again, _sent = _scan(port, scene["tokens"], codes[: WARM_UP // 3], seconds=60)
    stored = _scene(made, "after", scene["event"])
    seen = len(set(codes[: WARM_UP + sent]))
    scans = WARM_UP + sent + WARM_UP // 3
    milliseconds = 1000 / sent
    print(f"\nCheck-in, {made.kind} (3 desks, {CLIENTS} connections, 2 gunicorn workers, {PEOPLE:,} people)")
    print(f"  {'scans':<24}{sent / took:>8,.0f} /s   wanted: ≥ 200 /s on two idle cores with PostgreSQL")
    print(f"  {'CPU of a worker, each':<24}{web * milliseconds:>8,.1f} ms")
    print(f"  {'CPU of the database':<24}{database * milliseconds:>8,.1f} ms  (its connections; 0.0: not to be seen)")
    print(f"  {'CPU of these desks':<24}{own * milliseconds:>8,.1f} ms")
    print(f"  {'CPU in all':<24}{(web + database + own) * milliseconds:>8,.1f} ms  wanted: ≤ 8 ms")
    print(f"  {'different people':<24}{seen:>8,}     of {scans:,} scans")
    print(f"  {'welcome, in the history':<24}{stored['first']:>8,}     wanted: {seen:,}")
    print(f"  {'attendances':<24}{stored['attendances']:>8,}     wanted: {seen:,}")
    print(f"  {'already in, noted':<24}{stored['again']:>8,}     wanted: {scans - seen:,}")
    print(f"  {'answers':<24}{kinds + again!r}")


def measure_papers(made: Installation, people: int = 3_000) -> None:
    """Seconds for the papers of a meeting of 3,000."""
    print(f"\nPapers of {people:,} people, {made.kind}")
    for kind, seconds, kilobytes in _scene(made, "papers", people):
        print(f"  {kind:<24}{seconds:>8.1f} s   {kilobytes:,} kB")


def _scene(made: Installation, *arguments: object):
    return json.loads(made.run("-m", "bench.desk_scene", *map(str, arguments)).splitlines()[-1])


def _spent(processes: list[int]) -> float:
    return sum(usage(pid)[0] for pid in processes)


def _backends(made: Installation) -> list[int]:
    """The processes of the database that serve this installation, when they run on this machine."""
    if made.kind != "postgresql":
        return []
    import psycopg

    with psycopg.connect(made.environment["DATABASE_URL"]) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    try:
        _spent([pid for (pid,) in rows])
    except FileNotFoundError:
        return []
    return [pid for (pid,) in rows]


def _scan(port: int, tokens: list[str], codes: list[str], *, seconds: float) -> tuple[Counter, int]:
    """Send each code once from 16 connections; the kinds of the answers, and how many were sent."""
    kinds: Counter = Counter()
    waiting = iter(enumerate(codes))
    lines = selectors.DefaultSelector()
    until = time.perf_counter() + seconds
    sent = open_lines = 0

    def send_next(connection: socket.socket) -> bool:
        nonlocal sent
        number, code = next(waiting, (None, ""))
        if number is None or time.perf_counter() > until:
            return False
        body = json.dumps({"scans": [{"id": str(uuid.uuid4()), "code": code}]}).encode()
        head = f"POST /balie/{tokens[number % 3]}/scans/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        sent += 1
        return True

    for _ in range(CLIENTS):
        connection = socket.create_connection(("127.0.0.1", port), 60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if send_next(connection):
            lines.register(connection, selectors.EVENT_READ, bytearray())
            open_lines += 1
    while open_lines:
        for key, _events in lines.select(5):
            kind = _kind(key)
            if kind is None:
                continue
            kinds[kind] += 1
            if not send_next(key.fileobj):
                lines.unregister(key.fileobj)
                key.fileobj.close()
                open_lines -= 1
    lines.close()
    return kinds, sent


def _kind(key: selectors.SelectorKey) -> str | None:
    """The kind of the answer once it is whole."""
    piece, received = key.fileobj.recv(65_536), key.data
    received += piece
    head, gap, body = received.partition(b"\r\n\r\n")
    if not piece or (gap and not head.startswith(b"HTTP/1.1 200")):
        raise SystemExit(f"a scan was answered {bytes(head[:60])!r}")
    if not gap:
        return None
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    if len(body) < length:
        return None
    kind = json.loads(body)["answers"][0]["kind"]
    received.clear()
    return kind
