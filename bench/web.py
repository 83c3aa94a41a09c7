"""The main door as in production: gunicorn with two workers, and clients that keep their connection."""

import http.client
import os
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
def gunicorn(made: Installation):
    """gunicorn on a free port, with the settings of the product; gives the port and the process ids."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**made.environment, "WEB_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2", "FORM_LIMIT": "1000000"}
    environment["REDIS_URL"] = os.environ.get("BENCH_REDIS_URL", "")
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port)
        with open(f"/proc/{process.pid}/task/{process.pid}/children") as children:
            workers = [int(pid) for pid in children.read().split()]
        yield port, workers
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


def _wait(port: int) -> None:
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
