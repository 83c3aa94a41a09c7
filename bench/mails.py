"""A mailing to thousands while the worker is killed again and again and the mail server is away for a while."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.mail_server import MailServer
from bench.setup import ROOT, Installation

AWAY = 20.0
LONGEST = 3600.0


@dataclass(frozen=True)
class Delivery:
    """What arrived: how many mails, how many of them twice, and how fast it went on after the server was back."""

    wanted: int
    arrived: int
    duplicates: int
    kills: int
    resumed_after: float
    seconds: float
    state: str

    @property
    def lost(self) -> int:
        """Mails that never came."""
        return self.wanted - self.arrived


def redis_url() -> str:
    """The Redis that the set-up with PostgreSQL uses as its broker."""
    return os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/15")


def deliver(made: Installation, *, mails: int, kills: int, away: float = AWAY) -> Delivery:
    """Send a mailing by a real worker and clock; kill -9 the worker at even steps, close the server half way."""
    server = MailServer()
    made.environment |= {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
    if made.kind == "postgresql":
        made.environment["REDIS_URL"] = redis_url()
        _empty_broker()
    _make_folders(Path(made.environment["PLENAIR_VAR_DIR"]))
    server.open()
    campaign = made.scene("mails", mails)["campaign"]
    background = _Background(made)
    started = time.monotonic()
    try:
        back_at = _trouble(server, background, mails, kills, away)
        _wait_for(lambda: len(set(server.message_ids)) >= mails, started)
        _wait_for(lambda: made.scene("mail_states", campaign)["campaign"] == "done", started, every=3)
        state = made.scene("mail_states", campaign)["campaign"]
    finally:
        background.stop()
        server.close()
    counted = Counter(server.message_ids)
    resumed = server.first_after(back_at)
    return Delivery(
        wanted=mails,
        arrived=len(counted),
        duplicates=sum(number - 1 for number in counted.values()),
        kills=background.kills,
        resumed_after=(resumed or float("inf")) - back_at,
        seconds=time.monotonic() - started,
        state=state,
    )


def measure_mails(made: Installation, mails: int, kills: int) -> None:
    """Print what a delivery in trouble came to."""
    found = deliver(made, mails=mails, kills=kills)
    broker = "Redis" if made.kind == "postgresql" else "folders as broker"
    print(f"\n{mails:,} mails, {made.kind}, {broker}: {found.kills} × kill -9, mail server away for {AWAY:g} s")
    for what, value, wanted in (
        ("arrived", f"{found.arrived:,}", f"{found.wanted:,}"),
        ("lost", f"{found.lost:,}", "0"),
        ("duplicates", f"{found.duplicates:,}", f"≤ {found.kills}"),
        ("went on after", f"{found.resumed_after:.0f} s", "≤ 120 s"),
        ("all together", f"{found.seconds:.0f} s", f"{found.wanted / found.seconds:.1f} mails a second"),
    ):
        print(f"  {what:<24}{value:>16}   wanted: {wanted}")


def _trouble(server: MailServer, background: "_Background", mails: int, kills: int, away: float) -> float:
    """Kill at even steps of progress; half way the server goes away as well. When it was back."""
    back_at = started = time.monotonic()
    for number in range(kills):
        goal = mails * (number + 1) // (kills + 2)
        _wait_for(lambda goal=goal: len(server.message_ids) >= goal, started)
        if number == kills // 2:
            server.go_away()
            background.kill_worker()
            time.sleep(away)
            server.open()
            back_at = time.monotonic()
        else:
            background.kill_worker()
    return back_at


class _Background:
    """A Celery worker and the clock, started by the commands that ``serve`` uses."""

    def __init__(self, made: Installation) -> None:
        self.made = made
        self.kills = 0
        self.schedule = str(Path(made.environment["PLENAIR_VAR_DIR"]) / "beat-schedule")
        self.worker = self._start("worker", "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle")
        self.beat = self._start("beat", "-s", self.schedule, "--pidfile=")

    def kill_worker(self) -> None:
        """kill -9, and a new one in its place."""
        os.kill(self.worker.pid, signal.SIGKILL)
        self.worker.wait(20)
        self.kills += 1
        self.worker = self._start("worker", "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle")

    def stop(self) -> None:
        """End both."""
        for process in (self.worker, self.beat):
            process.terminate()
        for process in (self.worker, self.beat):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        celery = [sys.executable, "-W", "ignore", "-m", "celery", "-q", "-A", "config", *command, "-l", "ERROR"]
        return subprocess.Popen(celery, cwd=ROOT, env=self.made.environment)


def _make_folders(folder: Path) -> None:
    for name in ("broker/queue", "broker/control"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)


def _empty_broker() -> None:
    import redis

    redis.Redis.from_url(redis_url()).delete("celery")


def _wait_for(is_so, started: float, *, every: float = 0.05) -> None:
    while not is_so():
        if time.monotonic() - started > LONGEST:
            raise SystemExit("the mails did not arrive within an hour")
        time.sleep(every)
