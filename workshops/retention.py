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
    declare_impersonal("workshops.SectorLimit", "How many people of a sector a workshop takes.")
    _declare_cases()
    declare_impersonal("workshops.Cluster", "A title for outcomes of one prompt, without names.")
    room = PersonalField(
        _("what somebody in the room wrote, until a scribe or leader read it"), REPORTERS, Expiry.EVENT
    )
    declare("workshops.RoomCard", personal={"text": room}, impersonal=["uid", "sheet", "prompt"])
    declare_impersonal("workshops.CaptureTemplate", "Prompts, written by the organiser.")
    declare_impersonal("workshops.CapturePrompt", "A prompt, written by the organiser.")
    declare_impersonal("workshops.CaptureDeadline", "A date of an event.")
    declare_impersonal("workshops.CaptureSheet", "Says what is captured and whether it was handed in, not by whom.")


def _declare_subjects() -> None:
    declare_impersonal("workshops.Workshop", "What a room does; its people stand in WorkshopPerson.")
    leader = PersonalField(_("who leads a workshop"), _("everyone who reads the programme"), Expiry.PUBLISHED)
    declare(
        "workshops.WorkshopPerson",
        personal={
            "name": leader,
            "organisation_name": leader,
            "email": PersonalField(
                _("to give leaders and scribes a place in their own room"), _("the organisers"), Expiry.EVENT
            ),
        },
        impersonal=["role", "workshop"],
    )
    passage = PersonalField(_("what a speaker says about the passage of her item"), REPORTERS, Expiry.EVENT)
    declare(
        "workshops.Passage",
        personal={"name": leader, "state": passage, "condition": passage, "answered_at": passage},
        impersonal=["sheet", "answer_by", "fingerprint"],
    )


def _declare_cases() -> None:
    """Cases are semi-fictional by rule and checked before they are used; who saved and approved them is known."""
    editor = PersonalField(_("to see who wrote and who approved a case"), _("the organisers"), Expiry.ACCOUNT)
    declare(
        "workshops.Case",
        personal={"approved_by": editor},
        impersonal=["workshop", "title", "text", "is_semi_fictional", "position", "approved_version", "approved_at"],
    )
    declare(
        "workshops.CaseVersion",
        personal={"saved_by": editor},
        impersonal=["case", "number", "title", "text", "saved_at"],
    )
    declare_impersonal("workshops.CaseFile", "An attachment of a semi-fictional case.")


def _declare_cards() -> None:
    card = ["uid", "version", "position", "created_at", "updated_at", "sheet", "programme_item"]
    notes = PersonalField(_("what a scribe typed during a conversation, to make outcomes of"), REPORTERS, Expiry.EVENT)
    outcome = PersonalField(_("what a workshop brought up, without names"), EVERYONE, Expiry.REPORT)
    quote = PersonalField(_("words of somebody who agreed to be quoted"), EVERYONE, Expiry.REPORT)
    owner = PersonalField(_("who does what was agreed"), EVERYONE, Expiry.REPORT)
    declare("workshops.RunningNote", personal={"text": notes}, impersonal=["version", "updated_at", "sheet"])
    facts = [
        "prompt",
        "case",
        "number",
        "is_starred",
        "star_position",
        "merged_into",
        "cluster",
        "is_from_room",
        "dots",
    ]
    declare("workshops.Outcome", personal={"text": outcome}, impersonal=[*card, *facts])
    declare(
        "workshops.Quote",
        personal={"text": quote, "attribution": quote, "attribution_kind": quote, "sector": quote, "consent": quote},
        impersonal=[*card, "prompt"],
    )
    declare(
        "workshops.ActionItem",
        personal={"text": owner, "commissioned_by": owner},
        impersonal=[*card, "prompt", "kind", "due_on", "period", "state"],
    )
    photo = PersonalField(_("a flip chart, so that the reporter can read along"), REPORTERS, Expiry.EVENT)
    declare("workshops.Photo", personal={"content": photo, "text": photo}, impersonal=[*card, "width", "height"])
    asked = PersonalField(_("to ask how far an agreement is"), _("the organisers"), Expiry.EVENT)
    declare("workshops.ActionContact", personal={"name": asked, "email": asked}, impersonal=["action"])
    declare("workshops.ActionEntry", personal={"by": asked, "note": asked}, impersonal=["action", "at", "state"])
    declare("workshops.ActionOwner", personal={"name": owner}, impersonal=["action", "organisation"])
