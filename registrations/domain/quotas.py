"""Who may have a seat when sectors have a maximum or places held. Pure counting, knows no database.

A quota stands on a sector of a tree of two levels; a parent counts its children. ``held`` places are only
for people of the sector; a hold of a child fills the hold of its parent as well. Somebody may have a seat
when the event has one left, no sector above them is at its maximum, and what remains still covers every
place that is held for others. Giving a seat never makes another person admissible, so one pass over a
waiting list in order gives everything that can be given.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class SeatProblem(Enum):
    """Why somebody cannot have a seat now."""

    FULL = "full"
    SECTOR_FULL = "sector_full"
    HELD = "held"
    GROUP_FULL = "group_full"
    OTHERS_FIRST = "others_first"


@dataclass(frozen=True)
class Quota:
    """At most ``maximum`` people of a sector (None: no limit), and ``held`` places for it."""

    sector_id: int
    maximum: int | None = None
    held: int = 0


class SeatPlan:
    """The seats of one event while they are being given out.

    ``limit``: seats in all (None: no limit). ``taken``: by sector (None: unknown) how many have a seat.
    ``parents``: the parent of each sector that has one.
    """

    def __init__(
        self,
        limit: int | None,
        taken: Mapping[int | None, int],
        quotas: Iterable[Quota] = (),
        parents: Mapping[int, int] | None = None,
    ) -> None:
        self.limit = limit
        self.parents = parents or {}
        self.quotas = {quota.sector_id: quota for quota in quotas}
        self.children: dict[int | None, list[int]] = {}
        for sector_id in self.quotas:
            parent = self.parents.get(sector_id)
            self.children.setdefault(parent if parent in self.quotas else None, []).append(sector_id)
        self.total = 0
        self.within: Counter[int] = Counter()
        for taken_sector, number in taken.items():
            self.seat(taken_sector, number)

    def seat(self, sector_id: int | None, number: int = 1) -> None:
        """Count so many more people of a sector."""
        self.total += number
        for quota_sector in self._line(sector_id):
            self.within[quota_sector] += number

    def problem(self, sector_id: int | None) -> SeatProblem | None:
        """Why a person of this sector cannot have a seat now; None: they can."""
        if self.limit is not None and self.total >= self.limit:
            return SeatProblem.FULL
        if not self.quotas:
            return None
        line = self._line(sector_id)
        for quota_sector in line:
            maximum = self.quotas[quota_sector].maximum
            if maximum is not None and self.within[quota_sector] >= maximum:
                return SeatProblem.SECTOR_FULL
        limits: list[tuple[int | None, int | None, int]] = [(None, self.limit, self.total)]
        limits += [(sector, self.quotas[sector].maximum, self.within[sector]) for sector in line]
        before = {node: self._held_under(node) for node, _limit, _count in limits}
        self.seat(sector_id)
        after = {node: self._held_under(node) for node in before}
        self.seat(sector_id, -1)
        for node, limit, count in limits:
            if limit is not None and after[node] >= before[node] and count + 1 + after[node] > limit:
                return SeatProblem.HELD
        return None

    def problem_with_taking_over(self, former: int | None, sector_id: int | None) -> SeatProblem | None:
        """Why a seat of one sector cannot go on to a person of another; None: it can.

        The number of seats stays the same, so the limit refuses nobody, however far it is passed. A maximum
        does, and a swap that leaves more places held than there are seats for.
        """
        line = [sector for sector in self._line(sector_id) if sector not in self._line(former)]
        before = {node: self._held_under(node) for node in (None, *line)}
        self.seat(former, -1)
        self.seat(sector_id)
        after = {node: self._held_under(node) for node in before}
        within = {node: self.within[node] for node in line}
        self.seat(sector_id, -1)
        self.seat(former)
        limits: list[tuple[int | None, int | None, int]] = [(None, self.limit, self.total)]
        for node in line:
            maximum = self.quotas[node].maximum
            if maximum is not None and within[node] > maximum:
                return SeatProblem.SECTOR_FULL
            limits.append((node, maximum, within[node]))
        for place, limit, count in limits:
            grows = after[place] > before[place] if place is None else after[place] >= before[place]
            if limit is not None and grows and count + after[place] > limit:
                return SeatProblem.HELD
        return None

    @property
    def left_for_all(self) -> int | None:
        """Seats that anybody may have, without those held; None: no limit."""
        return None if self.limit is None else max(self.limit - self.total - self._held_under(None), 0)

    def _line(self, sector_id: int | None) -> list[int]:
        """The sectors with a quota that count a person of this sector."""
        if sector_id is None or not self.quotas:
            return []
        return [found for found in (sector_id, self.parents.get(sector_id)) if found in self.quotas]

    def _held_under(self, node: int | None) -> int:
        """Places held and not yet filled in the quotas directly under a node (None: the event)."""
        return sum(self._unfilled(child) for child in self.children.get(node, ()))

    def _unfilled(self, sector_id: int) -> int:
        quota, count = self.quotas[sector_id], self.within[sector_id]
        wanted = max(quota.held - count, self._held_under(sector_id), 0)
        return wanted if quota.maximum is None else min(wanted, max(quota.maximum - count, 0))
