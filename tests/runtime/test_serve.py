"""``manage.py serve``, started for real."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from django.core.management import CommandError, call_command

from tests.databases import ROOT, sqlite_templates
from tests.runtime.processes import can_be_bound, free_port_pair, plenair_processes, wait_for

pytestmark = [pytest.mark.processes, pytest.mark.embedded]
START = 180  # seconds; a busy machine of two cores needs a fraction of it
ALL = {"web", "gateway", "worker", "beat"}


class Runtime:
    """One embedded runtime with its own folder."""

    def __init__(self, folder, *arguments):
        self.folder, self.port = folder, free_port_pair()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.marker = f"PLENAIR_VAR_DIR={folder}"
        outside = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "LIVE_ORIGIN", "PUBLIC_ORIGIN"}
        environment = {key: value for key, value in os.environ.items() if key not in outside}
        self.log = (folder / "serve.log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port), "--workers", "1", *arguments],
            cwd=ROOT,
            env={**environment, "PLENAIR_VAR_DIR": str(folder), "PLENAIR_PROCESS": "supervisor"},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def output(self):
        """What it said so far."""
        self.log.flush()
        return (self.folder / "serve.log").read_text()

    def names(self):
        """The names of its live processes."""
        return set(plenair_processes(self.marker).values())

    def pids(self, name):
        """The live processes of one name."""
        return {pid for pid, found in plenair_processes(self.marker).items() if found == name}

    def wait_until_ready(self):
        """Wait for the line that says so."""
        try:
            wait_for(lambda: "Plenair is ready" in self.output(), START, "the runtime")
        except AssertionError as error:
            raise AssertionError(self.output()) from error

    def answers(self, path="/healthz"):
        """Whether the main door answers."""
        try:
            with urllib.request.urlopen(self.origin + path, timeout=20) as response:
                return response.status == 200
        except OSError:
            return False


@pytest.fixture
def folder(tmp_path):
    """A folder with migrated databases."""
    for file in ("plenair.sqlite3", "live.sqlite3"):
        shutil.copy(sqlite_templates() / file, tmp_path / file)
    return tmp_path


@pytest.fixture
def runtime(folder):
    """A ready runtime; whatever is left of it is ended afterwards."""
    runtime = Runtime(folder)
    try:
        runtime.wait_until_ready()
        yield runtime
    finally:
        runtime.process.kill()
        runtime.process.wait()
        for pid in plenair_processes(runtime.marker):
            os.kill(pid, signal.SIGKILL)
        runtime.log.close()


def test_serve_ready_runs_all_processes_and_a_killed_one_comes_back(runtime):
    wait_for(lambda: runtime.names() == ALL | {"supervisor"}, START, "the worker and the clock")
    wait_for(lambda: runtime.answers("/readyz"), START, "databases and broker")
    for name in sorted(ALL):
        before = runtime.pids(name)
        for pid in before:  # the whole group at once: master and workers
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda name=name, before=before: runtime.pids(name) - before, START, f"{name} to come back")
    wait_for(runtime.answers, START, "pages after the restart")
    assert "web ended with code -9; starting it again" in runtime.output()

    # Only the gunicorn master is killed: its worker goes along and gives the port back.
    before = runtime.pids("web")
    master = next(pid for pid in before if parent_of(pid) == runtime.process.pid)
    assert len(before) > 1
    os.kill(master, signal.SIGKILL)
    wait_for(lambda: not (runtime.pids("web") & before), START, "the old workers to be gone")
    wait_for(runtime.answers, START, "pages again")

    runtime.process.send_signal(signal.SIGTERM)
    assert runtime.process.wait(timeout=START) == 0
    wait_for(lambda: not plenair_processes(runtime.marker), START, "every process to be gone after SIGTERM")
    assert "Plenair has stopped." in runtime.output()


def test_serve_killed_leaves_no_orphan_and_frees_its_ports(runtime):
    # Control: there is something to leave behind.
    wait_for(lambda: runtime.names() == ALL | {"supervisor"}, START, "the worker and the clock")
    runtime.process.kill()
    runtime.process.wait()
    wait_for(lambda: not plenair_processes(runtime.marker), START, "every process to be gone after kill -9")
    for port in (runtime.port, runtime.port + 1):  # a process that ends closes its sockets last
        wait_for(lambda port=port: can_be_bound(port), START, f"port {port} to be free")


def parent_of(pid):
    """The parent of a process."""
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def test_serve_interrupted_while_starting_leaves_nothing(folder):
    runtime = Runtime(folder)
    wait_for(lambda: len(plenair_processes(runtime.marker)) > 2, START, "the first processes")
    for _ in range(2):  # people press it twice
        runtime.process.send_signal(signal.SIGINT)
    assert runtime.process.wait(timeout=START) == 0
    wait_for(lambda: not plenair_processes(runtime.marker), START, "every process to be gone")
    assert "Traceback" not in runtime.output()


@pytest.mark.parametrize("offset", [0, 1])
def test_serve_on_a_taken_port_says_so_and_starts_nothing(offset):
    with socket.socket() as taken:
        port = free_port_pair()
        taken.bind(("127.0.0.1", port + offset))
        taken.listen()
        with pytest.raises(CommandError, match=f"Port {port + offset} is in use") as refusal:
            call_command("serve", port=port)
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("options", [{"port": 0}, {"port": 65535}, {"workers": 0}])
def test_serve_with_an_impossible_number_explains(options):
    with pytest.raises(CommandError, match=f"--{next(iter(options))} must"):
        call_command("serve", **options)
