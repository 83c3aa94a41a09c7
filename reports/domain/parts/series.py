"""The dates of a masterclass: who came to each, what each yielded, and what the whole series yielded."""

from collections.abc import Iterator
from datetime import timedelta

from reports.domain.beyond import DateFacts
from reports.domain.draft_blocks import DraftBlock, paragraphs
from reports.domain.layout import Part
from reports.domain.parts.base import Drafting, typed_table
from reports.domain.parts.plenary import sheet_texts
from reports.domain.parts.workshops import themes
from reports.phrases import dates as days
from reports.phrases.numbers import number_word, percent
from reports.phrases.quantities import group_of
from reports.phrases.text import sentence
from workshops.domain.reading import SheetFacts

AROUND = timedelta(hours=2)  # notes of a date may begin a little before it and end after it


def dates(draft: Drafting, part: Part) -> Iterator[DraftBlock]:
    """Attendance per date, a chapter per date, and the outcomes of all dates together."""
    facts = draft.facts
    label = draft.pick("de presentielijst", "the attendance list")
    yield from draft.heading(part, draft.pick("De reeks", "The series"), "dates", label)
    if not facts.dates:
        gap = draft.pick("Van deze reeks zijn nog geen data bekend.", "No dates of this series are known yet.")
        yield from draft.text([gap], "dates", label)
        return
    yield from _attendance(draft, part, label)
    for one in facts.dates:
        title = one.label or days.day(one.starts_at, draft.language)
        yield DraftBlock("chapter", {"text": title[:200], "level": "1", "name": ""}, f"date:{one.id}:heading", title)
        yield from draft.text([_when(draft, one)], f"date:{one.id}", draft.pick("de datum", "the date"))
        sheets = _sheets_of(draft, one)
        noted = False
        for block in _outcomes(draft, one, sheets):
            noted = True
            yield block
        if not noted:
            gap = draft.pick("Van deze bijeenkomst is nog niets genoteerd.", "Nothing was noted of this meeting yet.")
            if one.is_to_come:
                gap = draft.pick("Deze bijeenkomst moet nog komen.", "This meeting is still to come.")
            yield from draft.text([gap], f"date:{one.id}:gap", draft.pick("wat nog ontbreekt", "what is still missing"))
    whole = list(themes(draft, facts.captured.sheets, "dates:whole"))
    if whole:
        title = draft.pick("De hele reeks", "The whole series")
        yield DraftBlock("chapter", {"text": title, "level": "1", "name": ""}, "dates:whole:heading", title)
        yield from whole
    yield from draft.quotes(quote for sheet in facts.captured.sheets for quote in sheet.quotes)


def _attendance(draft: Drafting, part: Part, label: str) -> Iterator[DraftBlock]:
    """The sentence that names the dates; a table with the numbers that may be told, or the same in words."""
    told = _how_many(draft)
    known = [one for one in draft.facts.dates if one.attended is not None]
    if not known:
        told += draft.pick(
            " Hoeveel mensen er per bijeenkomst waren, staat hier niet: de groepen zijn te klein of niet geteld.",
            " How many people came to each meeting is not told: the groups are too small for that or were not counted.",
        )
    yield from draft.text([told], "dates", label)
    if not known or not part.has_tables:
        return
    has_groups = any(one.group for one in draft.facts.dates)
    columns = [draft.pick("Datum", "Date"), draft.pick("Onderdeel", "Part")]
    columns += [draft.pick("Groep", "Group")] if has_groups else []
    columns += [draft.pick("Aanwezig", "Present")]
    rows = []
    for one in draft.facts.dates:
        day = days.day(one.starts_at, draft.language, with_weekday=False)
        rows.append([day, one.label, *([one.group] if has_groups else []), _present(draft, one)])
    caption = draft.pick("Aanwezigen per datum", "Attendance per date")
    yield DraftBlock("table", typed_table(caption, columns, rows), "dates:attendance", label)


def _how_many(draft: Drafting) -> str:
    """ "De reeks had vier bijeenkomsten."; while it runs: "De reeks heeft vier bijeenkomsten; één moet nog komen."."""
    number, to_come = len(draft.facts.dates), sum(one.is_to_come for one in draft.facts.dates)
    verb = draft.pick("heeft", "has") if to_come else "had"
    many = number_word(number, draft.language)
    told = draft.pick(f"De reeks {verb} {many} bijeenkomsten", f"The series {verb} {many} meetings")
    if number == 1:
        told = draft.pick(f"De reeks {verb} één bijeenkomst", f"The series {verb} one meeting")
    elif draft.in_words:
        told = draft.pick(f"De reeks {verb} meer dan één bijeenkomst", f"The series {verb} more than one meeting")
    if to_come:
        still = number_word(to_come, draft.language)
        moet, are = ("moet", "is") if to_come == 1 else ("moeten", "are")
        later = draft.pick(f"daarvan {moet} er {still} nog komen", f"{still} of them {are} still to come")
        if draft.in_words:
            later = draft.pick("een deel daarvan moet nog komen", "part of it is still to come")
        if number == 1:
            later = draft.pick("die moet nog komen", "it is still to come")
        told += f"; {later}"
    return sentence(told)


def _present(draft: Drafting, one: DateFacts) -> str:
    """The number as it may be told; in words its share of all people who came to the series."""
    if one.is_to_come:
        return draft.pick("moet nog komen", "still to come")
    if one.attended is None:
        return draft.pick("niet getoond", "not shown")
    if not draft.in_words:
        return str(one.attended)
    total = draft.facts.attendance.total if draft.facts.attendance else 0
    people = draft.pick("deelnemers", "participants")
    if not total or one.attended > total or percent(one.attended, total) == 0:
        return draft.pick("niet getoond", "not shown")
    return group_of(one.attended, total, people, draft.language)


def _when(draft: Drafting, one: DateFacts) -> str:
    """ "Op donderdag 5 maart van 13.00 tot 16.30 uur in Zwolle, voor Groep Noord."."""
    told = draft.pick("op ", "on ") + days.day(one.starts_at, draft.language)
    told += " " + days.hours(one.starts_at, one.ends_at, draft.language)
    if one.venue:
        told += draft.pick(f" in {one.venue}", f" at {one.venue}")
    if one.group:
        told += draft.pick(f", voor {one.group}", f", for {one.group}")
    return sentence(told)


def _sheets_of(draft: Drafting, one: DateFacts) -> list[SheetFacts]:
    start, end = one.starts_at - AROUND, one.ends_at + AROUND
    return [sheet for sheet in draft.facts.captured.sheets if start <= sheet.starts_at < end and not sheet.is_refused]


def _outcomes(draft: Drafting, one: DateFacts, sheets: list[SheetFacts]) -> Iterator[DraftBlock]:
    spoken = [text for sheet in sheets if sheet.speakers for text in sheet_texts(draft, sheet, is_brief=True)]
    if paragraphs(spoken):
        yield from draft.text(spoken, f"date:{one.id}:spoken", draft.pick("de aantekeningen", "the notes"))
    rest = [sheet for sheet in sheets if not sheet.speakers]
    yield from themes(draft, rest, f"date:{one.id}")
