"""The organisers' side of this app: rounds, workshops, templates, sheets and links for scribes."""

from .sheets import CaptureSheetViewSet
from .templates import CaptureTemplateViewSet
from .workshops import WorkshopRoundViewSet, WorkshopViewSet

__all__ = ["CaptureSheetViewSet", "CaptureTemplateViewSet", "WorkshopRoundViewSet", "WorkshopViewSet"]
