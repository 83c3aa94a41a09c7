"""What the core app keeps of people: accounts of organisers and their colleagues."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal


def declare_all() -> None:
    """Declare every model of the app."""
    account = PersonalField(
        _("account of an organiser or colleague: to sign in and to see who did what"),
        _("administrators"),
        Expiry.ACCOUNT,
    )
    declare(
        "core.User",
        personal=dict.fromkeys(
            ("username", "first_name", "last_name", "email", "password", "last_login", "date_joined"), account
        ),
        impersonal=("is_superuser", "is_staff", "is_active"),
    )
    role = PersonalField(_("role of an account at one event"), _("organisers of the event"), Expiry.ACCOUNT)
    declare("core.EventRole", personal={"role": role}, impersonal=())
    declare(
        "core.AccessLink",
        personal={
            "label": PersonalField(
                _("note by which an organiser recognises a link, sometimes a name"),
                _("organisers of the event"),
                Expiry.EVENT,
            )
        },
        impersonal=("purpose", "target", "serial", "created_at", "expires_at", "revoked_at"),
    )
    reference = "Reference data about organisations and places, not about persons."
    for model in ("Region", "Municipality", "Organisation", "Sector", "Venue"):
        declare_impersonal(f"core.{model}", reference)
    declare_impersonal("core.BrandingSettings", "Look and addresses of an organisation.")
