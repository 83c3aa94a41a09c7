"""Which parts of a text could tell who a person is: pure, without a database, Dutch first and English too.

A hint for people who edit, never a verdict: a few missed names are possible, and what is found is
not always a name. Precision goes first, since a list of false alarms is not read. A capital counts
as a name when it does not open a sentence and is not a place, an organisation, a month or a law; at
the start of a sentence only with a second capital, a known given name, or when it is a name elsewhere
in the same text. An age counts with a place in the same sentence. ``known`` are names that may stand
in the text: speakers, organisations, the title of the meeting.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workshops.domain import known_words as known_lists
from workshops.enums import FindingKind


@dataclass(frozen=True)
class Finding:
    """One detail: what kind, the words, and where they stand (``text[start:end] == excerpt``)."""

    kind: str
    excerpt: str
    start: int
    end: int


_MONTH = "|".join(sorted(known_lists.MONTHS, key=len, reverse=True))
_STREET_ENDS = "straat|laan|gracht|steeg|plein|singel|kade|plantsoen|dreef|weg|dijk|hof|pad|park|markt"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NUMBER = r"\d{1,4}\s?-?[a-zA-Z]?\b"

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+31|0031|0)\s?-?(?:\(0\))?(?!(?:800|900)\b)\s?-?(?:6(?:[\s-]?\d){8}|[1-9](?:[\s-]?\d){8})(?!\d)"
    r"|(?<!\w)\(0\d{2,3}\)\s?-?\d(?:[\s-]?\d){5,6}(?!\d)"
)
_POSTCODE = re.compile(r"(?<![\w-])([1-9]\d{3})( ?)(?!SA|SD|SS)([A-Z]{2})(?![\w-])")
_PLATE = re.compile(r"(?<![\w-])(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})(?![\w-])")
_NINE = re.compile(r"(?<![\w.,-])\d{4}[ .]?\d{2}[ .]?\d{3}(?![\w-])")
_DATE = re.compile(
    rf"\b(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de|st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})(?:\s+(?:19|20)\d\d)?\b"
    rf"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b"
    r"|(?<![\d-])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)(?![\d-])"
    r"|(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])",
    re.IGNORECASE,
)
_STREET = re.compile(
    rf"\b((?:{_CAPITAL}[\w'’-]*\s(?:(?:van|de|der|den|het)\s){{0,2}}){{0,3}}{_CAPITAL}?[\w'’-]*?(?:{_STREET_ENDS}))(\s{_NUMBER})?(?![\w-])"
    rf"|\b(\d{{1,4}}\s)?({_CAPITAL}\w+\s(?:Street|Road|Avenue|Lane|Square))(?!\w)"
)
_AGE = re.compile(
    r"\b(?:van|is|was|wordt|oud|aged?)\s(\d{1,2})\b(?![.:,]\d|\s*(?:tot\b|t/m\b|%|procent|euro|uur|minuten|dagen|weken|maanden"
    r"|workshops|gemeenten|mensen|deelnemers|organisaties|regio|cases|casussen))"
    r"|\((\d{1,2})(?:\s?jaar)?\)|\b(\d{1,2})[\s-](?:jaar|jarige?n?|years?(?:-old)?)\b"
    r"|\b(?:veertien|vijftien|zestien|zeventien|achttien|negentien|\w*(?:twintig|dertig|veertig|vijftig|zestig|zeventig))jarige\b"
)
_WORD = re.compile(r"[^\W_](?:[\w'’-]*\w)?\.?|[^\w\s]|\n", re.UNICODE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
_OPENERS = frozenset('\n.!?:;•*-–—"“”„‘«(/|')
_YEAR_LETTERS = frozenset({"OM", "EU", "VN", "UK", "US", "VS", "NL", "BZ", "EN", "IN", "OP", "ER"})


def find_identifying(text: str, known: Iterable[str] = ()) -> list[Finding]:
    """What in a text could tell who somebody is, by place in the text; nothing overlaps.

    Args:
        text: plain text, any length; each line opens a sentence.
        known: names that may stand in it, in any case, such as organisations and speakers.
    """
    allowed = " ".join(known).lower()
    found: list[Finding] = []
    taken = bytearray(len(text))
    for finding in _candidates(text, allowed):
        if not any(taken[finding.start : finding.end]):
            found.append(finding)
            taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    return sorted(found, key=lambda finding: finding.start)


def _candidates(text: str, allowed: str) -> Iterator[Finding]:
    """Every candidate, the surest kinds first."""
    yield from (_finding(FindingKind.EMAIL, text, match.start(), match.end()) for match in _EMAIL.finditer(text))
    yield from (_finding(FindingKind.DATE, text, match.start(), match.end()) for match in _dates(text, allowed))
    yield from (_finding(FindingKind.PHONE, text, match.start(), match.end()) for match in _PHONE.finditer(text))
    for match in _NINE.finditer(text):
        if _passes_eleven(match.group()):
            yield _finding(FindingKind.NUMBER, text, match.start(), match.end())
    for match in _PLATE.finditer(text):
        if _is_plate(match.group()):
            yield _finding(FindingKind.LICENCE_PLATE, text, match.start(), match.end())
    for match in _POSTCODE.finditer(text):
        is_year = match[1][:2] in {"19", "20"} and match[2] and match[3] in _YEAR_LETTERS
        if not is_year:
            yield _finding(FindingKind.POSTCODE, text, match.start(), match.end())
    yield from _streets(text, allowed)
    yield from _ages(text)
    yield from _names(text, allowed)


def _finding(kind: str, text: str, start: int, end: int) -> Finding:
    return Finding(str(kind), text[start:end], start, end)


def _dates(text: str, allowed: str) -> Iterator[re.Match[str]]:
    return (match for match in _DATE.finditer(text) if match.group().lower() not in allowed)


def _passes_eleven(digits: str) -> bool:
    """The check of a citizen service number: 9 to 2 times the digits, minus the last, is a multiple of eleven."""
    values = [int(digit) for digit in digits if digit.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(values) and sum(value * weight for value, weight in zip(values, weights, strict=True)) % 11 == 0


def _is_plate(written: str) -> bool:
    plain = written.replace("-", "")
    return len(plain) == 6 and not plain.isdigit() and not plain.isalpha()


def _streets(text: str, allowed: str) -> Iterator[Finding]:
    for match in _STREET.finditer(text):
        name, number = match[1] or match[4], match[2] or match[3]
        has_capital = any(word[0].isupper() for word in name.split())
        opens = _opens_sentence(text, match.start())
        is_street_word = name.lower() in _STREET_ENDS.split("|")
        if not has_capital or is_street_word or name.lower() in allowed or (opens and not number):
            continue
        if not number and name.lower() in known_lists.no_names():
            continue
        yield _finding(FindingKind.STREET, text, match.start(), match.end())


def _ages(text: str) -> Iterator[Finding]:
    """Ages with a place in the same sentence; the excerpt runs from one to the other."""
    for sentence in _SENTENCE.finditer(text):
        places = list(_places(text, sentence.start(), sentence.end()))
        for match in _AGE.finditer(text, sentence.start(), sentence.end()):
            if places:
                start, end = min(places, key=lambda place: abs(place[0] - match.start()))
                yield _finding(FindingKind.AGE_AND_PLACE, text, min(start, match.start()), max(end, match.end()))


def _places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where places stand: known ones, and a capital behind "uit" or "in"."""
    for match in re.compile(rf"\b(\w+\s)?((?:(?:Den|Sint|De|Het)\s)?{_CAPITAL}[\w'’-]+)").finditer(text, start, end):
        word, before = match[2].lower(), (match[1] or "").strip().lower()
        if word in known_lists.places() or before in {"uit", "in", "te", "nabij", "from", "near"}:
            yield match.start(2), match.end(2)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 20) : start].rstrip(" \t'’\"“”„‘«(")
    return not before or before[-1] in _OPENERS


