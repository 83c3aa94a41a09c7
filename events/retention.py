"""What the events app keeps of people: speakers and persons in a role, named publicly in that role."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

EVERYBODY = _("everybody: it is published")


def declare_all() -> None:
    """Declare every model of the app."""
    content = "Published content of an announcement, about the meeting and not about a person."
    for model in ("EventIndexPage", "EventPage", "EventDate", "CentralQuestion", "EventSector", "ProgrammeItem"):
        declare_impersonal(f"events.{model}", content)
    speaker = PersonalField(
        _("speaker: name, function, organisation and introduction in the programme"), EVERYBODY, Expiry.PUBLISHED
    )
    declare(
        "events.Speaker",
        personal=dict.fromkeys(("name", "function", "organisation_name", "biography"), speaker),
        impersonal=("uid", "sort_order"),
    )
    party = PersonalField(
        _("person who organises or commissions: name in the announcement"), EVERYBODY, Expiry.PUBLISHED
    )
    declare(
        "events.EventParty",
        personal=dict.fromkeys(("person_name", "name_at_the_time"), party),
        impersonal=("role", "sort_order"),
    )
