"""A scratch installation on SQLite or PostgreSQL, and gateway processes on it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench.servers import free_port, wait_for_port

ROOT = Path(__file__).resolve().parents[1]


def postgresql_is_reachable() -> bool:
    """Whether a local server takes connections (or the one that BENCH_POSTGRES_URL names)."""
    import psycopg

    try:
        psycopg.connect(postgresql_url("postgres"), connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def postgresql_url(name: str, server: str = "") -> str:
    """The address of a database on the server that is measured."""
    server = server or os.environ.get("BENCH_POSTGRES_URL", "postgres:///")
    base, _, query = server.partition("?")
    return f"{base.removesuffix('/')}/{name}" + (f"?{query}" if query else "")


class Installation:
    """Settings, databases and files of one measurement."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self._has_static = False
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

    def room(self, *arguments: object):
        """Ask the project something about the live room (bench.room_scene)."""
        return json.loads(self.run("-m", "bench.room_scene", *map(str, arguments)).splitlines()[-1])

    def scene(self, *arguments: object):
        """Ask the project something (bench.scene)."""
        return json.loads(self.run("-m", "bench.scene", *map(str, arguments)).splitlines()[-1])

    def demo(self):
        """Load the demo and make one of its events ready to register for (bench.scene)."""
        if not hasattr(self, "_demo"):
            self.collect_static()
            self.run("manage.py", "load_demo")
            self._demo = self.scene("demo")
        return self._demo

    def collect_static(self) -> None:
        """Make the pages' stylesheets and the like ready to be served; once."""
        if not self._has_static:
            self.run("manage.py", "collectstatic", "--noinput", "-v0")
            self._has_static = True

    @contextmanager
    def gateway(self):
        """A gateway process; gives its port and process id."""
        with self.gateways(1) as (only,):
            yield only.port, only.pid

    @contextmanager
    def gateways(self, number: int, **environment: str):
        """So many gateway processes that share nothing but the database and, where there is one, Redis."""
        started = []
        try:
            for _ in range(number):
                started.append(Gateway({**self.environment, **environment}))
            yield tuple(started)
        finally:
            for gateway in started:
                gateway.stop()


class Gateway:
    """uvicorn with the gateway, that may be killed and started again on the same port."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        self._environment = environment
        self.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it listens."""
        command = [sys.executable, "-m", "uvicorn", "bench.asgi:application", "--port", str(self.port)]
        command += [
            "--loop",
            "uvloop",
            "--http",
            "live.gateway.protocol:LiveProtocol",
            "--no-access-log",
            "--no-proxy-headers",
        ]
        command += ["--log-level", "critical", "--backlog", "4096", "--timeout-graceful-shutdown", "1"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment)
        wait_for_port(self.port, "the gateway")

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait(20)

    def stop(self) -> None:
        """End it as production does."""
        self._process.terminate()
        self._process.wait(20)


@contextmanager
def installation(kind: str, *, server: str = "", redis_url: str = "", template: Path | str | None = None):
    """A fresh, migrated installation that is thrown away afterwards; ``server`` is another PostgreSQL than usual.

    A ``template`` spares the migrations: a folder with migrated files, or the name of a migrated database.
    """
    folder = Path(tempfile.mkdtemp(prefix="plenair-bench-"))
    name = f"plenair_bench_{os.getpid()}"
    made = Installation(kind, folder)
    made.environment["REDIS_URL"] = redis_url
    (folder / "static").mkdir()
    try:
        if kind == "postgresql":
            import psycopg

            with psycopg.connect(postgresql_url("postgres", server), autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
            made.environment["DATABASE_URL"] = postgresql_url(name, server)
        elif template:
            for file in ("plenair.sqlite3", "live.sqlite3"):
                shutil.copy(Path(template) / file, folder / file)
        if not template:
            made.run("manage.py", "migrate", "-v0")
            if kind == "sqlite":
                made.run("manage.py", "migrate", "--database", "live", "-v0")
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if kind == "postgresql":
            with psycopg.connect(postgresql_url("postgres", server), autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
