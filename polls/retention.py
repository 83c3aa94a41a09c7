"""What the polls app holds about people (D14): only the key of an open ballot, and that goes at closing."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

IMPERSONAL = {
    "polls.Poll": "What is asked, prepared by the organiser.",
    "polls.Question": "What is asked.",
    "polls.Option": "What can be answered.",
    "polls.Room": "The join code and what the screen shows.",
    "polls.DisclosurePolicy": "Groups of sectors and the smallest group that is shown.",
    "polls.Round": "When a question was put to the room.",
    "polls.BallotBox": "State and key of an open round; the key goes when the round closes.",
    "polls.FrozenResult": "Totals and a breakdown that passed disclosure control (D5).",
}


def declare_fields() -> None:
    """Declare every field of the app's models."""
    at_close = {
        "voter_key": _("to let you change your vote while the question is open"),
        "group": _("to compare groups, where the groups are large enough"),
        "choice": _("to count the votes"),
    }
    declare(
        "polls.Ballot",
        personal={
            name: PersonalField(purpose=purpose, readers=_("nobody; votes are only counted"), expiry=Expiry.CLOSE)
            for name, purpose in at_close.items()
        },
        impersonal=["pk", "round_id"],
    )
    for label, reason in IMPERSONAL.items():
        declare_impersonal(label, reason)
