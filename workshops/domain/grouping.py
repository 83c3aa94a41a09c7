"""Which outcomes may belong together: a suggestion by shared stems, pure, without a database or an outside service.

Each text is a set of stems, Dutch or English, whichever language has more of its common words in the
texts together. A stem that two or more texts share can hold a group; one that stands in more than
``TOO_COMMON`` of many texts says nothing. The group with the most texts is taken first; at a tie the
one whose texts share more other stems, then the first in the alphabet. Every text is in one group at
most. A suggestion says because of which words; a person decides.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import snowballstemmer

from workshops.domain.duplicates import COMMON as COMMON_DUTCH

SHORTEST_WORD = 4
TOO_COMMON = 0.5
MANY = 6
MOST_REASONS = 3
COMMON_ENGLISH = frozenset(
    word
    for line in (
        "about after also and are been before being between both but can could does done each for from had has have",
        "her here him his how into its just like made make many may more most much must need not now only other our",
        "out over own same she should some such than that the their them then there these they this those through too",
        "under until very was well were what when where which while who why will with would you your",
    )
    for word in line.split()
)
# Words that hold no subject in outcomes of a meeting, beside the common words of the language.
EMPTY_DUTCH = frozenset(
    word
    for line in (
        "alleen andere beide binnen daardoor daarom daarvoor denk eerst eerste elke geef goed goede heel ieder iedere",
        "iedereen iemand kijk komt krijgt laat lang maak maakt manier mensen nodig onze staan staat steeds terug",
        "tussen vaak vanaf verder vind vraag waarom waarin weer weten wilt zeggen zegt zorg",
    )
    for word in line.split()
)
LANGUAGES: Mapping[str, frozenset[str]] = {
    "dutch": COMMON_DUTCH | EMPTY_DUTCH,
    "english": COMMON_ENGLISH,
}


@dataclass(frozen=True)
class Group:
    """Texts, by key, that may belong together, and the words that say why: the first stands in every one of them."""

    keys: tuple[str, ...]
    because: tuple[str, ...]


def suggest_groups(texts: Mapping[str, str]) -> tuple[Group, ...]:
    """Groups of two or more texts that share a stem, largest first; the order of ``texts`` does not matter."""
    language = _language_of(texts.values())
    words = {key: _words_of(text, language) for key, text in sorted(texts.items())}
    counts = Counter(stem for stems in words.values() for stem in stems)
    most = max(2, int(len(words) * TOO_COMMON)) if len(words) >= MANY else len(words)
    held: dict[str, set[str]] = {stem: set() for stem, count in counts.items() if 2 <= count <= most}
    for key, stems in words.items():
        for stem in stems.keys() & held.keys():
            held[stem].add(key)
    groups = []
    while held:
        stem, keys = min(held.items(), key=lambda item: (-len(item[1]), -_bond(item[1], words), item[0]))
        groups.append(Group(tuple(sorted(keys)), _reasons(stem, keys, words)))
        held = {other: left for other, rest in held.items() if len(left := rest - keys) > 1}
    return tuple(groups)


def _language_of(texts: Collection[str]) -> str:
    """The language whose common words stand most often in the texts; Dutch at a tie."""
    words = [word for text in texts for word in re.findall(r"\w+", text.lower())]
    dutch = sum(word in COMMON_DUTCH for word in words)
    return "english" if sum(word in COMMON_ENGLISH for word in words) > dutch else "dutch"


def _words_of(text: str, language: str) -> dict[str, str]:
    """The stems of a text, each with the word as it stands there."""
    stemmer = snowballstemmer.stemmer(language)
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_][\w-]*\w", text.lower()):
        if len(word) >= SHORTEST_WORD and word not in LANGUAGES[language]:
            found.setdefault(stemmer.stemWord(word), word)
    return found


def _bond(keys: set[str], words: Mapping[str, Mapping[str, str]]) -> int:
    """How many stems two or more of the texts share."""
    return sum(count > 1 for count in Counter(stem for key in keys for stem in words[key]).values())


def _reasons(stem: str, keys: set[str], words: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The word of the stem that holds the group, then others that at least half of the texts share."""
    counts = Counter(other for key in keys for other in words[key])
    shared = sorted(
        (other for other, n in counts.items() if n > 1 and n * 2 >= len(keys)), key=lambda o: (-counts[o], o)
    )
    ordered = [stem, *(other for other in shared if other != stem)][:MOST_REASONS]
    return tuple(_as_written(other, keys, words) for other in ordered)


def _as_written(stem: str, keys: set[str], words: Mapping[str, Mapping[str, str]]) -> str:
    """The form of a word that most texts use; the shortest, then the first in the alphabet, at a tie."""
    forms = Counter(words[key][stem] for key in keys if stem in words[key])
    return min(forms, key=lambda form: (-forms[form], len(form), form))
