"""Who came, in numbers per sector: from the people while they are known, from the summary afterwards."""

from dataclasses import dataclass

from django.db.models import Count, Q

from registrations.enums import RegistrationState
from registrations.models import AttendanceSummary, Registration


@dataclass(frozen=True)
class SectorAttendance:
    """How many of one sector had a place and how many were checked in; ``sector_id`` None: unknown."""

    sector_id: int | None
    registered: int
    attended: int


def attendance_by_sector(event_id: int) -> list[SectorAttendance]:
    """The numbers of one event, largest sector first; people and summary are added up. Two queries."""
    numbers: dict[int | None, list[int]] = {}
    for sector_id, registered, attended in (*_living(event_id), *_kept(event_id)):
        total = numbers.setdefault(sector_id, [0, 0])
        total[0] += registered
        total[1] += attended
    found = [SectorAttendance(sector_id, *total) for sector_id, total in numbers.items()]
    return sorted(found, key=lambda item: (-item.registered, item.sector_id or 0))


def _living(event_id: int) -> list[tuple[int | None, int, int]]:
    return list(
        Registration.objects.filter(event_id=event_id, state=RegistrationState.CONFIRMED)
        .order_by()
        .values_list("sector_id")
        .annotate(
            registered=Count("pk", distinct=True),
            attended=Count("pk", filter=Q(attendances__isnull=False), distinct=True),
        )
    )


def _kept(event_id: int) -> list[tuple[int | None, int, int]]:
    return list(AttendanceSummary.objects.filter(event_id=event_id).values_list("sector_id", "registered", "attended"))
