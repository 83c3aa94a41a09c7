"""Brakes on what costs much or can be misused: so many times in a stretch of time.

The counters count exactly, however many requests come at once, and say nothing of who is counted.
"""

import contextlib
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Brake:
    """At most ``most`` times in each stretch of ``seconds``, for each of whom it is asked about."""

    name: str
    most: int
    seconds: int

    def wait_for(self, who: str) -> int:
        """Count one more of this person, link or address: 0 when it may be, else after how many seconds again."""
        now = int(time.time())
        key = f"brake:{salted_hmac(self.name, who).hexdigest()[:32]}:{now // self.seconds}"
        return 0 if count_one(key, self.seconds) <= self.most else self.seconds - now % self.seconds


def count_one(key: str, seconds: int) -> int:
    """One more under this key, which is kept for so long; returns how many there are now."""
    cache.add(key, 0, seconds)
    with contextlib.suppress(ValueError):  # it lapsed this very moment
        return int(cache.incr(key))
    return 1
