"""Badges and table signs: sizes, colours, codes, and what is marked as printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.font_metrics import fit
from registrations.domain.printing.paper import Meeting, Paper
from registrations.domain.printing.people import PrintedPerson
from registrations.enums import BadgeSheet
from registrations.models import PrintedBadge, Registration

# White text on each has a contrast of at least 4.5; they stay apart for the usual kinds of colour-blindness.
SECTOR_COLOURS = ("#0b5563", "#8f3d00", "#4b3f94", "#1e6b36", "#9a1750", "#4d4d4d", "#005ea8", "#6b5600")
NO_SECTOR = "#4d4d4d"
A4 = (210.0, 297.0)
POINTS = 72 / 25.4  # in a millimetre
QUIET_ZONE = 4
CODE_SIDE = 25 + 2 * QUIET_ZONE


@dataclass(frozen=True)
class Layout:
    """Badges on a page, in millimetres: how many, how large, how far apart. The block stands in the middle."""

    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    gap: float = 0

    @property
    def left(self) -> float:
        """The margin at the left."""
        return (self.page[0] - self.columns * self.width - (self.columns - 1) * self.gap) / 2

    @property
    def top(self) -> float:
        """The margin at the top."""
        return (self.page[1] - self.rows * self.height) / 2

    @property
    def per_page(self) -> int:
        """How many badges a page holds."""
        return self.columns * self.rows


LAYOUTS = {
    BadgeSheet.A4_90X55: Layout(A4, 2, 5, 90, 55),
    BadgeSheet.A4_85X55: Layout(A4, 2, 5, 85, 55, gap=10),
    BadgeSheet.A4_99X68: Layout(A4, 2, 4, 99.1, 67.7, gap=2.5),
    BadgeSheet.LABEL_62X100: Layout((62, 100), 1, 1, 62, 100),
    BadgeSheet.LABEL_100X62: Layout((100, 62), 1, 1, 100, 62),
}


class Box(NamedTuple):
    """A place on a badge, in millimetres, and the sizes that its text may have, in points."""

    left: float
    top: float
    width: float
    height: float
    sizes: Sequence[float] = ()
    bold: bool = False


@dataclass(frozen=True)
class BadgeParts:
    """Where everything stands on one badge, and its text set to fit there."""

    boxes: dict[str, Box]

    @classmethod
    def of(cls, layout: Layout, *, with_code: bool) -> "BadgeParts":
        """Title of the meeting, name, organisation and function from the top; code and sector at the foot."""
        width, height = layout.width, layout.height
        upright = height > width
        side, strip, top, margin = (28.0 if upright else min(23.0, height * 0.36)) if with_code else 0.0, 7.0, 7.5, 4.0
        inner = width - 2 * margin
        body = height - strip - top - 1
        name = (body - side * upright) * 0.48
        rest = body - side * upright - name
        beside = inner if upright else inner - side
        code_left = (width - side) / 2 if upright else width - side - 1
        return cls(
            {
                "event": Box(margin, 3, inner, 4.2, steps(7.5, 3, 0.5)),
                "name": Box(margin, top, inner, name, steps(30, 4), bold=True),
                "organisation": Box(margin, top + name + 0.5, beside, rest * 0.56 - 0.5, steps(13, 4)),
                "function": Box(margin, top + name + rest * 0.56, beside, rest * 0.44, steps(11, 4)),
                "code": Box(code_left, height - strip - side, side, side),
                "strip": Box(0, height - strip, width, strip),
                "sector": Box(margin, height - strip + 1.2, inner, strip - 1.6, steps(11, 4), bold=True),
            }
        )

    @property
    def places(self) -> dict[str, dict[str, float]]:
        """The places for the template."""
        return {
            name: {"left": box.left, "top": box.top, "width": box.width, "height": box.height}
            for name, box in self.boxes.items()
        }

    def set(self, name: str, text: str) -> dict[str, Any]:
        """A text in its place."""
        return set_text(text, self.boxes[name])


def set_text(text: str, box: Box) -> dict[str, Any]:
    """Size and lines of a text in a box, for the template."""
    found = fit(text, box.width * POINTS, box.height * POINTS, box.sizes, bold=box.bold)
    return {"size": found.size, "lines": found.lines}


def steps(largest: float, smallest: float, step: float = 1) -> list[float]:
    """Sizes from large to small."""
    return [largest - step * number for number in range(int((largest - smallest) / step) + 1)]


@dataclass(frozen=True)
class BadgeChoices:
    """What stands on a badge besides the name."""

    sheet: BadgeSheet = BadgeSheet.A4_90X55
    with_organisation: bool = True
    with_function: bool = True
    with_sector: bool = True
    with_colour: bool = True
    with_code: bool = True
    with_marks: bool = False


def badges(meeting: Meeting, people: Sequence[PrintedPerson], choices: BadgeChoices) -> Paper:
    """Badges in the order given."""
    layout = LAYOUTS[choices.sheet]
    colours = sector_colours(meeting.event.pk)
    parts = BadgeParts.of(layout, with_code=choices.with_code)
    data = {
        **meeting.head(_("Badges")),
        "layout": {
            "page": layout.page,
            "columns": layout.columns,
            "per-page": layout.per_page,
            "width": layout.width,
            "height": layout.height,
            "gap": layout.gap,
            "left": layout.left,
            "top": layout.top,
            "marks": choices.with_marks and layout.page == A4,
        },
        "parts": parts.places,
        "top-line": parts.set("event", meeting.event.title),
        "code-label": _("Code for check-in"),
        "code-side": CODE_SIDE if choices.with_code else 0,
        "badges": [_badge(person, choices, colours, parts) for person in people],
    }
    codes = b"".join(check_in_code(person.reference) for person in people) if choices.with_code else b""
    return Paper("badges", data, len(people), {"codes.bin": codes})


def _badge(
    person: PrintedPerson, choices: BadgeChoices, colours: dict[int | None, str], parts: "BadgeParts"
) -> dict[str, Any]:
    sector = person.sector if choices.with_sector else ""
    return {
        "name": parts.set("name", person.name),
        "organisation": parts.set("organisation", person.organisation if choices.with_organisation else ""),
        "function": parts.set("function", person.function if choices.with_function else ""),
        "sector": parts.set("sector", sector) if sector else None,
        "colour": colours.get(person.sector_id, NO_SECTOR) if sector and choices.with_colour else None,
    }


def sector_colours(event_id: int) -> dict[int | None, str]:
    """A colour for each sector of an event, whoever is selected; their names always stand beside it. One query."""
    rows = Registration.objects.filter(event_id=event_id, sector__isnull=False).order_by("sector_id")
    keys = rows.values_list("sector_id", flat=True).distinct()
    return {key: SECTOR_COLOURS[number % len(SECTOR_COLOURS)] for number, key in enumerate(keys)}


def check_in_code(reference: str) -> bytes:
    """The QR code of a reference as grey pixels, 33 × 33 with its quiet zone (ISO/IEC 18004, version 2-M).

    It is not the personal link: a badge hangs on a chest and can be photographed. The desk knows the reference, and
    for anybody else it opens nothing. Every reader reads every mask; trying all eight takes five times as long.
    """
    code = segno.make(reference.upper(), version=2, error="m", mode="alphanumeric", boost_error=False, mask=2)
    return bytes(0 if module else 255 for row in code.matrix_iter(border=QUIET_ZONE) for module in row)


def mark_printed(people: Iterable[PrintedPerson]) -> None:
    """Remember whose badge was printed, and how it looked."""
    now = timezone.now()
    with transaction.atomic():
        PrintedBadge.objects.bulk_create(
            [
                PrintedBadge(registration_id=person.pk, fingerprint=person.fingerprint, printed_at=now)
                for person in people
            ],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["registration"],
            update_fields=["fingerprint", "printed_at"],
        )


SIGN_NAME = Box(18, 34, 174, 66, steps(80, 10, 2), bold=True)
SIGN_ORGANISATION = Box(18, 106, 174, 26, steps(26, 8))


def table_signs(meeting: Meeting, people: Sequence[tuple[str, str]]) -> Paper:
    """A sheet of A4 for each (name, organisation), to be folded in the middle: both sides can be read."""
    signs = [
        {"name": set_text(name, SIGN_NAME), "organisation": set_text(organisation, SIGN_ORGANISATION)}
        for name, organisation in people
    ]
    return Paper("table_signs", {**meeting.head(_("Table signs")), "signs": signs}, len(signs))
