"""Details that could tell who a case is about are flagged, and never block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.series.first_names import FIRST_NAMES
from registrations.domain.series.identifying import Clue, flags_in, passes_eleven_test

PLACES = ["Zwolle", "Den Haag"]


def clues(text):
    return {flag.clue for flag in flags_in(text, names=FIRST_NAMES, places=PLACES)}


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("Een gezin waarin Fatima de zorg draagt.", Clue.NAME),
        ("Ik sprak met mevrouw van den Berg over haar zoon.", Clue.NAME),
        ("Vader, dhr. Jansen, wil niet praten.", Clue.NAME),
        ("Het gaat om J.P. de Boer.", Clue.NAME),
        ("Moeder heet Roxanne.", Clue.NAME),
        ("Een vrouw van 34 jaar uit Zwolle.", Clue.AGE_AND_PLACE),
        ("In Den Haag woont een 17-jarige jongen.", Clue.AGE_AND_PLACE),
        ("Op 3 maart 2024 was er een melding.", Clue.DATE),
        ("De zitting was 03-03-2024.", Clue.DATE),
        ("Het gezin woont aan de Kerkstraat 12.", Clue.STREET),
        ("Ze wonen op de Van Goghlaan 3b.", Clue.STREET),
        ("Postcode 8011 AB.", Clue.POSTCODE),
        ("Het nummer is 111222333.", Clue.CITIZEN_NUMBER),
        ("Bel 06-12345678.", Clue.PHONE),
        ("Bel +31 38 421 00 00.", Clue.PHONE),
        ("Mail naar jan.de.boer@voorbeeld.nl.", Clue.EMAIL),
    ],
)
def test_detail_is_flagged(text, clue):
    assert clue in clues(text)


@pytest.mark.parametrize(
    "text",
    [
        "Een moeder met twee kinderen. Vader is boos en trekt zich terug.",
        "Zwolle is een mooie stad.",
        "Een vrouw van 34 jaar werkt in de zorg.",
        "Het ging om 123456789 euro.",
        "Wij werken sinds enkele jaren in Den Haag aan dit onderwerp.",
        "",
    ],
)
def test_anonymous_text_is_not_flagged(text):
    assert clues(text) == set()


@given(st.text(max_size=300))
def test_flags_stand_in_the_text_in_order_and_never_overlap(text):
    flags = flags_in(text, names=FIRST_NAMES, places=PLACES)
    end = 0
    for flag in flags:
        assert text[flag.start : flag.start + len(flag.text)] == flag.text
        assert flag.start >= end
        end = flag.start + len(flag.text)


@given(st.integers(min_value=10_000_000, max_value=999_999_998))
def test_eleven_test_notices_one_changed_digit(number):
    digits = str(number).zfill(9)
    changed = str((int(digits[0]) + 1) % 10) + digits[1:]
    assert not (passes_eleven_test(digits) and passes_eleven_test(changed))
