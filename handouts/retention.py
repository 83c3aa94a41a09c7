"""Which fields of this app hold personal data (D14)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare

ORGANISERS = _("the organisers")
AUDIENCE = _("for whom it was released: people with a place, or everyone")


def declare_fields() -> None:
    """Declare every field of this app's models. Files for people with a place only go with the people (0326)."""
    declare(
        "handouts.Folder",
        personal={},
        impersonal=["event", "item", "workshop", "audience", "release", "release_at"],
    )
    asked = PersonalField(_("to ask a speaker for a presentation"), ORGANISERS, Expiry.EVENT)
    declare("handouts.SpeakerAsk", personal={"name": asked, "asked_at": asked}, impersonal=["folder", "deliver_by"])
    given = PersonalField(_("what a speaker showed or handed out, to read it again"), AUDIENCE, Expiry.REPORT)
    proposed = PersonalField(_("what a speaker wants a released file to be called"), ORGANISERS, Expiry.EVENT)
    declare(
        "handouts.HandOut",
        personal={
            **dict.fromkeys(("title", "text", "name", "content"), given),
            "ask": asked,
            **dict.fromkeys(("proposed_title", "proposed_text"), proposed),
        },
        impersonal=[
            *("uid", "folder", "kind", "size", "fingerprint", "hints"),
            *("is_held", "is_withdrawn", "proposed_at", "created_at", "changed_at"),
        ],
    )
    act = PersonalField(_("to know who put a file there, changed or removed it"), ORGANISERS, Expiry.EVENT)
    declare(
        "handouts.HandOutAct",
        personal=dict.fromkeys(("at", "file_name", "by", "by_name"), act),
        impersonal=["folder", "act"],
    )
