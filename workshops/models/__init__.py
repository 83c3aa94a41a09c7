"""Models of what rooms do."""

from .actions import ActionContact, ActionEntry
from .capture import CaptureDeadline, CaptureSheet, RunningNote
from .cards import ActionItem, ActionOwner, Outcome, Photo, Quote
from .cases import Case, CaseFile, CaseVersion
from .clusters import Cluster, RoomCard
from .passages import Passage
from .rounds import SectorLimit, Workshop, WorkshopPerson, WorkshopRound
from .templates import CapturePrompt, CaptureTemplate

__all__ = [
    "ActionContact",
    "ActionEntry",
    "ActionItem",
    "ActionOwner",
    "CaptureDeadline",
    "CapturePrompt",
    "CaptureSheet",
    "CaptureTemplate",
    "Case",
    "CaseFile",
    "CaseVersion",
    "Cluster",
    "Outcome",
    "Passage",
    "Photo",
    "Quote",
    "RoomCard",
    "RunningNote",
    "SectorLimit",
    "Workshop",
    "WorkshopPerson",
    "WorkshopRound",
]