@dataclass(frozen=True)
class _Run:
    """Words in a row that are written as a name, with what stood before them."""

    start: int
    end: int
    words: tuple[str, ...]
    before: str
    opens: bool

    @property
    def capitals(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word[0].isupper())


def _names(text: str, allowed: str) -> Iterator[Finding]:
    runs = [run for run in _runs(text) if not _is_allowed(run, allowed)]
    sure = [run for run in runs if _is_name(run)]
    starts = {run.start for run in sure}
    elsewhere = {run.words[0] for run in sure if len(run.words[0]) > 2 and run.words[0].lower() not in _no_names()}
    for run in runs:
        again = run.opens and run.words[0] in elsewhere and len(run.words) == 1
        if run.start in starts or again:
            yield _finding(FindingKind.NAME, text, run.start, run.end)


def _runs(text: str) -> Iterator[_Run]:
    """Every row of capitalised words, with the particles between them; "Mevrouw" goes before it, not in it."""
    tokens = list(_WORD.finditer(text))
    index = 0
    while index < len(tokens):
        last = -1 if tokens[index].group().lower() in known_lists.FORMS_OF_ADDRESS else _end_of_run(tokens, index)
        if last < 0:
            index += 1
            continue
        start, end = tokens[index].start(), tokens[last].end()
        words = tuple(token.group().rstrip(".") for token in tokens[index : last + 1])
        end -= len(tokens[last].group()) - len(words[-1])
        before = tokens[index - 1].group().lower() if index else ""
        yield _Run(start, end, words, before, _opens_sentence(text, start))
        index = last + 1


