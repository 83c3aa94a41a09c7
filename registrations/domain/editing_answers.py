"""An organiser changes what somebody answered; as with the other data, two editors never undo each other unseen."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from registrations.domain.answering import answers_of, change_answers
from registrations.domain.asking import AskedQuestion, asked_of, is_given
from registrations.domain.editing import EditConflict
from registrations.domain.waiting import lock_event
from registrations.models import Registration


def plain_answer(value: Any) -> Any:
    """An answer as JSON can hold it, so that two can be compared; None: no answer."""
    if not is_given(value):
        return None
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def plain_answers(answers: Mapping[int, Any]) -> dict[str, Any]:
    """All answers of somebody as a form shows them, and sends back as what it showed."""
    return {str(pk): plain_answer(value) for pk, value in answers.items()}


def edit_answers(
    registration: Registration,
    questions: Iterable[AskedQuestion],
    given: Mapping[int, Any],
    *,
    seen: Mapping[str, Any],
    sectors: Collection[int],
    actor: str,
) -> bool:
    """Write the answers that changed since ``seen``; returns whether any did.

    Raises EditConflict, with what stands there now by question, when somebody else changed the same answer,
    or one on which it depends whether another is asked; then nothing is written.
    """
    asked = list(questions)
    with transaction.atomic():
        lock_event(registration.event_id)
        current = Registration.objects.select_for_update().get(pk=registration.pk)
        stands = answers_of(current)
        now = plain_answers(stands)
        before = {question.id: seen.get(str(question.id)) for question in asked}
        meanwhile = {pk: stands.get(pk) for pk, value in before.items() if now.get(str(pk)) != value}
        changed = {
            pk: given.get(pk)
            for pk, value in before.items()
            if plain_answer(given.get(pk)) not in (value, now.get(str(pk)))
        }
        theirs = {pk: value for pk, value in meanwhile.items() if pk in changed}
        merged = {**stands, **changed}
        counted = asked_of(asked, merged, sectors)
        if changed and any(is_given(merged.get(question.id)) and question.id not in counted for question in asked):
            theirs = theirs or meanwhile
        if theirs:
            raise EditConflict({str(pk): value for pk, value in theirs.items()})
        return change_answers(current, [question for question in asked if question.id in changed], changed, actor=actor)
