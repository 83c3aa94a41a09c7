"""What organisers ask on the form of their event, and what people answered.

A question belongs to one event, or to a set that can be copied into events. Answers are typed: one row per
answer, and for a question with several choices one row per choice.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.enums import QuestionKind
from registrations.models.registrations import Registration

OPTION_LENGTH = 300


class QuestionSet(models.Model):
    """Questions to use again. ``home`` is the page that holds the meetings of an organisation."""

    home = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        verbose_name = _("set of questions")
        verbose_name_plural = _("sets of questions")
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["home", "title"], name="registrations_set_title_once")]

    def __str__(self) -> str:
        return self.title


class FormQuestion(models.Model):
    """One question. Archived: no longer asked, its answers stay as long as the people do.

    It is asked when both conditions hold: the sector is one of ``only_sectors`` (none: any sector), and
    ``depends_on`` was answered with one of ``depends_options`` (a consent: was given).
    """

    event = models.ForeignKey(
        "events.EventPage", on_delete=models.CASCADE, null=True, blank=True, related_name="form_questions"
    )
    question_set = models.ForeignKey(
        QuestionSet, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind.choices)
    text = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("help"), max_length=500, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    minimum: "models.DecimalField[Decimal | None, Decimal | None]" = models.DecimalField(
        _("at least"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    maximum: "models.DecimalField[Decimal | None, Decimal | None]" = models.DecimalField(
        _("at most"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    first_on = models.DateField(_("not before"), null=True, blank=True)
    last_on = models.DateField(_("not after"), null=True, blank=True)
    depends_on = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="dependents")
    depends_options = models.ManyToManyField("registrations.FormOption", blank=True, related_name="+")
    only_sectors = models.ManyToManyField("core.Sector", blank=True, related_name="+")
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question of the form")
        verbose_name_plural = _("questions of the form")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=True, question_set__isnull=False)
                | Q(event__isnull=False, question_set__isnull=True),
                name="registrations_question_in_event_or_set",
            )
        ]

    def __str__(self) -> str:
        return self.text


class FormOption(models.Model):
    """One answer that can be chosen. Archived: nobody can choose it any more."""

    question = models.ForeignKey(FormQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("option"), max_length=OPTION_LENGTH)
    position = models.PositiveIntegerField(_("position"), default=0)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What somebody answered, in the column of its kind. ``at``: also when a consent was given."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(FormQuestion, on_delete=models.RESTRICT, related_name="answers")
    option = models.ForeignKey(FormOption, on_delete=models.RESTRICT, null=True, blank=True, related_name="answers")
    text = models.TextField(_("answer"), blank=True)
    number: "models.DecimalField[Decimal | None, Decimal | None]" = models.DecimalField(
        _("number"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    date = models.DateField(_("date"), null=True, blank=True)
    at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__position", "question_id", "option__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], condition=Q(option=None), name="registrations_answer_once"
            ),
            models.UniqueConstraint(fields=["registration", "question", "option"], name="registrations_choice_once"),
        ]

    def __str__(self) -> str:
        return self.text or str(self.number or self.date or self.option or "")