def _end_of_run(tokens: list[re.Match[str]], index: int) -> int:
    """The last token of the row that starts here, or -1 when none does."""
    if not _is_capitalised(tokens[index].group()):
        return -1
    last, following = index, index + 1
    while following < len(tokens):
        word, previous = tokens[following].group(), tokens[following - 1].group()
        if previous.endswith(".") and len(previous) > 2:
            break
        if _is_capitalised(word):
            last = following
        elif word.lower() not in known_lists.PARTICLES or following - last > 2:
            break
        following += 1
    return last


def _is_capitalised(word: str) -> bool:
    """Whether a word is written as in a name: one capital, then small letters; or an initial."""
    plain = word.rstrip(".")
    parts = [part for part in re.split(r"[-'’]", plain) if part]
    if len(plain) == 1:
        return plain.isupper() and word.endswith(".")
    return bool(parts) and plain[0].isupper() and all(part[1:].islower() or len(part) == 1 for part in parts)


def _is_allowed(run: _Run, allowed: str) -> bool:
    return " ".join(run.words).lower() in allowed if allowed else False


def _no_names() -> frozenset[str]:
    return known_lists.no_names()


def _is_name(run: _Run) -> bool:
    """Whether a row of words is a person's name, by its own words and the word before it."""
    capitals = [word.lower() for word in run.capitals]
    joined = " ".join(run.words).lower()
    if joined in known_lists.places() or any(word in known_lists.INSTITUTIONS for word in capitals):
        return False
    if run.before in known_lists.INSTITUTIONS or run.before in known_lists.PLACE_WORDS:
        return False
    is_addressed = run.before in known_lists.FORMS_OF_ADDRESS
    if all(word in _no_names() or (_is_people(word) and not is_addressed) for word in capitals):
        return False
    if not run.opens or run.before in known_lists.TITLES:
        return len(capitals) > 1 or len(capitals[0]) > 2
    first = capitals[0]
    return first in known_lists.GIVEN_NAMES or (len(first) == 1 and len(capitals) > 1) or _is_full_name(run)


def _is_people(word: str) -> bool:
    """Whether a capital belongs to a people, language or place's adjective: Rotterdamse, Turkse, Engels."""
    return len(word) > 4 and word.endswith(
        ("se", "sen", "isch", "ische", "aans", "aanse", "ees", "ese", "ands", "els", "ers")
    )


def _is_full_name(run: _Run) -> bool:
    """Two capitals in a row at the start of a sentence, the second no known word: a name with a surname."""
    capitals = [word.lower() for word in run.capitals]
    if len(capitals) < 2 or capitals[0] in known_lists.PARTICLES or len(capitals[0]) < 3:
        return False
    is_common = capitals[0] in known_lists.OPENING_WORDS
    return not is_common and capitals[1] not in _no_names() and not _is_people(capitals[1])
