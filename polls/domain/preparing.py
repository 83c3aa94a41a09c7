"""What may still be changed of prepared questions: nothing that was put to the room."""

from collections.abc import Iterable

from polls.enums import RoundState
from polls.models import DisclosurePolicy, Question, Round


def asked_question_ids(question_ids: Iterable[int]) -> set[int]:
    """Those of these questions that were opened before."""
    rounds = Round.objects.filter(question_id__in=list(question_ids)).exclude(state=RoundState.READY)
    return set(rounds.values_list("question_id", flat=True))


def was_asked(poll_id: int) -> bool:
    """Whether any question of the poll was opened before."""
    return bool(asked_question_ids(Question.objects.filter(poll_id=poll_id).values_list("pk", flat=True)))


def set_minimum(policy: DisclosurePolicy, minimum: int) -> bool:
    """Set the smallest group that is shown; False when the first question was opened meanwhile."""
    return bool(DisclosurePolicy.objects.filter(pk=policy.pk, locked_at=None).update(minimum=minimum))
