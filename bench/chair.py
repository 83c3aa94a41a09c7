"""A chair that presses a button now and then, and how long it takes until phones know."""

import asyncio
import json
import sys
import time
from collections.abc import Callable

from bench.setup import ROOT, Installation

NOTED_SECONDS = 0.2  # a phone may have the snapshot before the chair's process tells when it pressed


class Chair:
    """A process of the project that publishes something new in the room for each press."""

    def __init__(self, made: Installation, event: int, **environment: str) -> None:
        self._environment = {**made.environment, **environment}
        self._event = event
        self._pressed: dict[int, float] = {}
        self.lags: list[float] = []  # milliseconds, of every phone and press

    async def __aenter__(self) -> "Chair":
        """Start, and wait until it can be pressed."""
        self._process = await asyncio.create_subprocess_exec(
            *[sys.executable, "-m", "bench.room_scene", "publish", str(self._event)],
            cwd=ROOT,
            env=self._environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        await self.press()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End it."""
        self._process.stdin.close()
        await self._process.wait()

    async def press(self) -> None:
        """Press once."""
        self._process.stdin.write(b"go\n")
        version, moment = json.loads(await self._process.stdout.readline())
        self._pressed[version] = moment

    def note(self) -> Callable[[dict], None]:
        """What a phone calls with each snapshot; a newer one stands for those before it."""
        seen = [0]

        def take(snapshot: dict) -> None:
            now = time.monotonic()
            asyncio.get_running_loop().call_later(NOTED_SECONDS, self._count, seen, snapshot["version"], now)

        return take

    def _count(self, seen: list[int], version: int, now: float) -> None:
        """A little later: the phone may have the snapshot before the chair's process tells when it pressed."""
        news = [moment for number, moment in self._pressed.items() if seen[0] < number <= version]
        seen[0] = max(seen[0], version)
        self.lags += [(now - moment) * 1000 for moment in news if now > moment]
