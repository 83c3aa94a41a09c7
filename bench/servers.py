"""Throwaway PostgreSQL and Redis on free ports, that may be killed and restarted: never those of the machine."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, what: str, seconds: float = START_SECONDS) -> None:
    """Wait until somebody listens on the port."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{what} did not start")


def postgresql_programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest where there are several; None when not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def servers_are_installed() -> bool:
    """Whether PostgreSQL's and Redis's programs are on this machine."""
    return postgresql_programs() is not None and shutil.which("redis-server") is not None


class PostgreSQL:
    """A cluster of its own, as durable as in production (fsync stays on)."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"postgres://plenair@127.0.0.1:{self.port}/"
        self._programs, self._data = postgresql_programs(), folder / "postgresql"
        self._data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(self._data, "postgres", "postgres")
        self._run("initdb", "-U", "plenair", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start()

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
        self._run("pg_ctl", "-w", "-l", str(self._data / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop; ``immediate`` is a crash: no checkpoint, and recovery from the write-ahead log."""
        self._run("pg_ctl", "-m", mode, "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._data), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._data.parent)


class Redis:
    """A Redis that keeps nothing, as in production."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self.start()

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([*command, "--dir", str(self._folder)], stdout=subprocess.DEVNULL)
        wait_for_port(self.port, "Redis")

    def flush(self) -> None:
        """Throw everything away."""
        import redis

        redis.Redis.from_url(self.url).flushall()

    def kill(self) -> None:
        """kill -9."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(20)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(20)


@contextmanager
def throwaway_servers():
    """A PostgreSQL and a Redis that end with the block."""
    folder = Path(tempfile.mkdtemp(prefix="plenair-servers-"))
    folder.chmod(0o755)
    started = []
    try:
        started.append(PostgreSQL(folder))
        started.append(Redis(folder))
        yield tuple(started)
    finally:
        for server in started:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
