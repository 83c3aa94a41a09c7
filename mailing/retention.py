"""What the app keeps of people, why, who sees it, and when it goes (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare


def declare_fields() -> None:
    """Declare every model of the app."""
    mail = PersonalField(
        _("to send a mail and to see that it arrived"),
        _("the organisers of the meeting"),
        Expiry.DELIVERY,
    )
    personal = (
        "key",
        "argument",
        "to_name",
        "to_address",
        "subject",
        "text",
        "html",
        "calendar",
        "message_id",
        "last_error",
    )
    declare(
        "mailing.OutboxMessage",
        personal=dict.fromkeys(personal, mail),
        impersonal=[
            "event",
            "purpose",
            "composer",
            "calendar_method",
            "language",
            "state",
            "attempts",
            "due_at",
            "leased_until",
            "created_at",
            "sent_at",
        ],
    )
