"""Registers the organisers' side with Wagtail."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from workshops.viewsets import (
    ActionViewSet,
    CaptureSheetViewSet,
    CaptureTemplateViewSet,
    CaseViewSet,
    DefaultTemplateViewSet,
    WorkshopRoundViewSet,
    WorkshopViewSet,
)

register_snippet(DefaultTemplateViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[object]:
    """Rounds, workshops, cases, templates, sheets and actions of an event."""
    return [
        WorkshopRoundViewSet(),
        WorkshopViewSet(),
        CaseViewSet(),
        CaptureTemplateViewSet(),
        CaptureSheetViewSet(),
        ActionViewSet(),
    ]
