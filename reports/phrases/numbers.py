"""Whole numbers and shares in sentences."""

from reports.phrases.language import Language, pick

_NL = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NBSP = "\u00a0"


def percent(count: int, total: int) -> int:
    """``count`` of ``total`` in whole per cents, rounded half up. Raises ValueError when it is no share."""
    if total <= 0 or not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no share")
    return (200 * count + total) // (2 * total)


def percent_text(count: int, total: int, language: Language) -> str:
    """The share as it is printed: "52 %" (Dutch, with a no-break space) or "52%"; never a false 0 or 100."""
    value = percent(count, total)
    sign = pick(language, f"{NBSP}%", "%")
    if value == 0 and count:
        return pick(language, "minder dan", "less than") + f" 1{sign}"
    if value == 100 and count < total:
        return pick(language, "meer dan", "more than") + f" 99{sign}"
    return f"{value}{sign}"


def number_word(number: int, language: Language) -> str:
    """A count in words up to twelve, in figures from thirteen on; thousands with a separator."""
    if 0 <= number <= 12:
        return pick(language, _NL[number], _EN[number])
    return f"{number:,}".replace(",", pick(language, ".", ","))


def counted(number: int, singular: str, plural: str, language: Language) -> str:
    """A count with its noun in the right number: "vijf workshops", "één workshop", "84 stemmers"."""
    return f"{number_word(number, language)} {singular if number == 1 else plural}"
