"""Factories for every app; import them from here."""

from .core import AccessLinkFactory, EventRoleFactory, OrganisationFactory, SectorFactory, UserFactory, VenueFactory
from .events import EventDateFactory, EventIndexPageFactory, EventPageFactory, ProgrammeItemFactory, SpeakerFactory
from .polls import OptionFactory, PollFactory, QuestionFactory, RoomFactory, RoundFactory
from .registrations import RegistrationFactory
from .workshops import (
    CapturePromptFactory,
    CaptureSheetFactory,
    CaptureTemplateFactory,
    CaseFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

__all__ = [
    "AccessLinkFactory",
    "CapturePromptFactory",
    "CaptureSheetFactory",
    "CaptureTemplateFactory",
    "CaseFactory",
    "EventDateFactory",
    "EventIndexPageFactory",
    "EventPageFactory",
    "EventRoleFactory",
    "OptionFactory",
    "OrganisationFactory",
    "PollFactory",
    "ProgrammeItemFactory",
    "QuestionFactory",
    "RegistrationFactory",
    "RoomFactory",
    "RoundFactory",
    "SectorFactory",
    "SpeakerFactory",
    "UserFactory",
    "VenueFactory",
    "WorkshopFactory",
    "WorkshopRoundFactory",
]
