"""Days and times in sentences. All arguments are local times; nothing here knows time zones."""

from collections.abc import Sequence
from datetime import date, datetime, time

from reports.phrases.language import Language, pick
from reports.phrases.text import enumeration

_DAYS_NL = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
_DAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS_NL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(value: date, language: Language, *, with_weekday: bool = True, with_year: bool = True) -> str:
    """ "donderdag 5 maart 2015"."""
    weekday = pick(language, _DAYS_NL[value.weekday()], _DAYS_EN[value.weekday()])
    month = pick(language, _MONTHS_NL[value.month - 1], _MONTHS_EN[value.month - 1])
    text = f"{value.day} {month}" + (f" {value.year}" if with_year else "")
    return f"{weekday} {text}" if with_weekday else text


def clock(value: time, language: Language) -> str:
    """ "12.30" in Dutch (Taalunie: a full stop), "12:30" in English."""
    return f"{value.hour:02d}{pick(language, '.', ':')}{value.minute:02d}"


def hours(start: datetime, end: datetime, language: Language) -> str:
    """ "van 12.30 tot 17.00 uur"."""
    first, last = clock(start.time(), language), clock(end.time(), language)
    return pick(language, f"van {first} tot {last} uur", f"from {first} to {last}")


def days(values: Sequence[date], language: Language) -> str:
    """Several days; the year stands once when they share it: "3 maart, 10 maart en 17 maart 2015"."""
    ordered = sorted(set(values))
    if len(ordered) == 1:
        return day(ordered[0], language)
    one_year = ordered[0].year == ordered[-1].year
    parts = [day(value, language, with_weekday=False, with_year=not one_year) for value in ordered[:-1]]
    return enumeration([*parts, day(ordered[-1], language, with_weekday=False)], language)
