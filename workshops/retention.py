"""Which fields of this app hold personal data (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

REPORTERS = _("scribes of the workshop and reporters")
EVERYONE = _("everyone who reads the report")


def declare_fields() -> None:
    """Declare every field of this app's models."""
    _declare_subjects()
    _declare_cards()
    declare_impersonal("workshops.WorkshopRound", "A time slot.")
    declare_impersonal("workshops.Case", "Semi-fictional by rule; cases are checked before they are used.")
    declare_impersonal("workshops.CaptureTemplate", "Prompts, written by the organiser.")
    declare_impersonal("workshops.CapturePrompt", "A prompt, written by the organiser.")
    declare_impersonal("workshops.CaptureSheet", "Says what is captured and whether it was handed in, not by whom.")


def _declare_subjects() -> None:
    declare_impersonal("workshops.Workshop", "What a room does; its people stand in WorkshopPerson.")
    leader = PersonalField(_("who leads a workshop"), _("everyone who reads the programme"), Expiry.PUBLISHED)
    declare(
        "workshops.WorkshopPerson",
        personal={"name": leader, "organisation_name": leader},
        impersonal=["role", "workshop"],
    )


def _declare_cards() -> None:
    card = ["uid", "version", "position", "created_at", "updated_at", "sheet"]
    notes = PersonalField(_("what a scribe typed during a conversation, to make outcomes of"), REPORTERS, Expiry.EVENT)
    outcome = PersonalField(_("what a workshop brought up, without names"), EVERYONE, Expiry.REPORT)
    quote = PersonalField(_("words of somebody who agreed to be quoted"), EVERYONE, Expiry.REPORT)
    owner = PersonalField(_("who does what was agreed"), EVERYONE, Expiry.REPORT)
    declare("workshops.RunningNote", personal={"text": notes}, impersonal=["version", "updated_at", "sheet"])
    declare("workshops.Outcome", personal={"text": outcome}, impersonal=[*card, "prompt", "case", "is_starred"])
    declare(
        "workshops.Quote",
        personal={"text": quote, "attribution": quote, "attribution_kind": quote, "sector": quote, "consent": quote},
        impersonal=card,
    )
    declare(
        "workshops.ActionItem",
        personal={"text": owner, "commissioned_by": owner},
        impersonal=[*card, "kind", "due_on", "period", "state"],
    )
    declare("workshops.ActionOwner", personal={"name": owner}, impersonal=["action", "organisation"])
