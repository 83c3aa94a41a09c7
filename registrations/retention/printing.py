"""What the day leaves: which badges are printed, who made a file, notes, and who went through which door."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare


def declare_fields() -> None:
    """Declare the models of printing and of the doors."""
    organisers = _("the organisers of the meeting")
    badge = PersonalField(_("to know which badges are printed"), organisers, Expiry.EVENT)
    declare(
        "registrations.PrintedBadge",
        personal={"registration": badge, "fingerprint": badge, "printed_at": badge},
        impersonal=[],
    )
    maker = PersonalField(_("to know who made a list of people"), organisers, Expiry.ACCOUNT)
    declare(
        "registrations.Printout",
        personal={"made_by": maker},
        impersonal=["event", "kind", "people", "made_at"],
    )
    contact = PersonalField(_("so that who works on the day can reach each other"), organisers, Expiry.EVENT)
    declare(
        "registrations.DayNotes",
        personal={"contacts": contact, "venue_note": contact, "desk_note": contact},
        impersonal=["event"],
    )
    there = PersonalField(_("to know who was there"), organisers, Expiry.EVENT)
    declare(
        "registrations.DoorAttendance",
        personal={"registration": there, "workshop": there, "item": there, "checked_in_at": there},
        impersonal=[],
    )
