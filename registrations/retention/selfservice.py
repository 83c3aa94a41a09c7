"""What self-service keeps of people (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare

ORGANISERS = _("the organisers of the meeting")


def declare_selfservice_fields() -> None:
    """Declare the models of self-service. They go with the registration at the latest."""
    address = PersonalField(_("to change your e-mail address when you confirm the new one"), _("nobody"), Expiry.EVENT)
    declare(
        "registrations.AddressChange",
        personal=dict.fromkeys(("registration", "reference", "email", "expires_at"), address),
        impersonal=[],
    )
    handover = PersonalField(
        _("to ask your substitute; name and address go as soon as there is an answer"), ORGANISERS, Expiry.EVENT
    )
    names = ("registration", "reference", "state", "name", "email", "substitute")
    times = ("offered_at", "expires_at", "ended_at")
    declare("registrations.Handover", personal=dict.fromkeys((*names, *times), handover), impersonal=[])
    coming = PersonalField(_("to know who still comes"), ORGANISERS, Expiry.EVENT)
    declare(
        "registrations.Reconfirmation",
        personal=dict.fromkeys(("registration", "asked_at", "reminded_at", "answer", "answered_at"), coming),
        impersonal=[],
    )
