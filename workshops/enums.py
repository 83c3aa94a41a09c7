"""Choices of the workshops app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkshopRole(TextChoices):
    """What a person does in a workshop."""

    LEADER = "leader", _("Workshop leader")
    SCRIBE = "scribe", _("Scribe")


class ChoiceMode(TextChoices):
    """How people come to a workshop of a round."""

    FIRST_COME = "first_come", _("First come, first served")
    RANKING = "ranking", _("People rank, the organiser divides the places")


class WorkshopLevel(TextChoices):
    """How much a workshop asks one to know already."""

    EVERYBODY = "everybody", _("For everybody")
    STARTING = "starting", _("For who is new to the subject")
    EXPERIENCED = "experienced", _("For who has experience with the subject")


class WorkshopLanguage(TextChoices):
    """In which language a workshop is held, when it is not that of the meeting."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


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
    BUSY = "busy", pgettext_lazy("action", "Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class PassageState(TextChoices):
    """What a speaker says about the passage of her programme item."""

    ASKED = "asked", _("Not answered yet")
    AGREED = "agreed", pgettext_lazy("passage", "Agreed")
    AGREED_IF = "agreed_if", _("Agreed, if something changes")
    REFUSED = "refused", _("Do not publish")


class FindingKind(TextChoices):
    """What in a text could tell who a person is."""

    NAME = "name", pgettext_lazy("identifying detail", "Name")
    AGE_AND_PLACE = "age_and_place", pgettext_lazy("identifying detail", "Age with a place")
    DATE = "date", pgettext_lazy("identifying detail", "Date")
    STREET = "street", pgettext_lazy("identifying detail", "Street")
    POSTCODE = "postcode", pgettext_lazy("identifying detail", "Postcode")
    PHONE = "phone", pgettext_lazy("identifying detail", "Telephone number")
    EMAIL = "email", pgettext_lazy("identifying detail", "E-mail address")
    NUMBER = "number", pgettext_lazy("identifying detail", "Citizen service number")
    LICENCE_PLATE = "licence_plate", pgettext_lazy("identifying detail", "Licence plate")
