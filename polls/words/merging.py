"""Counting the words of a word cloud; the rules stand in the package's own docstring."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from polls.words.stems import fold, stem_key
from polls.words.stopwords import END_WORDS, STOP_WORDS
from polls.words.typing_errors import find_typing_errors

_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u00b4`", "'''''")
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_NOT_WORD_END = re.compile(r"^[\W_]+|[\W_]+$")
_BETWEEN = re.compile(r"[\s\-]+")


def merge_words(entries: Sequence[str], language: str) -> list[tuple[str, int]]:
    """Each word with the number of voters who gave it, most first, ties by the alphabet.

    ``entries`` holds one string per voter, one word or phrase per line, in any order; ``language`` is a
    language code ("nl", "en-gb"). In a language we have no rules for, only case and diacritics merge.
    """
    language = language[:2].lower()
    voters: defaultdict[str, set[int]] = defaultdict(set)
    written: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for voter, entry in enumerate(entries):
        for line in entry.splitlines():
            word = clean_word(line, language)
            key = _key(word, language)
            if key:
                voters[key].add(voter)
                written[key][word].add(voter)
    spellings = {key: _folded_spellings(forms) for key, forms in written.items()}
    errors = find_typing_errors(spellings, {key: len(who) for key, who in voters.items()})
    for error, target in errors.items():
        voters[target] |= voters.pop(error)
    counted = [(_shown_spelling(written[key]), len(who)) for key, who in voters.items()]
    return sorted(counted, key=lambda item: (-item[1], fold(item[0]), item[0]))


def word_key(text: str, language: str) -> str:
    """What all forms of a word share, to recognise one that was hidden; empty for what is no word."""
    language = language[:2].lower()
    return _key(clean_word(text, language), language)


def clean_word(text: str, language: str) -> str:
    """One line as it may be shown; empty when nothing of it says anything."""
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).translate(_HYPHENS)
    text = "".join(" " if letter.isspace() else letter for letter in text if letter.isspace() or _is_visible(letter))
    words = [word for word in (_strip(part) for part in text.split()) if word]
    if all(word.casefold() in STOP_WORDS.get(language, ()) for word in words):
        return ""
    ends = END_WORDS.get(language, ())
    while words[0].casefold() in ends:
        del words[0]
    while words[-1].casefold() in ends:
        del words[-1]
    return " ".join(words)


def _strip(part: str) -> str:
    """A word without punctuation around it; the article "'t" is what it is."""
    return part if part.casefold() in ("'t", "'n") else _NOT_WORD_END.sub("", part)


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] != "C"


def _key(word: str, language: str) -> str:
    parts = (part for part in _BETWEEN.split(fold(word)) if part)
    return "".join(stem_key(part, language) for part in parts)


def _folded_spellings(forms: dict[str, set[int]]) -> list[str]:
    """The folded spellings of one word, the most used first."""
    used: defaultdict[str, set[int]] = defaultdict(set)
    for form, who in forms.items():
        used[_BETWEEN.sub("", fold(form))] |= who
    return sorted(used, key=lambda form: (-len(used[form]), len(form), form))


def _shown_spelling(forms: dict[str, set[int]]) -> str:
    """What most voters wrote; first whatever the capitals, because phones set those by themselves.

    When as many wrote one as the other: diacritics are kept and the shorter word is taken; a capital inside
    the phrase tells a name ("Veilig Thuis"), a capital at the beginning tells nothing.
    """
    spellings: Counter[str] = Counter()
    for form, who in forms.items():
        spellings[form.casefold()] += len(who)
    best = min(spellings, key=lambda form: (-spellings[form], form.isascii(), len(form), form))
    same = [form for form in forms if form.casefold() == best]
    return min(same, key=lambda form: (-len(forms[form]), not _is_name(form), form[0].isupper(), form))


def _is_name(form: str) -> bool:
    return not form.isupper() and any(letter.isupper() for letter in form[1:])
