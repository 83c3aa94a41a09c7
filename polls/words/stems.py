"""What two spellings of one word have in common: a key made of folded letters and Snowball stems."""

import unicodedata
from functools import lru_cache

import snowballstemmer

STEMMERS = {"nl": "dutch", "en": "english"}
# Plurals that no rule finds, and words that the stemmer takes for forms of others.
_SINGULARS = {
    "nl": {
        "kinderen": "kind",
        "steden": "stad",
        "leden": "lid",
        "goederen": "goed",
        "gelden": "geld",
        "mensen": "mens",
        "gemeente": "gemeente",
        "gemeenten": "gemeente",
        "gemeentes": "gemeente",
        "liefde": "liefde",
    },
    "en": {"children": "child", "people": "person", "persons": "person", "women": "woman", "men": "man"},
}
# Derivations make another word, inflections do not.
_DERIVATIONS = {
    "nl": (("heid", "heden"), ("lijk", "lijke", "lijker"), ("loos", "loze"), ("ig", "ige", "iger"), ("baar", "bare")),
    "en": (("ness",), ("ful",), ("less",), ("ity", "ities"), ("ly",), ("able", "ible")),
}
_FIRST_LETTERS = 2


def fold(text: str) -> str:
    """Lower case without diacritics: "Geïnteresseerd" is "geinteresseerd"."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem_key(word: str, language: str) -> str:
    """The key of one folded word; words with the same key are forms of one word."""
    if language not in STEMMERS or not word.isalpha():
        return word
    singular = _SINGULARS[language].get(word)
    if singular is not None:
        return singular
    if word in _SINGULARS[language].values():
        return word
    stem = snowballstemmer.stemmer(STEMMERS[language]).stemWord(word)
    kinds = _DERIVATIONS[language]
    kind = next((str(number) for number, endings in enumerate(kinds, 1) if word.endswith(endings)), "")
    return f"{word[:_FIRST_LETTERS]}/{stem}/{kind}" if kind or not stem.startswith(word[:_FIRST_LETTERS]) else stem
