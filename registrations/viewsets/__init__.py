"""The organisers' lists of this app that are edited row by row."""

from .codes import InvitationCodeViewSet
from .invitations import InvitationViewSet

__all__ = ["InvitationCodeViewSet", "InvitationViewSet"]
