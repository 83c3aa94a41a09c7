"""Quotas and held places, counted purely: what is held can always be filled, nothing passes a maximum."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registrations.domain.quotas import Quota, SeatPlan, SeatProblem

GEMEENTE, BELEID, UITVOERING, EXPERTS = 1, 2, 3, 4
PARENTS = {BELEID: GEMEENTE, UITVOERING: GEMEENTE}
ANYBODY = [None, GEMEENTE, BELEID, UITVOERING, EXPERTS]


def plan(limit, *quotas, taken=None):
    return SeatPlan(limit, taken or {}, quotas, PARENTS)


def test_seat_without_quotas_is_given_until_the_limit():
    assert plan(2, taken={None: 1}).problem(None) is None
    assert plan(2, taken={None: 2}).problem(None) == SeatProblem.FULL
    assert plan(None, taken={None: 999}).problem(None) is None


def test_maximum_of_a_sector_stops_that_sector_only():
    full = plan(10, Quota(EXPERTS, maximum=1), taken={EXPERTS: 1})
    assert full.problem(EXPERTS) == SeatProblem.SECTOR_FULL
    assert full.problem(BELEID) is None


def test_maximum_of_a_parent_counts_its_children():
    full = plan(10, Quota(GEMEENTE, maximum=2), taken={BELEID: 1, UITVOERING: 1})
    assert full.problem(BELEID) == full.problem(GEMEENTE) == SeatProblem.SECTOR_FULL
    assert full.problem(EXPERTS) is None


def test_held_places_are_only_for_the_sector():
    nearly = plan(10, Quota(EXPERTS, held=3), taken={BELEID: 7})
    assert nearly.problem(BELEID) == SeatProblem.HELD
    assert nearly.problem(None) == SeatProblem.HELD
    assert nearly.problem(EXPERTS) is None
    assert nearly.left_for_all == 0


def test_filled_hold_leaves_the_rest_to_everybody():
    assert plan(10, Quota(EXPERTS, held=3), taken={EXPERTS: 3, BELEID: 6}).problem(BELEID) is None


def test_hold_of_a_child_fills_the_hold_of_its_parent():
    both = plan(10, Quota(GEMEENTE, held=4), Quota(BELEID, held=2), taken={BELEID: 2, EXPERTS: 6})
    assert both.problem(EXPERTS) == SeatProblem.HELD
    assert both.problem(UITVOERING) is None
    assert plan(10, Quota(GEMEENTE, held=4), Quota(BELEID, held=2), taken={BELEID: 4, EXPERTS: 5}).problem(None) is None


def test_other_children_leave_room_for_a_hold_inside_the_maximum_of_the_parent():
    inside = plan(100, Quota(GEMEENTE, maximum=5), Quota(BELEID, held=2), taken={UITVOERING: 3})
    assert inside.problem(UITVOERING) == SeatProblem.HELD
    assert inside.problem(BELEID) is None


def test_holds_that_no_longer_fit_still_fill_the_room():
    lowered = plan(5, Quota(GEMEENTE, held=4), Quota(EXPERTS, held=4))
    assert lowered.problem(EXPERTS) is None
    assert lowered.problem(None) == SeatProblem.HELD


@st.composite
def plans(draw):
    """A limit with quotas that fit each other and the limit, as the organiser's form makes them."""
    child = draw(st.integers(0, 3))
    parent_held = draw(st.integers(0, 4))
    parent_maximum = draw(st.one_of(st.none(), st.integers(max(child, parent_held), 8)))
    child_maximum = draw(st.one_of(st.none(), st.integers(child, 6)))
    experts = draw(st.integers(0, 4))
    limit = draw(st.integers(max(child, parent_held) + experts, 16))
    return limit, [
        Quota(GEMEENTE, parent_maximum, parent_held),
        Quota(BELEID, child_maximum, child),
        Quota(EXPERTS, None, experts),
    ]


def admit(limit, quotas, arrivals):
    """Give a seat to everybody who may have one, in order; returns the plan and how many of each sector came in."""
    made = plan(limit, *quotas)
    seated = dict.fromkeys(ANYBODY, 0)
    for sector in arrivals:
        if made.problem(sector) is None:
            made.seat(sector)
            seated[sector] += 1
    return made, seated


@given(plans(), st.lists(st.sampled_from(ANYBODY), max_size=40))
@settings(max_examples=300, deadline=None)
def test_nothing_passes_a_limit_and_every_hold_can_still_be_filled(made, arrivals):
    limit, quotas = made
    _plan, seated = admit(limit, quotas, [*arrivals, *[BELEID] * 20, *[EXPERTS] * 20, *[GEMEENTE] * 20])
    within = {GEMEENTE: seated[GEMEENTE] + seated[BELEID] + seated[UITVOERING], **seated}
    within[GEMEENTE] = seated[GEMEENTE] + seated[BELEID] + seated[UITVOERING]
    assert sum(seated.values()) <= limit
    for quota in quotas:
        assert quota.maximum is None or within[quota.sector_id] <= quota.maximum
        assert within[quota.sector_id] >= quota.held


@given(plans(), st.lists(st.sampled_from(ANYBODY), max_size=40))
@settings(max_examples=300, deadline=None)
def test_who_could_not_have_a_seat_never_can_after_others_got_one(made, arrivals):
    """So that one pass over a waiting list gives everything that can be given."""
    limit, quotas = made
    seats = plan(limit, *quotas)
    refused = set()
    for sector in arrivals:
        refused |= {item for item in ANYBODY if seats.problem(item) is not None}
        if seats.problem(sector) is None:
            seats.seat(sector)
        assert all(seats.problem(item) is not None for item in refused)


@pytest.mark.parametrize("wrong", [Quota(EXPERTS, held=0)])
def test_hold_left_out_is_not_kept_as_control(wrong):
    assert plan(10, wrong, taken={BELEID: 9}).problem(BELEID) is None
