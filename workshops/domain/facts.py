"""What people read of a workshop when they choose: language, level, for whom, and whether it takes place."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from workshops.models import Workshop


def sectors_by_workshop(event_id: int) -> dict[int, list[str]]:
    """For whom each workshop of an event is meant, by name. One query."""
    rows = Workshop.target_sectors.through.objects.filter(workshop__round__event_id=event_id)
    found: dict[int, list[str]] = {}
    for workshop_id, name in rows.order_by("sector__name").values_list("workshop_id", "sector__name"):
        found.setdefault(workshop_id, []).append(name)
    return found


def note_of(workshop: Workshop, sectors: Iterable[str] = ()) -> str:
    """One line, "" when there is nothing to say."""
    parts = []
    if workshop.language:
        parts.append(_("In %(language)s") % {"language": workshop.get_language_display()})
    if workshop.level:
        parts.append(workshop.get_level_display())
    names = ", ".join(sectors)
    if names:
        parts.append(_("Meant for: %(sectors)s") % {"sectors": names})
    return " · ".join(parts)


def state_of(workshop: Workshop) -> str:
    """That it does not take place, and where its people went; "" when it does."""
    if not workshop.is_cancelled:
        return ""
    if workshop.merged_into is not None:
        return _("Merged with: %(title)s") % {"title": workshop.merged_into.title}
    return _("Does not take place")
