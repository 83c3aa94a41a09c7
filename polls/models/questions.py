"""What is asked: questions of every kind, and the answers that stand ready."""

from collections.abc import Iterator
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from polls.enums import QuestionKind

MOST_OPTIONS = 20
MOST_TICKED = 60  # several answers stand in a ballot as a bit each, in a whole number of 64 bits
MOST_RANKED = 15
MOST_WORDS = 5
RATING_STEPS = (3, 10)
USUAL_RATING = 5


class Question(ClusterableModel, Orderable):
    """One question to the room.

    ``reporting_subject`` says in the report what the answer is about, for example "Over de rol van
    gemeenten"; options carry the clause that makes the sentence.
    """

    poll = ParentalKey("polls.Poll", on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    text = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("explanation"), max_length=300, blank=True)
    minimum_choices = models.PositiveSmallIntegerField(
        _("at least"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_OPTIONS)]
    )
    maximum_choices = models.PositiveSmallIntegerField(
        _("at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_OPTIONS)],
        help_text=_(
            "Multiple choice: answers. Ranking: how many are put in order. Word cloud: words. "
            "Empty: all, or three words."
        ),
    )
    lowest = models.DecimalField(_("lowest"), max_digits=12, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(
        _("highest"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Number: the highest that can be filled in. Rating: from 1 to this number, 3 to 10."),
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0, validators=[MaxValueValidator(2)])
    bins = models.PositiveSmallIntegerField(
        _("number of bars"), default=10, validators=[MinValueValidator(2), MaxValueValidator(20)]
    )
    low_label = models.CharField(_("word at the lowest"), max_length=40, blank=True)
    high_label = models.CharField(_("word at the highest"), max_length=40, blank=True)
    countdown_seconds = models.PositiveSmallIntegerField(
        _("countdown in seconds"),
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(600)],
    )
    is_before_after = models.BooleanField(
        _("before and after the discussion"),
        default=False,
        help_text=_("The same question is asked twice. The screen shows both results and the net change."),
    )
    is_icebreaker = models.BooleanField(
        _("icebreaker"), default=False, help_text=_("Bars show live; there is no breakdown; not in the report.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """The numbers of a question fit its kind. How many answers it has is judged where they are saved."""
        errors = {name: [message] for name, message in _misfits(self)}
        if errors:
            raise ValidationError(errors)


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


def _misfits(question: Question) -> Iterator[tuple[str, Promise]]:
    """The fields that do not fit the question's kind, each with a message."""
    minimum, maximum = question.minimum_choices or 1, question.maximum_choices
    lowest, highest = question.lowest, question.highest
    if question.kind == QuestionKind.MULTIPLE and maximum is not None and maximum < minimum:
        yield "maximum_choices", _("“At most” cannot be smaller than “at least”.")
    if question.kind == QuestionKind.RANKING and maximum is not None and maximum > MOST_RANKED:
        yield "maximum_choices", _("At most 15 answers can be put in order.")
    if question.kind == QuestionKind.WORDS and maximum is not None and maximum > MOST_WORDS:
        yield "maximum_choices", _("Ask for at most five words.")
    if question.kind == QuestionKind.RATING and highest is not None:
        least, most = RATING_STEPS
        if highest != int(highest) or not least <= highest <= most:
            yield "highest", _("A rating goes from 1 to a whole number from 3 to 10.")
    if question.kind == QuestionKind.NUMBER:
        yield from _misfits_of_number(lowest, highest, question.decimals or 0)


def _misfits_of_number(lowest: Decimal | None, highest: Decimal | None, decimals: int) -> Iterator[tuple[str, Promise]]:
    for name, bound in (("lowest", lowest), ("highest", highest)):
        if bound is None:
            yield name, _("Fill in between which numbers the answer lies.")
        elif bound != round(bound, decimals):
            yield name, _("This number has more decimals than people can fill in.")
    if lowest is not None and highest is not None and highest <= lowest:
        yield "highest", _("The highest number must be higher than the lowest.")
