"""A gateway process of its own on the test databases, and small clients for it."""

import contextlib
import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections

from tests.databases import database_url

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = settings.PUBLIC_ORIGIN


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment():
    """The gateway sees the same test databases as the test."""
    name = str(connections["default"].settings_dict["NAME"])
    found = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "LOG_LEVEL": "WARNING"}
    if settings.LIVE_DATABASE == "default":
        return {**found, "DATABASE_URL": database_url(name)}
    live = str(connections["live"].settings_dict["NAME"])
    return {**found, "DATABASE_URL": f"sqlite:///{name}", "LIVE_DATABASE_FILE": live}


class GatewayProcess:
    """uvicorn with the gateway, as production runs it."""

    def __init__(self, port=None):
        self.port = port or free_port()
        command = [sys.executable, "-m", "uvicorn", "live.asgi:application", "--port", str(self.port)]
        command += [
            "--loop",
            "uvloop",
            "--http",
            "live.gateway.protocol:LiveProtocol",
            "--no-access-log",
            "--no-proxy-headers",
        ]
        command += ["--timeout-graceful-shutdown", "1", "--log-level", "warning"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment())
        self._wait()

    def _wait(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if self.get("/live/healthz").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the gateway did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(60)

    def kill(self):
        self.process.kill()
        self.process.wait(60)

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused halfway through the body
            connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def get(self, path, **headers):
        return self.request("GET", path, headers=headers)

    def vote(self, token, round_id, option_id):
        body = urlencode({"token": token, "round": round_id, "option": option_id})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", "/live/vote", body, headers)

    @contextlib.contextmanager
    def stream(self, address):
        """The snapshots of a stream, as they come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", address)
        line = connection.sock
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        try:
            yield Stream(answer)
        finally:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            connection.close()


class Stream:
    """Reads server-sent events in a thread of its own."""

    def __init__(self, answer):
        self.answer = answer
        self.snapshots = queue.Queue()
        self.ended = threading.Event()
        self.retry = None
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            while line := self.answer.readline():
                if line.startswith(b"data: "):
                    self.snapshots.put(json.loads(line[6:]))
                elif line.startswith(b"retry: "):
                    self.retry = int(line[7:])
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass
        self.ended.set()

    def until(self, condition, seconds=60):
        """The first snapshot that fulfils the condition."""
        deadline = time.monotonic() + seconds
        last = None
        while (left := deadline - time.monotonic()) > 0:
            try:
                last = self.snapshots.get(timeout=left)
            except queue.Empty:
                break
            if condition(last):
                return last
        raise AssertionError(f"no such snapshot within {seconds} s; the last was {last}")
