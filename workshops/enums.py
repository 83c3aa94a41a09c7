"""Choices of the workshops app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkshopRole(TextChoices):
    """What a person does in a workshop."""

    LEADER = "leader", _("Workshop leader")
    SCRIBE = "scribe", _("Scribe")


class PromptKind(TextChoices):
    """What is noted under a prompt."""

    OUTCOME = "outcome", _("Outcome")
    QUOTE = "quote", _("Quote")
    ACTION = "action", _("Agreement or action")
    NUMBER = "number", pgettext_lazy("kind of answer", "Number")


class SheetKind(TextChoices):
    """What a capture template is made for."""

    WORKSHOP = "workshop", _("Workshop")
    PLENARY = "plenary", _("Plenary item")


class AttributionKind(TextChoices):
    """Whose words a quote is, as the report may say it."""

    PARTICIPANT = "participant", _("Participant, with sector")
    EXPERT_BY_EXPERIENCE = "expert_by_experience", _("Expert by experience")
    SPEAKER = "speaker", _("Speaker, by name")
    INTERVIEW = "interview", _("Interview")
    SURVEY = "survey", _("Survey")


class ConsentState(TextChoices):
    """Whether the person quoted agrees. Only GIVEN is ever published."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    GIVEN = "given", _("Agrees")
    REFUSED = "refused", _("Does not agree")


class ActionKind(TextChoices):
    """Agreed together, done by an owner, or promised by a party."""

    AGREEMENT = "agreement", _("Agreement")
    ACTION = "action", _("Action item")
    COMMITMENT = "commitment", _("Commitment")


class ActionState(TextChoices):
    """How far an action is."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")
