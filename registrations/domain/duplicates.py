"""Which registrations may be the same person. Pure: people in, pairs out; fast for thousands.

Two addresses are alike when they are the same but for capitals and what stands after a plus. Two names are alike
when they are spelled the same but for accents, titles, order and usual Dutch variants (ij and y, c and k, double
letters), or differ in one letter more, less, other or swapped; the organisations must not contradict each other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from registrations.domain.reading_tables import plain_word

_TITLES = {"dr", "drs", "mr", "ing", "ir", "prof", "mevr", "mw", "dhr", "heer", "mevrouw", "msc", "ma", "bsc", "phd"}
_VARIANTS = (("ij", "y"), ("ph", "f"), ("ck", "k"), ("th", "t"), ("c", "k"), ("z", "s"))
_DOUBLE = re.compile(r"(.)\1")
_MOST_LIKE_ONE = 100  # a list in which hundreds have one name is compared in part, so that it stays fast
_SHORTEST = 4  # letters of a name in which one other letter may be a slip


class Alike(Enum):
    """Why two people may be one; the surest first."""

    ADDRESS = "address"
    NAME = "name"
    SPELLING = "spelling"


@dataclass(frozen=True)
class Somebody:
    """What is compared of a person."""

    pk: int
    name: str
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class LikelyPair:
    """Two people who may be one; the lower key stands first."""

    first: int
    second: int
    why: Alike


def find_pairs(people: Iterable[Somebody]) -> list[LikelyPair]:
    """Every likely pair once, the surest first."""
    known = list(people)
    found: dict[tuple[int, int], Alike] = {}
    for why, one, other in (*_by_address(known), *_by_name(known)):
        if one.pk != other.pk:
            found.setdefault((min(one.pk, other.pk), max(one.pk, other.pk)), why)
    order = list(Alike)
    pairs = [LikelyPair(first, second, why) for (first, second), why in found.items()]
    return sorted(pairs, key=lambda pair: (order.index(pair.why), pair.first, pair.second))


def address_key(email: str) -> str:
    """An address without capitals and without what stands after a plus."""
    name, at, host = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}{at}{host}" if at else ""


def name_key(name: str) -> str:
    """A name as it sounds: "Vos, drs. Anja" and "Ánja Vós" are one."""
    last, comma, first = name.partition(",")
    words = [plain_word(word) for word in (f"{first} {last}" if comma else name).replace("-", " ").split()]
    return _sound("".join(word for word in words if word not in _TITLES))


def organisation_key(name: str) -> str:
    """An organisation as it sounds, without "gemeente" before a place."""
    return _sound(plain_word(re.sub(r"^\s*gemeente\s+", "", name, flags=re.IGNORECASE)))


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other or swapped with its neighbour makes them the same (or nothing does)."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((index for index in range(len(one)) if one[index] != other[index]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :] == other[at:]
    return swapped or one[at + 1 :] == other[at + 1 :]


def _sound(word: str) -> str:
    for variant, usual in _VARIANTS:
        word = word.replace(variant, usual)
    return _DOUBLE.sub(r"\1", word)


def _by_address(people: list[Somebody]) -> Iterator[tuple[Alike, Somebody, Somebody]]:
    groups: dict[str, list[Somebody]] = defaultdict(list)
    for person in people:
        if key := address_key(person.email):
            groups[key].append(person)
    for group in groups.values():
        for number, one in enumerate(group):
            for other in group[number + 1 : number + 1 + _MOST_LIKE_ONE]:
                yield Alike.ADDRESS, one, other


def _by_name(people: list[Somebody]) -> Iterator[tuple[Alike, Somebody, Somebody]]:
    """Names one slip apart share a form with one letter left out; so only those are compared."""
    keyed = [(person, name_key(person.name), organisation_key(person.organisation)) for person in people]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, (_person, key, _organisation) in enumerate(keyed):
        shorter = {key[:at] + key[at + 1 :] for at in range(len(key))} if len(key) > _SHORTEST else set()
        for form in {key, *shorter} if key else ():
            groups[form].append(number)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        for index, first in enumerate(group):
            for second in group[index + 1 : index + 1 + _MOST_LIKE_ONE]:
                if (first, second) in seen:
                    continue
                seen.add((first, second))
                (one, one_key, one_place), (other, other_key, other_place) = keyed[first], keyed[second]
                if _can_be_one_place(one_place, other_place) and is_one_slip(one_key, other_key):
                    yield (Alike.NAME if one_key == other_key else Alike.SPELLING), one, other


def _can_be_one_place(one: str, other: str) -> bool:
    """Whether two organisations do not contradict each other: one is not known, or begins the other, or a slip."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    return is_one_slip(one, other)
