"""Forms of the registrations app, by subject."""

from .keys import SubmissionKeyField
from .lost_link import LostLinkForm
from .registration import RegistrationForm
from .rooms import WorkshopChoiceForm
from .sectors import sector_choices

__all__ = ["LostLinkForm", "RegistrationForm", "SubmissionKeyField", "WorkshopChoiceForm", "sector_choices"]
