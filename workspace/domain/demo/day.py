"""What the day of the demo needs besides: a desk for one date, a desk at the door of a workshop, and papers."""

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from registrations.models import DayNotes, Registration
from workshops.models import Workshop

SETUPS = (
    "Kring van 20 stoelen, flip-over",
    "Vijf tafels van zes, scherm en beamer",
    "Theateropstelling, 40 stoelen, twee losse microfoons",
)
CONTACTS = (
    "Wies Zaal (verzonnen), zaal en sleutels, 06 0000 0001\n"
    "Bo Balie (verzonnen), inchecken, 06 0000 0002\n"
    "Dirk Dagdeel (verzonnen), techniek, 06 0000 0003"
)


def prepare_day(event: EventPage) -> None:
    """Links to the desk of the date and to the door of the first workshop; set-ups, contact persons, one badge name."""
    date = event.dates.order_by("starts_at").first()
    workshops = list(Workshop.objects.filter(round__event=event).order_by("round__starts_at", "number", "pk"))
    if date is not None:
        _link(event, LinkPurpose.CHECK_IN, date.pk, "Balie bij de ingang")
    if workshops:
        _link(event, LinkPurpose.CHECK_IN_WORKSHOP, workshops[0].pk, f"Deur van workshop {workshops[0].number}")
    for number, workshop in enumerate(workshops):
        workshop.room_setup = workshop.room_setup or SETUPS[number % len(SETUPS)]
    Workshop.objects.bulk_update(workshops, ["room_setup"])
    DayNotes.objects.get_or_create(
        event=event,
        defaults={
            "contacts": CONTACTS,
            "venue_note": "Koffie en thee een half uur voor het begin. Lunch vegetarisch, vlees op verzoek.",
            "desk_note": "Jassen links van de ingang. De stilteruimte is naast zaal 1.",
        },
    )
    expert = Registration.objects.filter(event=event, sector__slug="ervaringsdeskundigen", badge_name="").first()
    if expert is not None and not Registration.objects.filter(event=event).exclude(badge_name="").exists():
        expert.badge_name = "Ster"
        expert.save(update_fields=["badge_name"])


def _link(event: EventPage, purpose: LinkPurpose, target: int, label: str) -> None:
    if not AccessLink.objects.usable().filter(event=event, purpose=purpose, target=target).exists():
        AccessLink.objects.create(event=event, purpose=purpose, target=target, label=label)
