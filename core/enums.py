"""Choices of the core app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What sort of organisation it is."""

    MINISTRY = "ministry", _("Ministry")
    MUNICIPALITY = "municipality", _("Municipality")
    ASSOCIATION = "association", _("Association")
    KNOWLEDGE_INSTITUTE = "knowledge_institute", _("Knowledge institute")
    RESEARCH_AGENCY = "research_agency", _("Research or advisory agency")
    POLICE_JUSTICE = "police_justice", _("Police or justice")
    CARE = "care", _("Care or shelter organisation")
    OTHER = "other", _("Other")


class RegionKind(TextChoices):
    """Three different divisions of the country; always say which one is meant."""

    PROGRAMME_REGION = "programme_region", _("Programme region")
    SAFETY_REGION = "safety_region", _("Safety region")
    PROVINCE = "province", _("Province")


class Role(TextChoices):
    """What a person may do at one event, besides those who may edit its page."""

    ORGANISER = "organiser", _("Organiser")
    REPORTER = "reporter", _("Reporter")
    CHAIR = "chair", _("Chair")
    SCRIBE = "scribe", _("Scribe")
    CHECK_IN = "check_in", _("Check-in")
    NEEDS = "needs", _("Access and food")


class LinkPurpose(TextChoices):
    """What an access link opens. A link opens one thing of one event and nothing else."""

    CHAIR = "chair", _("Chair's remote")
    SCREEN = "screen", _("Big screen")
    MODERATOR = "moderator", _("Moderator's page")
    FRAME = "frame", _("Big screen in slides")
    SCRIBE = "scribe", _("Scribe page")
    LEADER = "leader", _("Page of the workshop leader")
    PASSAGE = "passage", _("Passage of a speaker")
    HAND_OUTS = "hand_outs", _("Presentation of a speaker")
    WALL = "wall", _("Outcome wall")
    ACTION = "action", _("Action item, for who does it")
    ARRANGE = "arrange", _("Arranging of cards")
    READER = "reader", _("Draft report, for sign-off")
    QUOTED = "quoted", _("Quote of a person in the report")
    CHECK_IN = "check_in", _("Check-in desk")
    CHECK_IN_WORKSHOP = "check_in_workshop", _("Door of a workshop")
    CHECK_IN_SESSION = "check_in_session", _("Door of a programme item")
