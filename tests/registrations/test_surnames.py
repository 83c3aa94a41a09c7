"""The order of names: by surname, tussenvoegsels aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.printing.surnames import initial, surname_key


@pytest.mark.parametrize(
    ("name", "surname", "letter"),
    [
        ("Anna de Vries", "vries", "V"),
        ("Maria van der Linden-Hoogeveen", "linden-hoogeveen", "L"),
        ("Sara Jansen-de Vries", "jansen-de vries", "J"),
        ("Jan Peter Jansen", "jansen", "J"),
        ("Vries, Anna de", "vries", "V"),
        ("de Vries, Anna", "vries", "V"),
        ("Hendrik van 't Hoff", "hoff", "H"),
        ("Hendrik van ’t Hoff", "hoff", "H"),
        ("Hedy d'Ancona", "ancona", "A"),
        ("Piet De Smet", "smet", "S"),
        ("Renée Römkens", "romkens", "R"),
        ("Kees Bakker MSc", "bakker", "B"),
        ("Bo", "bo", "B"),
        ("Anna de", "de", "D"),
        ("Özlem Çelik", "celik", "C"),
        ("李 小龍", "小龍", "#"),
        ("", "", "#"),
        ("  ", "", "#"),
        (",", ",", "#"),
        ("4x4", "4x4", "#"),
    ],
)
def test_surname_without_particle_decides_the_order(name, surname, letter):
    assert surname_key(name)[0] == surname
    assert initial(name) == letter


@given(st.text(max_size=300))
def test_any_name_has_a_place_in_the_order(name):
    first, second = surname_key(name)
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert len(initial(name)) == 1
