"""What is asked: polls, questions and options, prepared before the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from polls.enums import QuestionKind, VoterScope


class Poll(ClusterableModel):
    """A set of questions that belongs to a plenary item or a workshop of an event."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="polls"
    )
    programme_item = models.ForeignKey(
        "events.ProgrammeItem",
        verbose_name=_("programme item"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="polls",
    )
    workshop = models.ForeignKey(
        "workshops.Workshop",
        verbose_name=_("workshop"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="polls",
    )
    title = models.CharField(_("title"), max_length=160)
    voters = models.CharField(_("who may vote"), max_length=12, choices=VoterScope.choices, default=VoterScope.ROOM)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Question(ClusterableModel, Orderable):
    """One question to the room.

    ``reporting_subject`` says in the report what the answer is about, for example "Over de rol van
    gemeenten"; options carry the clause that makes the sentence.
    """

    poll = ParentalKey(Poll, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    text = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("explanation"), max_length=300, blank=True)
    is_icebreaker = models.BooleanField(
        _("icebreaker"), default=False, help_text=_("Bars show live; there is no breakdown; not in the report.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text


class Option(Orderable):
    """One answer. ``reporting_clause`` completes "… % van de stemmers": "vindt dat de gemeente …"."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("answer"), max_length=200)
    reporting_clause = models.CharField(
        _("in the report"),
        max_length=300,
        blank=True,
        help_text=_("Completes the sentence “Half of the voters …”, with the verb in the singular."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.text
