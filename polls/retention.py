"""What the polls app holds about people (D14): keys of open ballots go at closing; unread answers with the people."""

from django.utils.translation import gettext_lazy as _

from core.retention import Expiry, PersonalField, declare, declare_impersonal

IMPERSONAL = {
    "polls.Poll": "What is asked, prepared by the organiser.",
    "polls.Question": "What is asked.",
    "polls.Option": "What can be answered.",
    "polls.QuestionSet": "Questions to use again.",
    "polls.ManualCount": "Totals that were counted in the room.",
    "polls.Rehearsal": "That a rehearsal is going on, and its groups of sectors.",
    "polls.Press": "A random key per press on a remote, so that it is done once; goes after a day.",
    "polls.Room": "The join code and what the screen shows.",
    "polls.DisclosurePolicy": "Groups of sectors and the smallest group that is shown.",
    "polls.Round": "When a question was put to the room.",
    "polls.BallotBox": "State and key of an open round; the key goes when the round closes.",
    "polls.DotTarget": "Which card or group an answer stands for.",
    "polls.RoomCardBox": "State and key of cards from the room; the key goes when no room takes cards any more.",
    "polls.FrozenResult": "Totals and a breakdown that passed disclosure control (D5).",
}
HALL_IMPERSONAL = {
    "polls.HallSession": "When the hall could put questions.",
    "polls.HallBox": "State and key of an open session; the key goes when the session closes.",
    "polls.ReportBack": "Which room's points the stage shows.",
}


def declare_fields() -> None:
    """Declare every field of the app's models."""
    at_close = {
        "voter_key": _("to let you change your vote while the question is open"),
        "group": _("to compare groups, where the groups are large enough"),
        "choice": _("to count the votes"),
        "text": _("to show what the room says in its own words, without saying who said it"),
    }
    declare(
        "polls.Ballot",
        personal={
            name: PersonalField(purpose=purpose, readers=_("nobody; votes are only counted"), expiry=Expiry.CLOSE)
            for name, purpose in at_close.items()
        },
        impersonal=["pk", "round_id"],
    )
    words = PersonalField(
        purpose=_("what the room answered in its own words, without names"),
        readers=_("the moderator; everyone, once approved"),
        expiry=Expiry.REPORT,
    )
    declare("polls.TextAnswer", personal={"text": words}, impersonal=["uid", "round", "state", "is_spotlit"])
    declare_hall()
    for label, reason in IMPERSONAL.items():
        declare_impersonal(label, reason)


def declare_hall() -> None:
    """Questions from the hall and the support for them; at closing only what was approved is kept, without a key."""
    everybody, nobody = _("moderators; after approval everybody in the room"), _("nobody; support is only counted")
    at_close = {
        "text": PersonalField(
            purpose=_("to bring questions of the hall to the stage"), readers=everybody, expiry=Expiry.CLOSE
        ),
        "author_key": PersonalField(
            purpose=_("to limit how many questions one phone can ask"), readers=nobody, expiry=Expiry.CLOSE
        ),
    }
    declare(
        "polls.HallQuestion",
        personal=at_close,
        impersonal=["uid", "session_id", "state", "merged_into", "is_edited", "version"],
    )
    support = PersonalField(
        purpose=_("to count each voter once, and to let them take it back"), readers=nobody, expiry=Expiry.CLOSE
    )
    declare("polls.Upvote", personal={"voter_key": support}, impersonal=["pk", "question_id"])
    kept = PersonalField(
        purpose=_("what the hall asked, in its own words, without names"), readers=everybody, expiry=Expiry.REPORT
    )
    declare(
        "polls.KeptHallQuestion",
        personal={"text": kept},
        impersonal=["uid", "session", "votes", "is_answered", "is_edited"],
    )
    sender = PersonalField(purpose=_("to limit how many cards one phone can send"), readers=nobody, expiry=Expiry.CLOSE)
    declare("polls.RoomCardSender", personal={"sender_key": sender, "count": sender}, impersonal=["pk", "event_id"])
    for label, reason in HALL_IMPERSONAL.items():
        declare_impersonal(label, reason)
