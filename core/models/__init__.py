"""Models of who and what everything else refers to."""

from .access import AccessLink, EventRole
from .organisations import Municipality, Organisation, Region, Sector, Venue
from .settings import BrandingSettings
from .users import User

__all__ = [
    "AccessLink",
    "BrandingSettings",
    "EventRole",
    "Municipality",
    "Organisation",
    "Region",
    "Sector",
    "User",
    "Venue",
]
