"""Models of what the room thinks."""

from .ballots import Ballot, BallotBox
from .counts import ManualCount
from .dots import DotTarget, RoomCardBox, RoomCardSender
from .hall import HallBox, HallQuestion, HallSession, KeptHallQuestion, ReportBack, Upvote
from .library import QuestionSet
from .polls import Poll
from .questions import Option, Question
from .remote import Press, Rehearsal
from .rooms import DisclosurePolicy, Room
from .rounds import FrozenResult, Round
from .texts import TextAnswer

__all__ = [
    "Ballot",
    "BallotBox",
    "DisclosurePolicy",
    "DotTarget",
    "FrozenResult",
    "HallBox",
    "HallQuestion",
    "HallSession",
    "KeptHallQuestion",
    "ManualCount",
    "Option",
    "Poll",
    "Press",
    "Question",
    "QuestionSet",
    "Rehearsal",
    "ReportBack",
    "Room",
    "RoomCardBox",
    "RoomCardSender",
    "Round",
    "TextAnswer",
    "Upvote",
]
