"""How many people were there and from which sectors, as a report may tell it. Two queries and the sectors."""

from collections.abc import Mapping

from django.db.models import Count

from core.models import Sector
from events.models import EventPage
from polls.models import DisclosurePolicy
from registrations.enums import RegistrationState
from registrations.models import Attendance, AttendanceSummary, Registration
from reports.phrases.attendance import AttendanceCount, SectorNode, fold_children, rest_of, safe_groups
from reports.phrases.language import Language

MINIMUM = 10


def attendance_of(event: EventPage, language: Language) -> AttendanceCount | None:
    """People by sector: who was checked in, else who was registered; None when nobody was either."""
    counted, is_registered = _people(event)
    total = sum(counted.values())
    if not total:
        return None
    minimum = minimum_of(event)
    nodes = _nodes(language)
    known = {pk: count for pk, count in counted.items() if pk in nodes}
    groups = safe_groups(
        fold_children(known, nodes, minimum=minimum, language=language), total, minimum=minimum, **rest_of(language)
    )
    return AttendanceCount(total, groups, minimum, is_registered=is_registered)


def minimum_of(event: EventPage) -> int:
    """The fewest people that a number of this event may stand for."""
    chosen = DisclosurePolicy.objects.filter(event=event).values_list("minimum", flat=True).first()
    return max(MINIMUM, chosen or 0)


def _nodes(language: Language) -> Mapping[int | None, SectorNode]:
    return {
        sector.pk: SectorNode(sector.name_in(language), sector.people_in(language), sector.parent_id)
        for sector in Sector.objects.all()
    }


def _people(event: EventPage) -> tuple[dict[int | None, int], bool]:
    """Numbers per sector and whether they are registrations; from the kept numbers once the people are gone."""
    came = Registration.objects.filter(pk__in=Attendance.objects.filter(event_date__page=event).values("registration"))
    registered = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)
    for people, is_registered in ((came, False), (registered, True)):
        found = dict(people.order_by().values_list("sector").annotate(Count("pk")))
        if found:
            return found, is_registered
    kept = list(AttendanceSummary.objects.filter(event=event))
    attended = {row.sector_id: row.attended for row in kept if row.attended}
    return attended or {row.sector_id: row.registered for row in kept if row.registered}, not attended
