"""The library: questions to use again, kept per organisation (the page that holds its meetings)."""

from typing import Any

from django.utils.translation import gettext as _

from events.models import EventPage
from polls.domain.drafts import as_plain, draft_of, from_plain
from polls.domain.question_editing import QuestionError, add_questions, ordered_questions
from polls.models import Poll, QuestionSet

MOST_IN_A_SET = 200


def sets_for(event: EventPage) -> Any:
    """The sets that an event may use."""
    return QuestionSet.objects.filter(home=event.get_parent())


def keep_in_library(poll: Poll, title: str) -> QuestionSet:
    """Keep the questions of a poll, without rounds or results; a set of the same name is replaced."""
    questions = ordered_questions(poll)
    if not questions:
        raise QuestionError(_("There are no questions yet."))
    if len(questions) > MOST_IN_A_SET:
        raise QuestionError(_("At most %(most)d questions can be kept in one set.") % {"most": MOST_IN_A_SET})
    plain = [as_plain(draft_of(question)) for question in questions]
    kept, _made = QuestionSet.objects.update_or_create(
        home=poll.event.get_parent(), title=title, defaults={"questions": plain}
    )
    return kept


def copy_from_library(question_set: QuestionSet, poll: Poll, *, seen: int | None = None) -> int:
    """Add copies of the questions of a set to the end of a poll; gives how many. ``seen`` as in ``add_questions``."""
    return len(add_questions(poll, [from_plain(plain) for plain in question_set.questions], seen=seen))
