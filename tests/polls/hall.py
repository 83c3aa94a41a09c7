"""A hall with questions in it, for the tests."""

from polls.domain.hall.asking import Asked, ask_question
from polls.domain.hall.sessions import open_session
from polls.domain.voters import Voter, browser_voter_id
from polls.enums import HallModeration, HallQuestionState, VoterScope
from polls.models import HallQuestion, HallSession
from tests.factories import EventPageFactory


def opened_session(event=None, *, at_once: bool = False) -> HallSession:
    """A session that takes questions."""
    moderation = HallModeration.AT_ONCE if at_once else HallModeration.FIRST
    return open_session(event or EventPageFactory(), moderation=moderation)


def voter(session: HallSession, number: int) -> Voter:
    """The numbered person in the room."""
    event_id = session.event_id
    return Voter(event_id, browser_voter_id(event_id, f"browser-{number}"), 0, VoterScope.ROOM)


def asked(session: HallSession, text: str, number: int = 1, *, state=HallQuestionState.APPROVED) -> HallQuestion:
    """A question of the numbered person, in this state."""
    assert ask_question(voter(session, number), session.pk, text) in (Asked.PENDING, Asked.SHOWN)
    question = HallQuestion.objects.get(session_id=session.pk, text=text)
    question.state = state
    question.save(update_fields=["state"])
    return question
