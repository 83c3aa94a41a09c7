"""The opening of a verslag: what, when, where, for whom, by whom, for which project; and what is missing.

Only dates that began are told as held ("vond plaats"). With dates to come as well the held ones are told, and then
which follow; when every date is still to come (a meeting that was moved after its draft) the tense is that of a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.phrases import dates
from reports.phrases.language import Language, pick
from reports.phrases.numbers import counted
from reports.phrases.text import enumeration, parties, sentence, without_stop


@dataclass(frozen=True)
class Opening:
    """What the first paragraph is made of; everything but the title may be empty. Times are local.

    ``periods`` are the dates that began, ``planned`` those still to come.
    """

    title: str
    kind: str  # "landelijke bijeenkomst", in the language of the report; every Dutch kind takes "de"
    periods: tuple[tuple[datetime, datetime], ...] = ()
    venue: str = ""
    city: str = ""
    questions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    commissioners: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    project: str = ""
    planned: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def is_to_come(self) -> bool:
        """Whether nothing happened yet: there are dates, and all of them are to come."""
        return bool(self.planned) and not self.periods

    @property
    def told(self) -> tuple[tuple[datetime, datetime], ...]:
        """The dates that the opening is about: the held ones, and the planned ones only when there are no others."""
        return self.periods or self.planned


def when_and_where(facts: Opening, language: Language) -> str:
    """ "op donderdag 5 maart 2015 van 12.30 tot 17.00 uur in BCN Utrecht CS"; "" without dates and venue."""
    hours = dates.hours(*facts.told[0], language) if len(facts.told) == 1 else ""
    return " ".join(part for part in (_on_days(facts, language), hours, _place(facts, language)) if part)


def _on_days(facts: Opening, language: Language) -> str:
    return _on(facts.told, language) if facts.told else ""


def _on(periods: Sequence[tuple[datetime, datetime]], language: Language) -> str:
    return pick(language, "op ", "on ") + dates.days([start.date() for start, _end in periods], language)


def _place(facts: Opening, language: Language) -> str:
    if not facts.venue:
        return ""
    place = facts.venue if not facts.city or facts.city in facts.venue else f"{facts.venue}, {facts.city}"
    return pick(language, f"in {place}", f"at {place}")


def opening_paragraphs(facts: Opening, language: Language) -> tuple[str, ...]:
    """The opening in at most three paragraphs: the question and the meeting; which dates follow; who organised it."""
    told = (_meeting(facts, language), _what_follows(facts, language), _by_whom(facts, language))
    return tuple(part for part in told if part)


def _what_follows(facts: Opening, language: Language) -> str:
    """The dates still to come, when others were held already: "Op 3 juni 2027 is er nog een bijeenkomst."."""
    if not facts.planned or facts.is_to_come:
        return ""
    several = len({start.date() for start, _end in facts.planned}) > 1
    nl = "zijn er nog bijeenkomsten" if several else "is er nog een bijeenkomst"
    en = "more meetings follow" if several else "one more meeting follows"
    return sentence(f"{_on(facts.planned, language)} {pick(language, nl, en)}")


def _meeting(facts: Opening, language: Language) -> str:
    moment = when_and_where(facts, language)
    people = enumeration(facts.people, language)
    for_whom = pick(language, f" voor {people}", f" for {people}") if people else ""
    on_days, place = _on_days(facts, language), _place(facts, language)
    a_meeting = pick(language, f"een {facts.kind}", f"a {facts.kind}")
    if facts.questions:
        first, *others = [_asked(question) for question in facts.questions]
        where = " " + place if place else ""
        guests = f",{for_whom}" if place and for_whom else for_whom
        stond, was = _tense(facts, "stond", "staat"), _tense(facts, "was", "is")
        told = pick(
            language,
            f"{first} Die vraag {stond} {on_days + ' ' if on_days else ''}centraal op {a_meeting}{where}{guests}.",
            f"{first} That question {was} central to {a_meeting}{' ' + on_days if on_days else ''}{where}{guests}.",
        )
        if others:
            kwamen, came = _tense(facts, "kwamen", "komen"), _tense(facts, "came", "come")
            also = pick(language, f" Ook deze vragen {kwamen} aan bod: ", f" These questions {came} up too: ")
            told += also + " ".join(others)
        return told
    title = pick(language, f"de {facts.kind} ‘{facts.title}’", f"the {facts.kind} “{facts.title}”")
    if moment:
        vond, took = _tense(facts, "vond", "vindt"), _tense(facts, "took", "takes")
        return sentence(
            pick(
                language,
                f"{moment} {vond} {title} plaats{for_whom}",
                f"{title} {took} place {moment}{for_whom}",
            )
        )
    return sentence(pick(language, "dit is het verslag van ", "this is the report of ") + title + for_whom)


def _tense(facts: Opening, past: str, plan: str) -> str:
    """The verb: of what was held, or of what is only planned."""
    return plan if facts.is_to_come else past


def _asked(question: str) -> str:
    clean = question.strip()
    return sentence(clean if clean.endswith("?") else f"{without_stop(clean)}?")


def introduction(facts: Opening, language: Language) -> str:
    """The line under the title: "Verslag van de landelijke bijeenkomst op donderdag 5 maart 2015 in …"."""
    moment = when_and_where(facts, language)
    return sentence(
        pick(language, f"verslag van de {facts.kind} {moment}", f"report of the {facts.kind} {moment}").rstrip()
    )


def _by_whom(facts: Opening, language: Language) -> str:
    told = []
    werd, was, lag = (_tense(facts, *verbs) for verbs in (("werd", "wordt"), ("was", "is"), ("lag", "ligt")))
    meeting = facts.kind.split()[-1] if facts.kind else pick(language, "bijeenkomst", "meeting")
    organisers = parties(facts.organisers, language)
    commissioners = parties(facts.commissioners, language)
    contractors = parties(facts.contractors, language)
    behalf = (
        pick(language, f", in opdracht van {commissioners}", f", on behalf of {commissioners}") if commissioners else ""
    )
    if organisers:
        told.append(
            pick(
                language,
                f"De {meeting} {werd} georganiseerd door {organisers}{behalf}.",
                f"The {meeting} {was} organised by {organisers}{behalf}.",
            )
        )
    elif commissioners:
        told.append(
            pick(
                language,
                f"De {meeting} {werd} gehouden in opdracht van {commissioners}.",
                f"The {meeting} {was} held on behalf of {commissioners}.",
            )
        )
    if facts.project:
        done = ""
        if contractors:
            verb = "uitvoert" if len(facts.contractors) == 1 else "uitvoeren"
            done = pick(language, f", dat {contractors} {verb}", f", carried out by {contractors}")
        told.append(
            pick(
                language,
                f"De {meeting} is onderdeel van het project {facts.project}{done}.",
                f"The {meeting} is part of the project {facts.project}{done}.",
            )
        )
    elif contractors:
        told.append(
            pick(language, f"De uitvoering {lag} bij {contractors}.", f"It {was} carried out by {contractors}.")
        )
    return " ".join(told)


def workshops_sentence(
    workshops: int, headings: Sequence[str], language: Language, *, semi_fictional_cases: bool, in_words: bool = False
) -> str:
    """ "In vijf workshops is aan de hand van semi-fictieve casussen gesproken over …"; in words "in workshops is …"."""
    if not workshops:
        return ""
    number = counted(workshops, "workshop", "workshops", language)
    if in_words and workshops > 1:
        number = "workshops"
    topics = enumeration([heading[:1].lower() + heading[1:] for heading in headings], language)
    cases = (
        pick(language, " aan de hand van semi-fictieve casussen", ", with semi-fictional cases,")
        if semi_fictional_cases
        else ""
    )
    if not topics:
        return sentence(
            pick(language, f"er waren {number}", f"there were {number}")
            if workshops > 1
            else pick(language, "er was één workshop", "there was one workshop")
        )
    return sentence(
        pick(
            language,
            f"in {number} is{cases} gesproken over {topics}",
            f"in {number}{cases} participants discussed {topics}",
        )
    )


def gap_sentence(workshop: str, headings: Sequence[str], language: Language) -> str:
    """ "workshop 4: geen goede voorbeelden genoteerd"."""
    missing = pick(language, " en geen ", " and no ").join(heading[:1].lower() + heading[1:] for heading in headings)
    if not headings:
        return pick(language, f"{workshop}: nog niets genoteerd", f"{workshop}: nothing noted yet")
    return pick(language, f"{workshop}: geen {missing} genoteerd", f"{workshop}: no {missing} noted")
