"""Where each step of an event's timeline is done, for who may do it."""

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.coreutils import safe_snake_case

from events.models import EventPage
from workspace.domain.timeline import Step, Subject

PLACES = {
    Subject.WORKSHOPS: "workshop_list:index",
    Subject.POLLS: "polls_prepare:index",
    Subject.MEETING: "polls_admin:room",
    Subject.OUTCOMES: "capture_sheets:index",
}


def with_addresses(
    steps: list[Step], event: EventPage, *, can_edit: bool, can_organise: bool
) -> list[tuple[Step, str]]:
    """Each step with the address where it is done; empty where the person may not go or nothing is to be done."""
    editor = reverse("wagtailadmin_pages:edit", args=(event.pk,)) if can_edit else ""
    registration = f"{editor}#tab-{safe_snake_case(gettext('Registration'))}" if can_edit else ""
    found = {Subject.PAGE: editor, Subject.REGISTRATION: registration, Subject.REMOVAL: registration}
    if can_organise:
        found |= {subject: reverse(name, args=(event.pk,)) for subject, name in PLACES.items()}
        found |= {Subject.REPORT: "#workspace-report-section"}
    return [(step, found.get(step.subject, "")) for step in steps]
