"""What the kind of a question asks for: its rules, and the answers that come with it by themselves."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from polls.domain.answers import TEXT_LENGTH, WORD_LENGTH
from polls.enums import QuestionKind
from polls.models import Option, Question
from polls.models.questions import USUAL_RATING

USUAL_WORDS = 3


def question_rules(question: Question, option_count: int) -> dict[str, Any]:
    """Which answers fit, as plain data: for the ballot box, for phones and for screens.

    ``minimum`` and ``maximum``: how many choices (ranking: how many are put in order, so both are the same);
    ``lowest`` and ``highest``: decimal text, or None; ``length``: of a text or a word, or None.
    """
    kind = QuestionKind(question.kind)
    minimum, maximum = _how_many(question, kind, option_count)
    is_number = kind is QuestionKind.NUMBER
    lowest, highest = (question.lowest, question.highest) if is_number else (None, None)
    if kind is QuestionKind.RATING:
        lowest, highest = Decimal(1), Decimal(rating_steps(question))
    return {
        "minimum": minimum,
        "maximum": maximum,
        "lowest": _decimal_text(lowest),
        "highest": _decimal_text(highest),
        "decimals": question.decimals if is_number else 0,
        "bins": question.bins if is_number else None,
        "low_label": question.low_label,
        "high_label": question.high_label,
        "length": {QuestionKind.TEXT: TEXT_LENGTH, QuestionKind.WORDS: WORD_LENGTH}.get(kind),
        "is_shown_literally": kind.is_written,
    }


def rating_steps(question: Question) -> int:
    """From 1 to which number a rating goes."""
    return int(question.highest) if question.highest is not None else USUAL_RATING


def generated_options(question: Question) -> list[Option]:
    """The answers that come with a statement or a rating, in the site's language, not saved; else none."""
    kind = QuestionKind(question.kind)
    if kind is QuestionKind.RATING:
        texts = [(str(step), "") for step in range(1, rating_steps(question) + 1)]
    elif kind is QuestionKind.STATEMENT:
        with override(settings.LANGUAGE_CODE):  # the texts are kept, whatever language the organiser reads
            texts = _agreement()
    else:
        texts = []
    return [
        Option(question=question, text=text, reporting_clause=clause, sort_order=place)
        for place, (text, clause) in enumerate(texts)
    ]


def has_options(question: Question) -> bool:
    """Whether people choose among answers that stand ready."""
    return QuestionKind(question.kind).has_options


def has_own_options(kind: str) -> bool:
    """Whether the answers come with the kind by themselves."""
    return kind in (QuestionKind.STATEMENT, QuestionKind.RATING)


def give_options(question: Question) -> Sequence[Option]:
    """The saved answers of a saved question; those that come with the kind are made when they are not there."""
    options = list(question.options.all())
    if not options and has_own_options(question.kind):
        options = Option.objects.bulk_create(generated_options(question))
        getattr(question, "_prefetched_objects_cache", {}).pop("options", None)
    return options


def _how_many(question: Question, kind: QuestionKind, option_count: int) -> tuple[int, int]:
    if kind is QuestionKind.MULTIPLE:
        maximum = min(question.maximum_choices or option_count, option_count)
        return min(question.minimum_choices or 1, maximum), maximum
    if kind is QuestionKind.RANKING:
        ordered = min(question.maximum_choices or option_count, option_count)
        return ordered, ordered
    if kind is QuestionKind.WORDS:
        return 1, question.maximum_choices or USUAL_WORDS
    return 1, 1


def _decimal_text(number: Any) -> str | None:
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _agreement() -> list[tuple[str, str]]:
    return [
        (_("Strongly disagree"), _("strongly disagrees with the statement")),
        (_("Disagree"), _("disagrees with the statement")),
        (_("Neutral"), _("is neutral about the statement")),
        (_("Agree"), _("agrees with the statement")),
        (_("Strongly agree"), _("strongly agrees with the statement")),
    ]
