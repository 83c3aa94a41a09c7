"""Cards of several workshops as one readable text under a prompt.

A card with a finite verb stays a sentence of its own (``clauses`` tells). Other cards are phrases: short ones are
enumerated after a verb, longer ones listed behind a colon with semicolons, so that no phrase stands alone as if it
were a sentence. Equal cards (apart from case, spaces and the last full stop) are told once. First comes what got most
dots, then what most workshops said, what was said most often, what was starred, and the order of writing. Cards that
people put in a group are told under the title of that group, heaviest first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.phrases.clauses import is_clause
from reports.phrases.language import Language, pick
from reports.phrases.text import (
    enumeration,
    in_running_text,
    of_organisation,
    sentence,
    tidy,
    without_stop,
)

SHORT = 5  # words; a phrase of more, or with a comma, is listed behind a colon
PHRASES_PER_SENTENCE = 6
SENTENCES_PER_PARAGRAPH = 5


@dataclass(frozen=True)
class Note:
    """A card: its text, the sheet it stands on, whether it was starred for the report-back."""

    text: str
    sheet: int
    is_starred: bool = False
    dots: int = 0  # what the room gave it; 0 as well when that may not be told
    times: int = 1  # how often it was said, with what was merged into it
    cluster: str = ""
    cluster_dots: int = 0


@dataclass(frozen=True)
class Part:
    """What was noted under one prompt, or under one group of it; ``title`` is "" for what is in no group."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class MergedNote:
    """Equal cards as one: the text of the first, in how many sheets it stands."""

    text: str
    mentions: int
    is_starred: bool
    place: int
    dots: int = 0
    times: int = 1


def merged(notes: Iterable[Note]) -> tuple[MergedNote, ...]:
    """Equal cards once, by weight: dots, workshops, times said, star, order of writing. Empty cards are left out."""
    found: dict[str, list[tuple[int, Note]]] = {}
    for place, note in enumerate(notes):
        key = re.sub(r"[\s.!…]+$", "", tidy(note.text)).casefold()
        if key:
            found.setdefault(key, []).append((place, note))
    result = [
        MergedNote(
            text=tidy(group[0][1].text),
            mentions=len({note.sheet for _place, note in group}),
            is_starred=any(note.is_starred for _place, note in group),
            place=group[0][0],
            dots=max(note.dots for _place, note in group),
            times=sum(note.times for _place, note in group),
        )
        for group in found.values()
    ]
    return tuple(sorted(result, key=_weight))


def _weight(note: MergedNote) -> tuple[int, int, int, bool, int]:
    return -note.dots, -note.mentions, -note.times, not note.is_starred, note.place


def prompt_parts(
    notes: Iterable[Note], sheets: int, language: Language, *, names: frozenset[str] = frozenset()
) -> tuple[Part, ...]:
    """The notes under one prompt, group by group: groups by dots and by how many cards they hold, the rest last."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(note.cluster, []).append(note)
    rest = groups.pop("", [])
    ordered = sorted(groups.items(), key=lambda item: (-max(n.cluster_dots for n in item[1]), -len(item[1])))
    if ordered and rest:
        ordered.append((pick(language, "Verder genoemd", "Also named"), rest))
    elif rest:
        ordered = [("", rest)]
    parts = (Part(title, prompt_paragraphs(cards, sheets, language, names=names)) for title, cards in ordered)
    return tuple(part for part in parts if part.paragraphs)


def prompt_paragraphs(
    notes: Iterable[Note], sheets: int, language: Language, *, names: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The notes under one prompt as paragraphs. ``sheets``: in how many workshops the prompt was asked."""
    weighed = merged(notes)
    shared = [note for note in weighed if note.mentions > 1]
    single = [note for note in weighed if note.mentions == 1]
    phrases = [note for note in single if not is_clause(note.text, language)]
    whole = [note for note in single if is_clause(note.text, language)]
    paragraphs = []
    if shared:
        paragraphs.append(_shared(shared, sheets, language, names))
    if phrases:
        paragraphs.append(" ".join(_enumerated(phrases, language, names, also=bool(shared))))
    for start in range(0, len(whole), SENTENCES_PER_PARAGRAPH):
        part = whole[start : start + SENTENCES_PER_PARAGRAPH]
        paragraphs.append(" ".join(sentence(note.text) for note in part))
    return tuple(paragraphs)


