"""Cutting the sector tree into groups that are large enough."""

from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.disclosure import REST, UNKNOWN, SectorNode, comparison_preview, cut_groups, group_of

TREE = [
    SectorNode(1, None, "Gemeente", "gemeenteambtenaren"),
    SectorNode(2, 1, "Gemeente, beleid", "gemeentelijke beleidsmedewerkers"),
    SectorNode(3, 1, "Gemeente, uitvoering", "gemeentelijke uitvoerders"),
    SectorNode(4, None, "Politie", "politiemensen"),
    SectorNode(5, None, "Opvang", "medewerkers van de opvang"),
]


def _sizes(groups, eligible):
    named = {sector for group in groups if group.id != REST for sector in group.sector_ids}
    rest = sum(count for sector, count in eligible.items() if sector not in named)
    return [
        rest if group.id == REST else sum(eligible.get(sector, 0) for sector in group.sector_ids) for group in groups
    ]


def test_large_leaves_stay_groups_of_their_own():
    groups = cut_groups({2: 40, 3: 30, 4: 25, 5: 22}, TREE)
    assert [(group.id, group.label) for group in groups] == [
        (1, "Gemeente, beleid"),
        (2, "Gemeente, uitvoering"),
        (3, "Politie"),
        (4, "Opvang"),
    ]


def test_small_leaves_merge_into_their_parent():
    groups = cut_groups({2: 12, 3: 9, 4: 25}, TREE)
    assert next((group.label, group.people, group.sector_ids) for group in groups) == (
        "Gemeente",
        "gemeenteambtenaren",
        (1, 2, 3),
    )


def test_parent_beside_a_large_leaf_is_named_other():
    with override("en"):
        groups = cut_groups({1: 10, 2: 30, 3: 15, 4: 25}, TREE)
    assert [group.label for group in groups] == ["Gemeente, beleid", "Gemeente, other", "Politie"]


def test_what_is_still_small_goes_to_the_rest_with_the_unknown():
    groups = cut_groups({2: 40, 4: 30, 5: 12, UNKNOWN: 10}, TREE)
    assert groups[-1].id == REST
    assert set(groups[-1].sector_ids) == {1, 3, 5, UNKNOWN}


def test_rest_that_is_too_small_takes_the_smallest_group():
    groups = cut_groups({2: 40, 4: 30, 5: 3}, TREE)
    assert next(group.label for group in groups) == "Gemeente, beleid"
    assert 4 in groups[-1].sector_ids
    assert len(groups) == 2


def test_nobody_eligible_gives_one_group_of_everybody():
    groups = cut_groups({}, TREE)
    assert [group.id for group in groups] == [REST]
    assert not comparison_preview({}, TREE).is_possible


def test_group_of_an_unknown_sector_is_the_rest():
    groups = cut_groups({2: 40, 4: 30}, TREE)
    assert [group_of(groups, sector) for sector in (2, 4, 5, None, 999)] == [1, 2, REST, REST, REST]


def test_preview_names_groups_with_their_numbers():
    preview = comparison_preview({2: 40, 4: 30, UNKNOWN: 21}, TREE)
    assert preview.is_possible
    assert [count for _, count in preview.groups] == [40, 30, 21]


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.integers(0, 12), st.integers(0, 60)), st.lists(st.integers(0, 4), min_size=11, max_size=11))
def test_groups_are_large_enough_and_every_sector_is_in_at_most_one(eligible, parents):
    tree = [
        SectorNode(number, (parent or None) if number > 4 else None, f"S{number}", f"mensen {number}")
        for number, parent in enumerate(parents, 1)
    ]
    groups = cut_groups(eligible, tree)

    assert groups == cut_groups(eligible, tree)
    sectors = [sector for group in groups for sector in group.sector_ids]
    assert len(sectors) == len(set(sectors))
    assert len({group.id for group in groups}) == len(groups)
    assert sum(_sizes(groups, eligible)) == sum(eligible.values())
    assert len(groups) == 1 or min(_sizes(groups, eligible)) >= 20
