"""Models of what rooms do."""

from .capture import ActionItem, ActionOwner, CapturePrompt, CaptureSheet, CaptureTemplate, Outcome, Quote, RunningNote
from .rounds import Case, Workshop, WorkshopPerson, WorkshopRound

__all__ = [
    "ActionItem",
    "ActionOwner",
    "CapturePrompt",
    "CaptureSheet",
    "CaptureTemplate",
    "Case",
    "Outcome",
    "Quote",
    "RunningNote",
    "Workshop",
    "WorkshopPerson",
    "WorkshopRound",
]