def _shared(notes: Sequence[MergedNote], sheets: int, language: Language, names: frozenset[str]) -> str:
    """What several workshops said, after a colon: that reads for phrases and for sentences alike."""
    texts = [_running(note.text, names) for note in notes]
    where = pick(language, "In meer dan één workshop", "In more than one workshop")
    if sheets > 1 and all(note.mentions >= sheets for note in notes):
        where = pick(language, "In alle workshops", "In every workshop")
    opening = pick(language, f"{where} kwam naar voren: ", f"{where} this came up: ")
    return sentence(opening + _listed(texts, language))


def _listed(texts: Sequence[str], language: Language) -> str:
    """ "a; b; en c", behind a colon. A semicolon inside a card becomes a comma; what ends in "?" comes last."""
    texts = sorted((text.replace(";", ",") for text in texts), key=lambda text: text.endswith(("?", "!")))
    last = pick(language, "; en ", "; and ")
    return texts[0] if len(texts) == 1 else "; ".join(texts[:-1]) + last + texts[-1]


def _enumerated(notes: Sequence[MergedNote], language: Language, names: frozenset[str], *, also: bool) -> list[str]:
    opening = pick(language, "Deelnemers noemden", "Participants named")
    if also:
        opening = pick(language, "Deelnemers noemden ook", "Participants also named")
    result = []
    for start in range(0, len(notes), PHRASES_PER_SENTENCE):
        parts = [_running(note.text, names) for note in notes[start : start + PHRASES_PER_SENTENCE]]
        front = opening if start == 0 else pick(language, "Verder noemden zij", "They further named")
        told = f": {_listed(parts, language)}" if any(map(_is_long, parts)) else f" {enumeration(parts, language)}"
        result.append(sentence(front + told))
    return result


def _is_long(phrase: str) -> bool:
    """Whether a phrase needs a semicolon to be told from the next."""
    return len(phrase.split()) > SHORT or bool(re.search(r"[,;:]", phrase))


def spoken_paragraph(
    notes: Iterable[Note],
    speakers: Sequence[tuple[str, str]],
    title: str,
    language: Language,
    *,
    names: frozenset[str] = frozenset(),
) -> str:
    """The key messages of a plenary item, told with who spoke: "Renée Römkens van Atria gaf aan: …"."""
    texts = [note.text for note in merged(notes)]
    if not texts:
        return ""
    who = enumeration([of_organisation(name, organisation, language) for name, organisation in speakers], language)
    first, *rest = texts
    told = without_stop(in_running_text(first, names | proper_of(speakers)))
    if who:
        verb = pick(language, "gaf aan" if len(speakers) == 1 else "gaven aan", "said")
    else:
        who = pick(language, f"Bij het onderdeel ‘{title}’", f"In “{title}”")
        verb = pick(language, "kwam naar voren", "this was said")
    joint = " " if told.casefold().startswith(("dat ", "that ")) else ": "
    opening = f"{who} {verb}{joint}{told}"
    whole = [sentence(text) for text in rest if is_clause(text, language)]
    phrases = [_running(text, names) for text in rest if not is_clause(text, language)]
    further = pick(language, "Verder kwam naar voren: ", "This came up too: ")
    return " ".join([sentence(opening), *whole, *([sentence(further + _listed(phrases, language))] if phrases else [])])


def _running(text: str, names: frozenset[str]) -> str:
    return without_stop(in_running_text(text, names))


def proper_of(speakers: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The words in the names of speakers and their organisations."""
    return frozenset(word for name, organisation in speakers for word in f"{name} {organisation}".split())


def gathered_paragraph(heading: str, notes: Iterable[Note], language: Language, *, names: frozenset[str]) -> str:
    """Other notes of a plenary item behind their heading: "Dilemma’s: …"; phrases first, then sentences."""
    texts = [note.text for note in merged(notes)]
    phrases = [_running(text, names) for text in texts if not is_clause(text, language)]
    listed = [_listed(phrases, language).rstrip(" ,;:") + "."] if phrases else []
    whole = [sentence(text) for text in texts if is_clause(text, language)]
    return " ".join([f"{without_stop(heading)}:", *listed, *whole]) if texts else ""
