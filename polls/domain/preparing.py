"""What may still be changed of prepared questions (nothing that was put to the room), and which answers they need."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from polls.domain.kinds import has_options
from polls.enums import QuestionKind, RoundState
from polls.models import DisclosurePolicy, Question, Round
from polls.models.questions import MOST_OPTIONS, MOST_RANKED, MOST_TICKED


def asked_question_ids(question_ids: Iterable[int]) -> set[int]:
    """Those of these questions that were opened before."""
    rounds = Round.objects.filter(question_id__in=list(question_ids)).exclude(state=RoundState.READY)
    return set(rounds.values_list("question_id", flat=True))


def was_asked(poll_id: int) -> bool:
    """Whether any question of the poll was opened before."""
    return bool(asked_question_ids(Question.objects.filter(poll_id=poll_id).values_list("pk", flat=True)))


def most_options(kind: str) -> int:
    """How many answers to choose from a question of this kind can have."""
    return {QuestionKind.RANKING: MOST_RANKED, QuestionKind.MULTIPLE: MOST_TICKED}.get(QuestionKind(kind), MOST_OPTIONS)


def misfit_of_options(question: Question, count: int) -> tuple[str, str] | None:
    """The field and a message when a question of this kind cannot have so many answers that stand ready."""
    kind = QuestionKind(question.kind)
    if kind is QuestionKind.STATEMENT and count not in (0, 5):
        return "kind", _("A statement has five answers. Remove all of them to get the usual five.")
    if kind in (QuestionKind.STATEMENT, QuestionKind.RATING):
        return None
    if not has_options(question):
        return (
            ("kind", _("For this kind of question there are no answers to choose from. Remove them."))
            if count
            else None
        )
    if count < 2:
        return "kind", _("This kind of question needs at least two answers.")
    most = most_options(kind)
    if count > most:
        return "kind", _(
            "There are %(count)s answers; this kind of question can have at most %(most)s. Take some away."
        ) % {"count": count, "most": most}
    if kind is not QuestionKind.SINGLE and (question.maximum_choices or 0) > count:
        return "maximum_choices", _("There are only %(number)s answers.") % {"number": count}
    if kind is QuestionKind.MULTIPLE and question.minimum_choices > count:
        return "minimum_choices", _("There are only %(number)s answers.") % {"number": count}
    return None


def set_minimum(policy: DisclosurePolicy, minimum: int) -> bool:
    """Set the smallest group that is shown; False when the first question was opened meanwhile."""
    return bool(DisclosurePolicy.objects.filter(pk=policy.pk, locked_at=None).update(minimum=minimum))
