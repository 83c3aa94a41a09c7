"""Invented people: the same ones every time, and marked as invented."""

from collections.abc import Iterator
from dataclasses import dataclass

FIRST_NAMES = [
    "Anja", "Bilal", "Carla", "Daan", "Esra", "Frits", "Gerda", "Hamid", "Ilse", "Jeroen",
    "Karima", "Lars", "Marloes", "Noah", "Olga", "Pieter", "Quirine", "Rachid", "Sanne", "Tom",
]  # fmt: skip
LAST_NAMES = [
    "Aarts", "van den Berg", "Çelik", "Dijkstra", "Evers", "de Groot", "Hoekstra", "Idrissi", "Jansen", "Kuipers",
    "van Leeuwen", "Mulder", "Nijland", "Oosterhuis", "Peters", "de Ruiter", "Smit", "Timmer", "Vos", "Willems",
]  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One invented person with the sector they come from."""

    name: str
    email: str
    sector: str
    organisation: str
    function: str


WORK = {
    "gemeente-beleid": ("Gemeente {town}", "beleidsmedewerker"),
    "gemeente-uitvoering": ("Gemeente {town}", "wijkteammedewerker"),
    "veilig-thuis": ("Veilig Thuis", "maatschappelijk werker"),
    "politie": ("Politie", "wijkagent"),
    "om": ("Openbaar Ministerie", "parketsecretaris"),
    "opvang": ("Opvang De Haven (verzonnen)", "begeleider"),
    "hulpverlening": ("Praktijk Zuidwijk (verzonnen)", "systeemtherapeut"),
    "ervaringsdeskundigen": ("", "ervaringsdeskundige"),
}
TOWNS = ["Utrecht", "Zwolle", "Almere", "Breda", "Groningen", "Alkmaar", "Venlo", "Deventer", "Leiden", "Emmen"]


def people(counts: dict[str, int], *, tag: str) -> Iterator[Person]:
    """As many people per sector as asked for; ``tag`` keeps the addresses of meetings apart."""
    number = 0
    for sector, count in counts.items():
        organisation, function = WORK[sector]
        for _ in range(count):
            first = FIRST_NAMES[number % len(FIRST_NAMES)]
            last = LAST_NAMES[(number // len(FIRST_NAMES) + 3 * number) % len(LAST_NAMES)]
            yield Person(
                name=f"{first} {last} (verzonnen)",
                email=f"{tag}-{number + 1}@verzonnen.example",
                sector=sector,
                organisation=organisation.format(town=TOWNS[number % len(TOWNS)]),
                function=function,
            )
            number += 1
