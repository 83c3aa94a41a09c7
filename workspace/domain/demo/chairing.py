"""Today's meeting for the chair: one question half-way before and after the discussion, a count by hand, a library."""

from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from polls.domain.ballots import Vote, cast_votes
from polls.domain.counts import add_manual_count
from polls.domain.drafts import Answer, Draft, as_plain
from polls.domain.rooms import get_or_create_room
from polls.domain.rounds import close_round, freeze_round, new_round, open_round
from polls.enums import CountMethod, QuestionKind
from polls.models import Option, Question, QuestionSet
from registrations.models import Registration
from workspace.demo import chairing
from workspace.domain.demo.room import ACTOR, voter


def show_chairing(event: EventPage) -> None:
    """Everything that the chair's remote and the preparing pages have to show."""
    ask_before_the_discussion(event)
    fill_library(event)
    room = get_or_create_room(event)
    room.frame_origins = [chairing.FRAME_ORIGIN]
    room.save(update_fields=["frame_origins"])


def ask_before_the_discussion(event: EventPage) -> None:
    """The statement of today, asked once; the chair can ask it again and show the shift."""
    question = Question.objects.filter(poll__event=event, kind=QuestionKind.STATEMENT).order_by("sort_order")[0]
    question.is_before_after = True
    question.save(update_fields=["is_before_after"])
    round_ = open_round(new_round(question), actor=ACTOR)
    options = list(Option.objects.filter(question=question))
    picks = [option for option, number in zip(options, chairing.BEFORE, strict=True) for _ in range(number)]
    people = Registration.objects.confirmed().filter(event=event).order_by("pk")[: len(picks)]
    votes = [Vote(voter(one), round_.pk, pick.pk) for one, pick in zip(people, picks, strict=True)]
    assert all(result.accepted for result in cast_votes(votes))
    freeze_round(close_round(round_, actor=ACTOR), closed_at=timezone.now())
    label, numbers = chairing.COUNTED
    counts = {option.pk: number for option, number in zip(options, numbers, strict=True)}
    add_manual_count(round_, label=label, method=CountMethod.HANDS, counts=counts)


def fill_library(event: EventPage) -> None:
    """A set of questions that every meeting of this organisation can copy."""
    questions = [
        as_plain(Draft(kind, {"text": text}, [Answer(answer) for answer in answers]))
        for kind, text, answers in chairing.LIBRARY_QUESTIONS
    ]
    QuestionSet.objects.update_or_create(
        home=event.get_parent(), title=chairing.LIBRARY, defaults={"questions": questions}
    )


def give_frame_link(event: EventPage) -> None:
    """The address of the big screen for slides."""
    if not AccessLink.objects.usable().filter(event=event, purpose=LinkPurpose.FRAME).exists():
        AccessLink.objects.create(event=event, purpose=LinkPurpose.FRAME, label="Demo")
