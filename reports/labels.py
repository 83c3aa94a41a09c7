"""The few words that an exporter adds, in the document's own language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.document import AppendixHeading, Document, Figure, Heading, Table, plain_text, walk


@dataclass(frozen=True)
class Labels:
    """Words around the content."""

    figure: str
    table: str
    appendix: str
    contents: str
    list_of_figures: str
    colophon: str
    summary: str
    data: str
    source: str
    byline: str


def labels_for(document: Document) -> Labels:
    """The words in the language of the document, whatever language is active."""
    with override(document.language):
        day = date_format(document.date, "DATE_FORMAT") if document.date else ""
        parts = [document.organisation, ", ".join(document.authors), day]
        return Labels(
            figure=_("Figure"),
            table=_("Table"),
            appendix=_("Appendix"),
            contents=_("Contents"),
            list_of_figures=_("List of figures"),
            colophon=_("Colophon"),
            summary=_("In short"),
            data=_("Figures of the chart"),
            source=_("Image"),
            byline=" · ".join(part for part in parts if part),
        )


def full_language(language: str) -> tuple[str, str]:
    """Language and country, as word processors want them: "nl" is nl-NL, "en" is en-GB."""
    code, _separator, country = language.partition("-")
    if not country or len(country) != 2:
        country = {"en": "GB", "nl": "NL", "de": "DE", "fr": "FR"}.get(code.lower(), "")
    return code.lower(), country.upper()


def heading_text(block: Heading | AppendixHeading, labels: Labels) -> str:
    """What stands before the words of a heading: "2.1 " or "Bijlage A: "."""
    if isinstance(block, AppendixHeading):
        return f"{labels.appendix} {block.letter}: "
    return f"{block.number} " if block.number else ""


@dataclass(frozen=True)
class Target:
    """Where a cross reference leads and how it reads."""

    anchor: str
    text: str


def targets(document: Document, labels: Labels) -> dict[str, Target]:
    """Every key of the document with its anchor (safe as an id) and its words ("figuur 3")."""
    found: dict[str, Target] = {}
    for block, text in _keyed(document, labels):
        found[block.key] = Target(f"r{len(found) + 1}", text)
    return found


def _keyed(document: Document, labels: Labels) -> Iterator[tuple[Heading | AppendixHeading | Table | Figure, str]]:
    for _path, block in walk(document.blocks):
        if not isinstance(block, Heading | AppendixHeading | Table | Figure) or not block.key:
            continue
        match block:
            case Figure():
                yield block, f"{labels.figure.lower()} {block.number}"
            case Table() if block.number is not None:
                yield block, f"{labels.table.lower()} {block.number}"
            case AppendixHeading():
                yield block, f"{labels.appendix.lower()} {block.letter}"
            case Heading(number=number) if number:
                yield block, number
            case Table():
                yield block, plain_text(block.caption) or labels.table.lower()
            case _:
                yield block, plain_text(block.content)


def column_weights(table: Table) -> list[int]:
    """Relative widths of columns by what is in them: 10 to 40, and wide enough for their longest word in bold."""
    weights = []
    for index, column in enumerate(table.columns):
        cells = [plain_text(column.header), *(plain_text(row[index]) for row in table.rows)]
        longest_word = max((len(word) for cell in cells for word in cell.split()), default=1)
        longest = max(len(cell) for cell in cells)
        weights.append(max(10, min(40, max(min(longest_word, 20) + 5, longest // 2 if longest > 24 else longest))))
    return weights


def readable_accent(colour: str) -> str:
    """The accent colour, darkened in steps until it has 4.5:1 against white (WCAG 2.2, relative luminance)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    while 1.05 / (_luminance(red, green, blue) + 0.05) < 4.5:
        red, green, blue = (int(part * 0.92) for part in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _luminance(red: int, green: int, blue: int) -> float:
    parts = [part / 255 for part in (red, green, blue)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
