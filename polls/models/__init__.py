"""Models of what the room thinks."""

from .ballots import Ballot, BallotBox
from .polls import Option, Poll, Question
from .rooms import DisclosurePolicy, Room
from .rounds import FrozenResult, Round

__all__ = [
    "Ballot",
    "BallotBox",
    "DisclosurePolicy",
    "FrozenResult",
    "Option",
    "Poll",
    "Question",
    "Room",
    "Round",
]
