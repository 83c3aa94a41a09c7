"""Loads the places of the country: 342 municipalities, 25 safety regions, and the programme regions.

Sources, as files in ``core/data``: municipalities with their safety region (Statistics Netherlands, codes
GMxxxx and VRxx) and the regions for the approach to domestic violence with their central municipalities.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from core.enums import RegionKind
from core.models import Municipality, Region

DATA = Path(__file__).resolve().parents[1] / "data"
# Names in daily use that differ from the register's.
ALIASES = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch"}


@dataclass(frozen=True)
class Loaded:
    """How many rows stand there after loading."""

    municipalities: int
    safety_regions: int
    programme_regions: int
    central_municipalities: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def municipality_names() -> tuple[str, ...]:
    """The names of all municipalities as the register writes them, from the file, without a database."""
    return tuple(row["name"] for row in _rows("gemeenten.csv"))


def load_geography() -> Loaded:
    """Make or update regions and municipalities; loading twice changes nothing."""
    with transaction.atomic():
        municipalities = list(_rows("gemeenten.csv"))
        safety = _load_regions(
            RegionKind.SAFETY_REGION, {row["safety_region_code"]: row["safety_region"] for row in municipalities}
        )
        _load_municipalities(municipalities, safety)
        regions = list(_rows("regios-huiselijk-geweld.csv"))
        programme = _load_regions(RegionKind.PROGRAMME_REGION, {row["nr"]: row["regio"] for row in regions})
        central = _mark_central(regions, programme)
    return Loaded(len(municipalities), len(safety), len(programme), central)


def _load_regions(kind: RegionKind, names: dict[str, str]) -> dict[str, Region]:
    Region.objects.bulk_create(
        [Region(kind=kind, code=code, name=name) for code, name in names.items()],
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=["name"],
    )
    return {region.code: region for region in Region.objects.filter(kind=kind)}


def _load_municipalities(rows: list[dict[str, str]], safety: dict[str, Region]) -> None:
    Municipality.objects.bulk_create(
        [
            Municipality(code=row["code"], name=row["name"], safety_region=safety[row["safety_region_code"]])
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "safety_region"],
    )


def _mark_central(rows: list[dict[str, str]], programme: dict[str, Region]) -> int:
    """Mark the central municipalities and give them their programme region; returns how many."""
    by_name = {municipality.name.lower(): municipality for municipality in Municipality.objects.all()}
    central = []
    for row in rows:
        for name in row["centrumgemeenten"].split(","):
            plain = name.strip().lower()
            municipality = by_name[ALIASES.get(plain, plain)]
            municipality.is_central = True
            municipality.programme_region = programme[row["nr"]]
            central.append(municipality)
    Municipality.objects.bulk_update(central, ["is_central", "programme_region"])
    return len(central)
