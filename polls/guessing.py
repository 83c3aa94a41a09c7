"""A brake on guessing join codes: a bucket of wrong tries per address, refilled slowly.

A hall behind one address may mistype many codes at once, so the bucket is large; somebody who tries
codes one after another soon gets no further than the refill.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

BUCKET = 60
REFILL_PER_SECOND = 1 / 6
KEEP_SECONDS = 3600


def may_try(request: HttpRequest) -> bool:
    """Whether this address still has tries left."""
    return _level(_key(request)) < BUCKET


def count_wrong_try(request: HttpRequest) -> None:
    """Put one wrong try in the bucket of this address."""
    key = _key(request)
    cache.set(key, (_level(key) + 1, time.time()), KEEP_SECONDS)


def _key(request: HttpRequest) -> str:
    """The address stays unreadable in the cache."""
    return "polls.guess:" + salted_hmac("polls.guessing", request.META.get("REMOTE_ADDR", "")).hexdigest()[:32]


def _level(key: str) -> float:
    level, since = cache.get(key, (0.0, time.time()))
    return max(0.0, level - (time.time() - since) * REFILL_PER_SECOND)
