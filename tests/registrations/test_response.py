"""The figures of the response: every person counts once, every region stands there, the words say which division."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.geography import DATA
from registrations.domain.region_grid import GRIDS
from registrations.domain.response import (
    Answer,
    Division,
    by_region,
    by_sector,
    headline,
    missing_sentence,
    total_of,
)
from registrations.enums import InvitationState

GHNT = Division.PROGRAMME_REGION
REGIONS = {str(number): f"Regio {number}" for number in range(1, 13)}
ANSWERS = st.lists(
    st.builds(
        Answer,
        state=st.none() | st.sampled_from(InvitationState),
        comes=st.booleans(),
        sector_id=st.none() | st.integers(1, 4),
        places=st.dictionaries(st.just(GHNT), st.sampled_from([*REGIONS, "elders"])),
    ),
    max_size=40,
)


def coming_from(*codes):
    return [Answer(InvitationState.REGISTERED, True, places={GHNT: code}) for code in codes]


@given(ANSWERS)
def test_lines_add_up_to_the_total(answers):
    total = total_of(answers)
    regions = by_region(answers, GHNT, REGIONS)
    tallies = [*(line.tally for line in regions.lines), regions.unknown]
    sectors = [line.tally for line in by_sector(answers, {1: "Een", 2: "Twee"})]
    for name in ("invited", "registered", "declined", "silent", "bounced", "coming"):
        assert sum(getattr(tally, name) for tally in tallies) == getattr(total, name)
        assert sum(getattr(tally, name) for tally in sectors) == getattr(total, name)
    assert total.invited == total.registered + total.declined + total.silent + total.bounced


@given(ANSWERS)
def test_every_region_is_represented_or_missing(answers):
    regions = by_region(answers, GHNT, REGIONS)
    assert regions.represented + len(regions.missing) == len(REGIONS)


def test_words_name_the_division():
    assert headline(by_region(coming_from("1", "1", "2"), GHNT, REGIONS)) == "Uit 2 van de 12 GHNT-regio’s komt iemand."


def test_missing_regions_are_named_while_that_can_be_read():
    assert missing_sentence(by_region(coming_from(*REGIONS), GHNT, REGIONS)) == ""
    assert missing_sentence(by_region([], GHNT, REGIONS)) == ""
    one = by_region(coming_from(*[code for code in REGIONS if code != "3"]), GHNT, REGIONS)
    assert missing_sentence(one) == "Nog niemand uit Regio 3."
    two = by_region(coming_from(*[code for code in REGIONS if code not in "34"]), GHNT, REGIONS)
    assert missing_sentence(two) == "Nog niemand uit Regio 3 en Regio 4."
    many = by_region(coming_from("1"), GHNT, REGIONS)
    assert missing_sentence(many).endswith("Regio 7 en nog 5 andere.")


def codes_of(name, column):
    import csv

    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def test_grids_have_one_tile_for_every_region_of_the_data():
    programme = {code.rstrip("ab") for code in codes_of("regios-huiselijk-geweld.csv", "nr")}
    safety = codes_of("gemeenten.csv", "safety_region_code")
    assert (set(GRIDS[GHNT]), len(programme)) == (programme, 28)
    assert (set(GRIDS[Division.SAFETY_REGION]), len(safety)) == (safety, 25)
    for grid in GRIDS.values():
        assert len(set(grid.values())) == len(grid)
