"""The main door as in production: gunicorn with two workers, and clients that keep their connection."""

import http.client
import os
import re
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

from bench.load import usage
from bench.setup import ROOT, Installation

CLIENTS = 16
WARM_UP = 2.0


@contextmanager
def gunicorn(made: Installation, *, workers: int = 2):
    """gunicorn on a free port, with the settings of the product; gives the port and the process ids."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **made.environment,
        "WEB_BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": str(workers),
        "FORM_LIMIT": "1000000",
    }
    environment["REDIS_URL"] = os.environ.get("BENCH_REDIS_URL") or made.environment["REDIS_URL"]
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for_server(port)
        with open(f"/proc/{process.pid}/task/{process.pid}/children") as children:
            pids = [int(pid) for pid in children.read().split()]
        yield port, pids
    finally:
        process.terminate()
        process.wait(20)


def drive(port: int, workers: list[int], seconds: float, act: Callable[[http.client.HTTPConnection], int]) -> tuple:
    """Let 16 clients ``act`` again and again; gives acts per second, requests, and CPU ms of the workers per act."""
    done, requests, until = [0] * CLIENTS, [0] * CLIENTS, [0.0]
    problems: list[BaseException] = []

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while time.perf_counter() < until[0]:
                requests[number] += act(connection)
                done[number] += 1
        except BaseException as problem:
            problems.append(problem)

    for length in (WARM_UP, seconds):
        done[:], requests[:] = [0] * CLIENTS, [0] * CLIENTS
        started, spent = time.perf_counter(), sum(usage(pid)[0] for pid in workers)
        until[0] = started + length
        threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if problems:
            raise problems[0]
        took, spent = time.perf_counter() - started, sum(usage(pid)[0] for pid in workers) - spent
    return sum(done) / took, sum(requests) / sum(done), spent / sum(done) * 1000


def fetch(port: int, workers: list[int], seconds: float, path: str) -> tuple[float, float]:
    """Pages per second and CPU ms of the workers per page, 16 connections kept open by one light thread.

    The client must cost little: it runs on the same cores as what it measures.
    """
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n".encode()
    lines = selectors.DefaultSelector()
    for _ in range(CLIENTS):
        connection = socket.create_connection(("127.0.0.1", port), 60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines.register(connection, selectors.EVENT_READ, bytearray())
        connection.sendall(asked)
        time.sleep(0.05)  # people do not come in one burst, which a single worker would take whole
    for length in (WARM_UP, seconds):
        done, started, spent = 0, time.perf_counter(), sum(usage(pid)[0] for pid in workers)
        while (took := time.perf_counter() - started) < length:
            for key, _events in lines.select(1):
                if _answered(key, path):
                    done += 1
                    key.fileobj.sendall(asked)
        spent = sum(usage(pid)[0] for pid in workers) - spent
    for key in list(lines.get_map().values()):
        key.fileobj.close()
    lines.close()
    return done / took, spent / done * 1000


def _answered(key: selectors.SelectorKey, path: str) -> bool:
    """Read what came in; whether a whole answer stands there now."""
    piece, received = key.fileobj.recv(262_144), key.data
    if not piece:
        raise SystemExit(f"{path}: the connection was closed")
    received += piece
    head, gap, body = received.partition(b"\r\n\r\n")
    if not gap:
        return False
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    if not head.startswith(b"HTTP/1.1 200") or length is None:
        raise SystemExit(f"{path} answered {bytes(head[:60])!r}")
    if len(body) < int(length[1]):
        return False
    received.clear()
    return True


def wait_for_server(port: int) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
    raise SystemExit("gunicorn did not start")
