"""Who is first on a waiting list: by arrival, or by a lot that anybody can check afterwards."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from registrations.enums import WaitingOrder

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def queue_number(order: str, *, seed: str, name: str, at: datetime) -> int:
    """The number by which a list is sorted, smallest first; below 2**62.

    By arrival it is the moment in microseconds. By lot it is the first 62 bits of HMAC-SHA256 with the
    kept seed over ``name`` (the reference, which people cannot choose), so the draw can be repeated.
    """
    if order == WaitingOrder.LOT:
        digest = hmac.new(seed.encode(), name.encode(), hashlib.sha256).digest()
        return int.from_bytes(digest[:8], "big") >> 2
    return (at - _EPOCH) // timedelta(microseconds=1)
