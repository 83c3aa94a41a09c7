"""Registers the organisers' side with Wagtail."""

from wagtail import hooks

from handouts.viewsets import HandOutViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[object]:
    """Presentations and hand-outs of an event."""
    return [HandOutViewSet()]
