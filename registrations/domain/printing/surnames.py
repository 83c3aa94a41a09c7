"""The order of names on paper: by surname, as Dutch lists do it. Pure.

A name is one line as somebody typed it. Particles (tussenvoegsels) in small letters do not count: "Anna de Vries"
stands under V, "Maria van der Linden-Hoogeveen" under L, "Sara Jansen-de Vries" under J. A Belgian "De Smet", with a
capital, stands under D. Without a particle the last word is the surname.
"""

import unicodedata

PARTICLES = frozenset(
    """aan bij d da de degli del della den der des di do don dos du el en het in la las le les lo los onder op over
    's 't s t te ten ter tot uit uijt van vanden vander ver von voor vom zu zum zur""".split()  # noqa: SIM905
)
DEGREES = frozenset(("msc", "bsc", "ma", "ba", "phd", "md", "mba", "llm", "llb", "msw", "mph", "rn", "ra", "rc"))


def surname_key(name: str) -> tuple[str, str]:
    """What a list is sorted by: the surname and then the rest, without accents and capitals."""
    words = name.replace("’", "'").replace("‘", "'").split()
    if "," in name and not name.startswith(","):
        family, _comma, rest = name.partition(",")
        parts = family.split()
        if rest.strip() and rest.split()[0].strip(".").lower() not in DEGREES:
            return plain(" ".join(parts[_after_particles(parts, 0) :])), plain(rest)
        words = parts
    while len(words) > 2 and words[-1].strip(".,").replace(".", "").lower() in DEGREES:
        words = words[:-1]
    start = _start_of_surname(words)
    return plain(" ".join(words[start:])), plain(" ".join(words[:start]))


def initial(name: str) -> str:
    """The capital under which a name stands; "#" when it begins with no letter."""
    letter = surname_key(name)[0][:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


def _start_of_surname(words: list[str]) -> int:
    for index in range(1, len(words)):
        if _is_particle(words[index]) and index + 1 < len(words):
            return _after_particles(words, index)
        if "-" in words[index] and _is_particle(words[index].rpartition("-")[2]) and index + 1 < len(words):
            return index  # Jansen-de Vries
    return max(0, len(words) - 1)


def _after_particles(words: list[str], index: int) -> int:
    while index < len(words) - 1 and _is_particle(words[index]):
        index += 1
    return index


def _is_particle(word: str) -> bool:
    return word in PARTICLES


def plain(text: str) -> str:
    """Without accents, capitals and signs at the beginning; "d'Ancona" counts from the A."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    bare = bare[2:] if bare[:2] in {"d'", "l'"} and len(bare) > 2 else bare
    return bare.lstrip("'\"-.( ")
