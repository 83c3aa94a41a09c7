"""The organisers' side of this app: rounds, workshops, templates, sheets and links for scribes."""

from .actions import ActionViewSet
from .cases import CaseViewSet
from .defaults import DefaultTemplateViewSet
from .sheets import CaptureSheetViewSet
from .templates import CaptureTemplateViewSet
from .workshops import WorkshopRoundViewSet, WorkshopViewSet

__all__ = [
    "ActionViewSet",
    "CaptureSheetViewSet",
    "CaptureTemplateViewSet",
    "CaseViewSet",
    "DefaultTemplateViewSet",
    "WorkshopRoundViewSet",
    "WorkshopViewSet",
]
