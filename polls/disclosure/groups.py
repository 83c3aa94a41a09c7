"""Cutting the sector tree into groups that are large enough to be compared (D5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

SMALLEST_GROUP = 20  # people with a place, when the groups are cut

UNKNOWN = 0
"""The key of people without a sector in ``eligible``."""

REST = 0
"""The id of the group of everybody else; votes without a known sector fall in it."""


@dataclass(frozen=True)
class SectorNode:
    """One sector of the tree of at most two levels."""

    id: int
    parent_id: int | None
    label: str
    people: str


@dataclass(frozen=True)
class Group:
    """One group of the comparison; ``people`` names its people in a sentence, plural, no article."""

    id: int
    label: str
    people: str
    sector_ids: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """Which comparison will be possible: the groups with the number of people who may vote."""

    groups: tuple[tuple[Group, int], ...]

    @property
    def is_possible(self) -> bool:
        """Whether there are at least two groups to compare."""
        return len(self.groups) > 1


@dataclass(frozen=True)
class _Pool:
    label: str
    people: str
    sector_ids: tuple[int, ...]
    size: int


def cut_groups(eligible: Mapping[int, int], tree: Sequence[SectorNode], minimum: int = SMALLEST_GROUP) -> list[Group]:
    """Cut the tree into groups of at least ``minimum`` people: small leaves go to their parent, then to the rest.

    ``eligible`` counts the people who may vote per sector id, with ``UNKNOWN`` for no sector. The rest
    group (id ``REST``) takes the smallest groups until it is large enough itself, and is left out
    when nobody is in it. Every sector of the tree is in exactly one group, unless the rest is empty.
    """
    pools, leftover = _tree_pools(eligible, tree, minimum)
    known = {node.id for node in tree}
    rest_size = sum(eligible.get(sector, 0) for sector in leftover)
    rest_size += sum(count for sector, count in eligible.items() if sector not in known)
    while pools and 0 < rest_size < minimum:
        smallest = min(pools, key=lambda pool: (pool.size, pool.sector_ids))
        pools.remove(smallest)
        leftover += smallest.sector_ids
        rest_size += smallest.size
    groups = [Group(number, pool.label, pool.people, pool.sector_ids) for number, pool in enumerate(pools, 1)]
    if rest_size or not groups:
        label, people = (_("Others"), _("other participants")) if groups else (_("Everybody"), _("participants"))
        groups.append(Group(REST, label, people, (*leftover, UNKNOWN)))
    return groups


def _tree_pools(eligible: Mapping[int, int], tree: Sequence[SectorNode], minimum: int) -> tuple[list[_Pool], list[int]]:
    """Pools that are large enough, in the order of the tree, and the sectors that are left over."""
    pools: list[_Pool] = []
    leftover: list[int] = []
    ids = {node.id for node in tree}
    for root in (node for node in tree if node.parent_id not in ids):
        small, split = [root.id], False
        for leaf in (node for node in tree if node.parent_id == root.id):
            if eligible.get(leaf.id, 0) >= minimum:
                pools.append(_Pool(leaf.label, leaf.people, (leaf.id,), eligible[leaf.id]))
                split = True
            else:
                small.append(leaf.id)
        size = sum(eligible.get(sector, 0) for sector in small)
        if size < minimum:
            leftover += small
            continue
        label = _("%(sector)s, other") % {"sector": root.label} if split else root.label
        people = _("other %(people)s") % {"people": root.people} if split else root.people
        pools.append(_Pool(label, people, tuple(small), size))
    return pools, leftover


def group_of(groups: Sequence[Group], sector_id: int | None) -> int:
    """The id of the group of somebody from this sector; the rest when it is unknown."""
    for group in groups:
        if sector_id is not None and sector_id in group.sector_ids:
            return group.id
    return REST


def comparison_preview(
    eligible: Mapping[int, int], tree: Sequence[SectorNode], minimum: int = SMALLEST_GROUP
) -> Preview:
    """Say beforehand which comparison will be possible, from the people who may vote."""
    groups = cut_groups(eligible, tree, minimum)
    named = {sector for group in groups if group.id != REST for sector in group.sector_ids}
    rest = sum(count for sector, count in eligible.items() if sector not in named)
    return Preview(
        tuple(
            (group, rest if group.id == REST else sum(eligible.get(sector, 0) for sector in group.sector_ids))
            for group in groups
        )
    )
