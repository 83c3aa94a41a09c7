"""Registrations as CSV, row by row; cells that a spreadsheet would take for a formula are made plain text."""

import csv
from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.models import Place, Registration
from workshops.models import WorkshopRound

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CHUNK = 500


class _Echo:
    """Gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def plain_cell(value: str) -> str:
    """The text with a quote before it when it starts like a formula (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def registrations_csv(event_id: int, registrations: QuerySet[Registration]) -> Iterator[str]:
    """The lines of the file, with a byte-order mark and semicolons, as Dutch spreadsheets expect."""
    rounds = list(WorkshopRound.objects.filter(event_id=event_id))
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(_header(rounds))
    rows = registrations.select_related("sector", "municipality").prefetch_related(
        Prefetch("places", Place.objects.select_related("workshop")), "attendances"
    )
    for registration in rows.iterator(chunk_size=CHUNK):
        yield writer.writerow([plain_cell(cell) for cell in _cells(registration, rounds)])


def _header(rounds: list[WorkshopRound]) -> list[str]:
    return [
        _("Name"),
        _("E-mail address"),
        _("Organisation"),
        _("Municipality"),
        _("Sector"),
        _("Function"),
        _("State"),
        _("Registered at"),
        _("Dates attended"),
        *(plain_cell(item.title) for item in rounds),
    ]


def _cells(registration: Registration, rounds: list[WorkshopRound]) -> list[str]:
    by_round = {place.round_id: place.workshop.title for place in registration.places.all()}
    return [
        registration.name,
        registration.email,
        registration.organisation_name,
        registration.municipality.name if registration.municipality else "",
        registration.sector.name if registration.sector else "",
        registration.function,
        registration.get_state_display(),
        f"{timezone.localtime(registration.created_at):%Y-%m-%d %H:%M}",
        str(len(registration.attendances.all())),
        *(by_round.get(item.pk, "") for item in rounds),
    ]
