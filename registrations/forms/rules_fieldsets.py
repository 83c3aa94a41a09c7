"""The fieldsets of the page with the rules of registration. A part that adds a rule adds its fields here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fieldset:
    """A heading with fields of RegistrationRules under it."""

    title: str | Promise
    fields: tuple[str, ...]
    introduction: str | Promise = ""


FIELDSETS = [
    Fieldset(_("Who may register"), ("mode", "overbooking")),
    Fieldset(
        _("Waiting list"),
        ("waiting_order", "offer_hours", "offers_stop_hours", "held_until_hours"),
        _("The form, the personal page and the mails tell people how it works. A lot is drawn once and kept."),
    ),
    Fieldset(
        _("Before the day"),
        ("changes_stop_hours", "reconfirmation_days", "reconfirmation_release_hours"),
        _("Cancelling stays possible until the end: a place that comes free is of use to somebody else."),
    ),
    Fieldset(_("Substitutes"), ("substitutes", "substitute_hours")),
    Fieldset(_("On the form"), ("has_exchange",)),
]
