"""What a voter has in the box now, so that a tap can be seen and corrected while the round is open (D4)."""

from polls.domain.answers import Encoded, as_answer
from polls.domain.ballots import voter_key
from polls.domain.voters import Voter
from polls.enums import BoxState, QuestionKind
from polls.models import Ballot, BallotBox


def present_answer(voter: Voter, round_id: int) -> str:
    """What this voter answered in an open round, as it travels; empty when there is none or the round is not open."""
    box = BallotBox.objects.filter(round_id=round_id, state=BoxState.OPEN, event_id=voter.event_id).first()
    if box is None:
        return ""
    ballot = Ballot.objects.filter(round_id=round_id, voter_key=voter_key(bytes(box.key), voter.voter_id)).first()
    if ballot is None:
        return ""
    return as_answer(box.kind, box.rules, box.option_ids, Encoded(ballot.choice, ballot.text))


def present_choice(voter: Voter, round_id: int) -> int | None:
    """The one option this voter chose, for kinds that have one; else None."""
    box_kind = BallotBox.objects.filter(round_id=round_id).values_list("kind", flat=True).first()
    answer = present_answer(voter, round_id) if box_kind and QuestionKind(box_kind).is_exclusive else ""
    return int(answer) if answer else None
