"""The processes of Plenair, with the commands that ``serve`` starts them by.

``deploy/compose.yaml`` starts the same four with production's numbers.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Program:
    """One process: its name, its command, and the address that answers once it is ready (or none)."""

    name: str
    command: tuple[str, ...]
    probe: str = ""


@dataclass(frozen=True)
class Layout:
    """Where the embedded runtime listens and how wide it is."""

    host: str
    port: int
    workers: int
    background: bool = True

    @property
    def local_host(self) -> str:
        """The host by which this machine reaches itself."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "", "::"} else self.host  # noqa: S104

    @property
    def origin(self) -> str:
        """The origin of the main door."""
        return f"http://{self.local_host}:{self.port}"

    @property
    def live_origin(self) -> str:
        """The origin of the live gateway: the next port."""
        return f"http://{self.local_host}:{self.port + 1}"


def environment(layout: Layout) -> dict[str, str]:
    """What the processes must know; what the environment names already stays."""
    ours = {
        "PUBLIC_ORIGIN": layout.origin,
        "LIVE_ORIGIN": layout.live_origin,
        # The gateway answers pages of these origins; people type either name.
        "CSRF_TRUSTED_ORIGINS": f"{layout.origin},http://localhost:{layout.port}",
        "PLENAIR_VAR_DIR": str(settings.VAR_DIR),
        "PYTHONUNBUFFERED": "1",
    }
    return {**ours, **os.environ}


def programs(layout: Layout) -> list[Program]:
    """The main door, the live gateway and, unless turned off, a worker and the clock."""
    python = (sys.executable, "-m")
    bind = f"{layout.host}:{layout.port}"
    gateway_bind = ("--host", layout.host, "--port", str(layout.port + 1))
    found = [
        Program(
            "web",
            (*python, "gunicorn", "-c", "config/gunicorn.py", "-b", bind, "-w", str(layout.workers), "config.wsgi"),
            probe=f"{layout.origin}/healthz",
        ),
        Program(
            "gateway",
            (*python, "uvicorn", *gateway_bind, *GATEWAY_OPTIONS, "live.asgi:application"),
            probe=f"{layout.live_origin}/live/healthz",
        ),
    ]
    if layout.background:
        schedule = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME).with_name(f"beat-schedule-{layout.port}")
        # Its warning about running as root is for production, where the image has a user of its own.
        celery = (sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "-q", "-A", "config")
        found += [
            Program("worker", (*celery, "worker", "-P", "threads", "-c", "2", "-l", "WARNING", *WORKER_OPTIONS)),
            Program("beat", (*celery, "beat", "-l", "WARNING", "-s", str(schedule), "--pidfile=")),
        ]
    return found


GATEWAY_OPTIONS = (
    *("--loop", "uvloop", "--http", "live.gateway.protocol:LiveProtocol"),
    *("--no-access-log", "--no-proxy-headers", "--log-level", "warning"),
    *("--timeout-graceful-shutdown", "3"),
)
WORKER_OPTIONS = ("--without-gossip", "--without-mingle", "--without-heartbeat")


def make_folders() -> None:
    """Make the folders that the processes write in."""
    folders = [Path(settings.MEDIA_ROOT), Path(settings.CELERY_BEAT_SCHEDULE_FILENAME).parent]
    options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {})
    folders += [Path(options[key]) for key in ("data_folder_in", "data_folder_out", "control_folder") if key in options]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
