"""The organisers' side."""

from handouts.viewsets.hand_outs import HandOutViewSet

__all__ = ["HandOutViewSet"]
