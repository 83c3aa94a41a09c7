"""What is kept of who is invited and of who left an address, why, who sees it, and when it goes (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

ORGANISERS = _("the organisers of the meeting")


def declare_fields() -> None:
    """Declare the models of invitations and save-the-dates."""
    tell = PersonalField(_("to tell you once that registration is open"), ORGANISERS, Expiry.OPENING)
    declare(
        "registrations.Interest",
        personal=dict.fromkeys(
            (
                "reference",
                "name",
                "email",
                "email_key",
                "sector",
                "language",
                "created_at",
                "confirmed_at",
                "told_at",
            ),
            tell,
        ),
        impersonal=["event"],
    )
    invite = PersonalField(_("to invite you and to see whether you come"), ORGANISERS, Expiry.EVENT)
    declare(
        "registrations.Invitation",
        personal=dict.fromkeys(
            (
                "reference",
                "name",
                "email",
                "email_key",
                "organisation_name",
                "sector",
                "municipality",
                "programme_region",
                "safety_region",
                "language",
                "colleague_of",
                "registration",
                "created_at",
                "sent_at",
                "last_mailed_at",
                "opened_at",
                "declined_at",
                "decline_reason",
                "bounced_at",
                "revoked_at",
            ),
            invite,
        ),
        impersonal=["event"],
    )
    declare("registrations.CodeUse", personal={"code": invite, "registration": invite}, impersonal=[])
    declare_impersonal("registrations.InvitationCode", "A code that several people share; it names nobody.")
    declare_impersonal("registrations.InvitationReminder", "Moments only.")
