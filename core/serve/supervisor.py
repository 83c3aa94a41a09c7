"""Keeps a few processes alive and ends them together."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path

from .lifeline import die_with_parent
from .programs import Program

STOP_SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
GRACE = 8.0  # seconds between the polite signal and the last one
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a restart, doubling
SETTLED = 20.0  # seconds after which a process counts as healthy again
READY_WITHIN = 60.0
TICK = 0.25


class Child:
    """One supervised process through its restarts."""

    def __init__(self, program: Program, environment: dict[str, str], folder: Path) -> None:
        self.program = program
        self.ready = not program.probe
        self.due: float | None = 0.0
        self.started = 0.0
        self._environment = {**environment, "PLENAIR_PROCESS": program.name}
        self._folder = folder
        self._pause = FIRST_PAUSE
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, in a session of its own so that a key press reaches the supervisor only."""
        parent = os.getpid()

        def in_child() -> None:
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            die_with_parent(parent)

        self.due, self.started = None, time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603
            self.program.command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=in_child,  # safe: the supervisor has one thread
        )

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def plan_restart(self) -> tuple[int, float]:
        """After a death: when to start again. Returns the exit code and the pause in seconds."""
        if time.monotonic() - self.started > SETTLED:
            self._pause = FIRST_PAUSE
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        self.due = time.monotonic() + pause
        return (self._process.returncode if self._process else 0), pause

    def signal(self, number: signal.Signals) -> None:
        """Signal the process and whatever it started."""
        if self._process is None:
            return
        try:
            if number == signal.SIGKILL:
                os.killpg(self._process.pid, number)
            elif self.is_running:
                self._process.send_signal(number)
        except ProcessLookupError:
            return

    def answers(self) -> bool:
        """Whether the process serves requests (any HTTP answer counts)."""
        try:
            with urllib.request.urlopen(self.program.probe, timeout=1):  # noqa: S310  our own address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False


class Supervisor:
    """Starts programs, restarts the ones that die, and stops them all on a signal."""

    def __init__(
        self,
        programs: Iterable[Program],
        *,
        environment: dict[str, str],
        folder: Path,
        say: Callable[[str], None],
        on_ready: Callable[[], None],
    ) -> None:
        self._children = [Child(program, environment, folder) for program in programs]
        self._say = say
        self._on_ready = on_ready

    def run(self) -> None:
        """Supervise until a stop signal arrives; returns when every process is gone."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {*STOP_SIGNALS, signal.SIGCHLD})
        try:
            self._watch()
        finally:
            self._stop()
            while signal.sigtimedwait(STOP_SIGNALS, 0) is not None:
                pass  # a second Ctrl-C asks for what has been done
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watch(self) -> None:
        announced, began, late = False, time.monotonic(), False
        while True:
            for child in self._children:
                if child.program.probe or announced or late:  # who makes visitors wait goes first
                    self._tend(child)
            if not announced and all(child.ready for child in self._children):
                announced = True
                self._on_ready()
            elif not announced and not late and time.monotonic() - began > READY_WITHIN:
                late = True
                waiting = ", ".join(child.program.name for child in self._children if not child.ready)
                self._say(f"Still waiting for: {waiting}. The messages above may say why.")
            received = signal.sigtimedwait({*STOP_SIGNALS, signal.SIGCHLD}, TICK if not announced else 5 * TICK)
            if received is not None and received.si_signo in STOP_SIGNALS:
                return

    def _tend(self, child: Child) -> None:
        now = time.monotonic()
        if child.due is not None:
            if now >= child.due:
                child.start()
        elif not child.is_running:
            code, pause = child.plan_restart()
            child.signal(signal.SIGKILL)  # what it left behind may hold the port
            self._say(f"{child.program.name} ended with code {code}; starting it again in {pause:g} s.")
        elif not child.ready:
            child.ready = child.answers()

    def _stop(self) -> None:
        for child in self._children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and any(child.is_running for child in self._children):
            time.sleep(0.05)
        for child in self._children:
            child.signal(signal.SIGKILL)
