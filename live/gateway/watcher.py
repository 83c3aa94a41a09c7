"""The broadcaster: one thread that looks for new versions of the channels somebody watches (D3).

It reads one version row per active channel, four times a second; a message over Redis only makes it
look sooner. A snapshot is made once per view and shared by all its clients.
"""

import asyncio
import json
import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from live import bus
from live.channels import Version, read_versions
from live.gateway.hub import Hub, Key
from live.registry import Snapshot, Sources

logger = logging.getLogger(__name__)
TICK_SECONDS = 0.25
LEAST_SECONDS = 0.02
REFRESH_SECONDS = 10.0
FAULT_SECONDS = 0.5


class _Shown:
    """What a view shows: the snapshot, the version it was made at, and the data that went out last."""

    __slots__ = ("data", "made_at", "snapshot", "version")

    def __init__(self, snapshot: Snapshot | None, version: Version, made_at: float) -> None:
        self.snapshot = snapshot
        self.version = version
        self.made_at = made_at
        self.data: Mapping[str, Any] | None = None


def frame_of(data: Mapping[str, Any], version: int) -> bytes:
    """One server-sent event."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: snapshot\nid: {version}\ndata: {text}\n\n".encode()


class Watcher:
    """Makes frames and hands them to the hub."""

    def __init__(self, sources: Sources, loop: asyncio.AbstractEventLoop) -> None:
        self._sources = sources
        self._loop = loop
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._shown: dict[Key, _Shown] = {}
        self._revocations: dict[str, int] = {}
        self._threads = [threading.Thread(target=self._run, name="live-watcher", daemon=True)]
        if settings.REDIS_URL:
            listener = threading.Thread(target=bus.listen, args=(self.wake, self._stop), name="live-bus", daemon=True)
            self._threads.append(listener)
        self.hub = Hub(self.wake)

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._threads[0].is_alive()

    def start(self) -> None:
        """Start looking."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stop.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def wake(self) -> None:
        """Look now."""
        self._wake.set()

    def _run(self) -> None:
        is_well = True
        while not self._stop.is_set():
            started = time.monotonic()
            try:
                self._look()
                is_well = True
            except Exception as error:
                if is_well or not isinstance(error, DatabaseError):  # one line for as long as the database is away
                    logger.warning("watcher: %s: %s", type(error).__name__, error)
                is_well = False
                connections.close_all()
                self._stop.wait(FAULT_SECONDS)
            self._stop.wait(LEAST_SECONDS)
            self._wake.wait(max(0.0, TICK_SECONDS - (time.monotonic() - started)))
            self._wake.clear()
        connections.close_all()

    def _look(self) -> None:
        keys = list(self.hub.feeds)
        self._shown = {key: shown for key, shown in self._shown.items() if key in set(keys)}
        if not keys:
            close_old_connections()
            return
        versions = read_versions({key.channel for key in keys})
        for channel, version in versions.items():
            if version.revocations > self._revocations.get(channel, 0):
                self._loop.call_soon_threadsafe(self.hub.revoke, channel, version.revocations)
            self._revocations[channel] = version.revocations
        for key in keys:
            self._refresh(key, versions.get(key.channel, Version(0, 0)))

    def _refresh(self, key: Key, version: Version) -> None:
        """Make the view's snapshot anew when there is something new (or it is old), and send what changed."""
        now = time.monotonic()
        feed, shown = self.hub.feeds.get(key), self._shown.get(key)
        if feed is None:
            return
        if shown is None or shown.version != version or now - shown.made_at > REFRESH_SECONDS:
            before = shown.data if shown else None
            source = self._sources.of(key.channel)
            shown = self._shown[key] = _Shown(source.snapshot(*key) if source else None, version, now)
            shown.data = before
        if shown.snapshot is None:
            data: Mapping[str, Any] = {"state": "gone", "version": version.version}
        else:
            pulse = shown.snapshot.pulse() if shown.snapshot.pulse else {}
            data = {**shown.snapshot.data, **pulse}
        if data != shown.data or feed.frame is None:
            shown.data = data
            self._loop.call_soon_threadsafe(self.hub.publish, key, frame_of(data, version.version))
