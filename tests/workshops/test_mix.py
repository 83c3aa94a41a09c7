"""Who comes, in numbers that show nobody."""

from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.mix import LEAST, safe_mix


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(0, 12), max_size=8))
def test_no_number_under_five_can_be_read_or_worked_out(counts):
    mix = safe_mix(counts)

    assert mix.total == sum(counts.values())
    assert all(count >= LEAST for _name, count in mix.groups)
    if mix.groups:
        assert mix.total == sum(count for _name, count in mix.groups) + mix.others
        assert mix.others == 0 or mix.others >= LEAST


def test_plain_folding_would_give_a_small_number_away_as_control():
    counts = {"Politie": 6, "Opvang": 5, "OM": 2}
    shown = [count for count in counts.values() if count >= LEAST]

    assert 0 < sum(counts.values()) - sum(shown) < LEAST
    assert safe_mix(counts).groups == (("Politie", 6),)
