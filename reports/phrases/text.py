"""Joining words into sentences: enumerations, capitals and full stops."""

import re
from collections.abc import Iterable, Sequence

from reports.phrases.language import Language, pick
from reports.phrases.numbers import NBSP

_ENDING = re.compile(r"[.!?…][\"'”’)\]]*$")
_MINISTRY = re.compile(r"^(?:het |the )?(?:ministerie van|ministry of) ", re.IGNORECASE)
_SMALL_WORDS = ("A", "U")  # one letter, and yet no name
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def enumeration(parts: Sequence[str], language: Language) -> str:
    """ "a", "a en b", "a, b en c"; with semicolons when a part holds a comma itself."""
    items = [part for part in parts if part]
    if len(items) < 2:
        return "".join(items)
    joint = "; " if any("," in item for item in items) else ", "
    last = pick(language, " en ", " and ")
    return joint.join(items[:-1]) + (joint.rstrip() if joint == "; " else "") + last + items[-1]


def tidy(text: str) -> str:
    """One line: no list marker in front, no double spaces, no control characters; "7 %" does not come apart."""
    clean = "".join(character if character.isprintable() or character == NBSP else " " for character in text)
    return re.sub(rf"[^\S{NBSP}]+", " ", clean).strip().lstrip("-–—•*·").strip()


def capitalised(text: str) -> str:
    """The text with a capital at the start (Dutch: "IJ" as one letter); the rest stays as it is."""
    if text[:2] == "ij":
        return "IJ" + text[2:]
    first = text[:1].upper()
    return text if len(first) > 1 else first + text[1:]


def sentence(text: str) -> str:
    """A capital in front and a full stop behind, unless it ends already; empty stays empty."""
    clean = tidy(text)
    if not clean:
        return ""
    if not _ENDING.search(clean):
        clean = clean.rstrip(" ,;:") + "."
    return capitalised(clean)


def without_stop(text: str) -> str:
    """The text without its closing full stop (a question or exclamation mark stays)."""
    clean = tidy(text)
    return clean[:-1].rstrip() if clean.endswith(".") and not clean.endswith("..") else clean


def proper_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written with a capital inside a sentence somewhere: names, which keep their capital."""
    found: set[str] = set()
    for text in texts:
        for piece in re.split(r"[.!?:]\s+|\n", text):
            found.update(word for word in _WORD.findall(piece)[1:] if word[:1].isupper())
    return frozenset(found)


def in_running_text(text: str, names: frozenset[str]) -> str:
    """The text as it continues a sentence: its first letter small, unless the first word is a name.

    A word is taken for a name when it stands in ``names``, holds another capital or a digit, is a single
    letter, or is followed by a word with a capital.
    """
    words = _WORD.findall(text)
    if not words or not text[:1].isupper():
        return text
    first = words[0]
    inside = first[2:] if first.startswith("IJ") else first[1:]
    is_name = (
        first in names
        or (len(first) == 1 and first not in _SMALL_WORDS)
        or any(character.isupper() or character.isdigit() for character in inside)
        or (len(words) > 1 and words[1][:1].isupper())
    )
    if is_name:
        return text
    for start, small in (("IJ", "ij"), ("Eén", "één")):
        if text.startswith(start):
            return small + text[len(start) :]
    return text[:1].lower() + text[1:]


def of_organisation(name: str, organisation: str, language: Language) -> str:
    """ "Renée Römkens van Atria"; only the name when there is no organisation."""
    return f"{name} {pick(language, 'van', 'of')} {organisation}" if organisation else name


def parties(names: Sequence[str], language: Language) -> str:
    """Organisations in a sentence; ministries together: "de ministeries van OCW en VWS samen met de VNG".

    "Ministerie van X" gets its article, and several of them share one noun at the place of the first.
    """
    found = [(name, _MINISTRY.match(name)) for name in names if name]
    titles = [name[match.end() :] for name, match in found if match]
    parts: list[str] = []
    for name, match in found:
        if not match:
            parts.append(name)
        elif name[match.end() :] == titles[0]:
            noun = pick(language, "het ministerie van", "the ministry of")
            if len(titles) > 1:
                noun = pick(language, "de ministeries van", "the ministries of")
            parts.append(f"{noun} {enumeration(titles, language)}")
    if len(titles) > 1 and len(parts) == 2:
        return pick(language, " samen met ", " together with ").join(parts)
    return enumeration(parts, language)
