"""A clock that a test turns: every part of the product asks it for the time."""

from datetime import datetime, timedelta

from django.utils import timezone


class Clock:
    """Tells the time that it was set to; call it to read it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **distance: float) -> datetime:
        """Let time pass, for example ``hours=3``."""
        self.now += timedelta(**distance)
        return self.now

    @classmethod
    def install(cls, monkeypatch, now: datetime | None = None) -> "Clock":
        """Put a clock in the place of the real one, for as long as ``monkeypatch`` holds."""
        clock = cls(now or timezone.now())
        monkeypatch.setattr(timezone, "now", clock)
        return clock
