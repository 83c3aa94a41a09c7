"""Python's collector and ten thousand streams: it walks them all only when nothing else goes on.

A full collection looks at every object, which are more than a million when a hall is in, and no vote is answered
meanwhile. So what was there at the start is set apart for good, and the rest is looked through in a quiet minute.
"""

import asyncio
import gc
from collections.abc import Callable

YOUNG, MIDDLE, NEVER = 2_000, 10, 1_000_000
QUIET_SECONDS = 60.0


def spare_the_streams() -> None:
    """Set apart what is there now, and leave full collections to ``collect_when_quiet``."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)


async def collect_when_quiet(taken: Callable[[], int]) -> None:
    """Collect in full after every minute in which no message came; ``taken`` counts them."""
    before = taken()
    while True:
        await asyncio.sleep(QUIET_SECONDS)
        now = taken()
        if now == before:
            gc.collect()
        before = now
