"""A brake on guessing join codes: a bucket of wrong tries per address, refilled slowly.

A hall behind one address may mistype many codes at once, so the bucket is large: 200 wrong tries, then
20 a minute. Somebody who tries codes one after another gets 1,400 in the first hour, of a million.
Who is in the room already, and who has a personal link, is never braked.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.client_address import client_address

BUCKET = 200
REFILL_PER_SECOND = 1 / 3
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
    return "polls.guess:" + salted_hmac("polls.guessing", client_address(request)).hexdigest()[:32]


def _level(key: str) -> float:
    level, since = cache.get(key, (0.0, time.time()))
    return max(0.0, level - (time.time() - since) * REFILL_PER_SECOND)
