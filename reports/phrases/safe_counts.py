"""Numbers beside a total, held back together so that none of the hidden ones can be worked out. Pure."""

from collections.abc import Sequence


def told_counts(counts: Sequence[int], *, minimum: int) -> tuple[int | None, ...]:
    """The numbers that may be told; None where one is held back.

    A number under ``minimum`` is held back, zero too. Who subtracts all others from a total must not find it: what is
    held back together is at least two numbers and at least ``minimum`` people; else the smallest of the others goes
    with them. Is only one left to tell, then nothing is told.
    """
    hidden = {place for place, count in enumerate(counts) if count < minimum}
    if not hidden:
        return tuple(counts)
    rest = sorted((place for place in range(len(counts)) if place not in hidden), key=lambda place: counts[place])
    while rest and (len(hidden) < 2 or sum(counts[place] for place in hidden) < minimum):
        hidden.add(rest.pop(0))
    if len(rest) < 2:
        return (None,) * len(counts)
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
