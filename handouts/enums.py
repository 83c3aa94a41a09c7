"""Choices of the hand-outs app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who may have the files once they are released."""

    ATTENDEES = "attendees", _("Only people with a place")
    EVERYONE = "everyone", _("Everyone")


class Release(TextChoices):
    """When the files of a programme item or workshop are released."""

    NOT = "not", _("Not released")
    NOW = "now", _("Now")
    START = "start", _("When it starts")
    END = "end", _("When it has ended")
    MOMENT = "moment", _("At a set moment")


class Act(TextChoices):
    """What somebody did with a file."""

    ADDED = "added", _("added")
    REPLACED = "replaced", _("replaced")
    CHANGED = "changed", _("title or description changed")
    PROPOSED = "proposed", _("other title or description proposed")
    ACCEPTED = "accepted", _("proposed words taken over")
    DECLINED = "declined", _("proposed words not taken over")
    REMOVED = "removed", _("removed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SHOWN = "shown", _("shown again")
    RELEASE_SET = "release", _("audience and moment set")
