"""Factories for every app; import them from here."""

from .core import AccessLinkFactory, EventRoleFactory, OrganisationFactory, SectorFactory, UserFactory, VenueFactory
from .events import EventDateFactory, EventIndexPageFactory, EventPageFactory, ProgrammeItemFactory, SpeakerFactory
from .handouts import FolderFactory, HandOutFactory, WorkshopFolderFactory
from .polls import OptionFactory, PollFactory, QuestionFactory, RoomFactory, RoundFactory
from .registrations import FormQuestionFactory, InvitationCodeFactory, InvitationFactory, RegistrationFactory
from .series import SeriesGroupFactory, masterclass, member, series_date
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
    "FolderFactory",
    "FormQuestionFactory",
    "HandOutFactory",
    "InvitationCodeFactory",
    "InvitationFactory",
    "OptionFactory",
    "OrganisationFactory",
    "PollFactory",
    "ProgrammeItemFactory",
    "QuestionFactory",
    "RegistrationFactory",
    "RoomFactory",
    "RoundFactory",
    "SectorFactory",
    "SeriesGroupFactory",
    "SpeakerFactory",
    "UserFactory",
    "VenueFactory",
    "WorkshopFactory",
    "WorkshopFolderFactory",
    "WorkshopRoundFactory",
    "masterclass",
    "member",
    "series_date",
]
