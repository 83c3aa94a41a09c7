"""Registers the organisers' side with Wagtail."""

from wagtail import hooks

from workshops.viewsets import CaptureSheetViewSet, CaptureTemplateViewSet, WorkshopRoundViewSet, WorkshopViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[object]:
    """Rounds, workshops, templates and sheets of an event."""
    return [WorkshopRoundViewSet(), WorkshopViewSet(), CaptureTemplateViewSet(), CaptureSheetViewSet()]
