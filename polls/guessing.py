"""A brake on guessing join codes: wrong tries are counted per address, by the hour and by the minute.

A hall behind one address may mistype many codes at once, so an hour has 200 wrong tries; beyond those, a
minute has 20. Somebody who tries codes one after another gets 1,400 in an hour, of a million. The counters
count exactly, however many tries come at once. Who is in the room already, and who has a personal link, is
never braked.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.brakes import count_one
from core.client_address import client_address

BUCKET = 200
PER_MINUTE = 20
HOUR, MINUTE = 3600, 60


def may_try(request: HttpRequest) -> bool:
    """Whether this address still has tries left."""
    hour, minute = _keys(request)
    counted = cache.get_many([hour, minute])
    return counted.get(hour, 0) < BUCKET or counted.get(minute, 0) < PER_MINUTE


def count_wrong_try(request: HttpRequest) -> None:
    """Count one wrong try of this address."""
    for key, seconds in zip(_keys(request), (HOUR, MINUTE), strict=True):
        count_one(key, seconds)


def _keys(request: HttpRequest) -> tuple[str, str]:
    """The counters of this hour and this minute. The address stays unreadable in the cache."""
    address = salted_hmac("polls.guessing", client_address(request)).hexdigest()[:32]
    now = int(time.time())
    return f"polls.guess:{address}:h{now // HOUR}", f"polls.guess:{address}:m{now // MINUTE}"
