"""A scratch installation on SQLite or PostgreSQL, and gateway processes on it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def postgresql_is_reachable() -> bool:
    """Whether a local server takes connections (or the one that BENCH_POSTGRES_URL names)."""
    import psycopg

    try:
        psycopg.connect(postgresql_url("postgres"), connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def postgresql_url(name: str) -> str:
    """The address of a database on the server that is measured."""
    server = os.environ.get("BENCH_POSTGRES_URL", "postgres:///")
    return f"{server}{name}" if server.endswith("/") else f"{server}/{name}"


class Installation:
    """Settings, databases and files of one measurement."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PLENAIR_VAR_DIR": str(folder),
            "REDIS_URL": "",
            "LIVE_ORIGIN": "",
            "LOG_LEVEL": "WARNING",
            "DATABASE_URL": f"sqlite:///{folder / 'plenair.sqlite3'}",
            "LIVE_DATABASE_FILE": str(folder / "live.sqlite3"),
        }

    def run(self, *command: str) -> str:
        """Run Python in this installation."""
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def scene(self, *arguments: object):
        """Ask the project something (bench.scene)."""
        return json.loads(self.run("-m", "bench.scene", *map(str, arguments)).splitlines()[-1])

    def demo(self):
        """Load the demo and make one of its events ready to register for (bench.scene)."""
        if not hasattr(self, "_demo"):
            self.run("manage.py", "collectstatic", "--noinput", "-v0")
            self.run("manage.py", "load_demo")
            self._demo = self.scene("demo")
        return self._demo

    @contextmanager
    def gateway(self):
        """A gateway process; gives its port and process id."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "uvicorn", "bench.asgi:application", "--port", str(port), "--loop", "uvloop"]
        command += ["--http", "httptools", "--no-access-log", "--no-proxy-headers", "--log-level", "warning"]
        command += ["--backlog", "4096", "--timeout-graceful-shutdown", "1"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        try:
            _wait(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def installation(kind: str):
    """A fresh, migrated installation that is thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="plenair-bench-"))
    name = f"plenair_bench_{os.getpid()}"
    made = Installation(kind, folder)
    try:
        if kind == "postgresql":
            import psycopg

            with psycopg.connect(postgresql_url("postgres"), autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            made.environment["DATABASE_URL"] = postgresql_url(name)
        made.run("manage.py", "migrate", "-v0")
        if kind == "sqlite":
            made.run("manage.py", "migrate", "--database", "live", "-v0")
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if kind == "postgresql":
            with psycopg.connect(postgresql_url("postgres"), autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the gateway did not start")
