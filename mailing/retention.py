"""What the app keeps of people, why, who sees it, and when it goes (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal


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
        "unsubscribe_url",
        "last_error",
    )
    declare(
        "mailing.OutboxMessage",
        personal=dict.fromkeys(personal, mail),
        impersonal=[
            "event",
            "campaign",
            "priority",
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
    bounce = PersonalField(
        _("to stop mailing an address that refuses our mail"), _("the organisers of the meeting"), Expiry.EVENT
    )
    declare(
        "mailing.AddressBounce",
        personal=dict.fromkeys(
            ("address", "diagnostic", "status", "times", "is_permanent", "first_at", "last_at"), bounce
        ),
        impersonal=["event"],
    )
    author = PersonalField(
        _("account of an organiser or colleague: to sign in and to see who did what"),
        _("administrators"),
        Expiry.ACCOUNT,
    )
    declare(
        "mailing.Campaign",
        personal={"created_by": author, "started_by": author},
        impersonal=[
            "event",
            "key",
            "state",
            "audience",
            "selection",
            "subject_nl",
            "body_nl",
            "subject_en",
            "body_en",
            "send_at",
            "rate_per_minute",
            "version",
            "created_at",
            "started_at",
            "written_at",
            "paused_at",
            "ended_at",
            "totals",
        ],
    )
    declare(
        "mailing.WordingChange",
        personal={"user": author},
        impersonal=["letter", "event", "site", "action", "at", "texts"],
    )
    declare_impersonal("mailing.LetterWording", "Texts of letters.")
    declare_impersonal("mailing.EventSender", "The name and the shared address that mails of an event come from.")
