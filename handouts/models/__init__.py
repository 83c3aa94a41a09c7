"""Models of the hand-outs app."""

from handouts.models.files import HandOut, HandOutAct
from handouts.models.folders import Folder, SpeakerAsk

__all__ = ["Folder", "HandOut", "HandOutAct", "SpeakerAsk"]
