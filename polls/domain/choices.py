"""What a voter has in the box now, so that a tap can be seen and corrected while the round is open (D4)."""

from polls.domain.ballots import voter_key
from polls.domain.voters import Voter
from polls.enums import BoxState
from polls.models import Ballot, BallotBox


def present_choice(voter: Voter, round_id: int) -> int | None:
    """The option this voter chose in an open round; None when there is none, or the round is not open."""
    box = BallotBox.objects.filter(round_id=round_id, state=BoxState.OPEN, event_id=voter.event_id).first()
    if box is None:
        return None
    ballot = Ballot.objects.filter(round_id=round_id, voter_key=voter_key(bytes(box.key), voter.voter_id)).first()
    return ballot.choice if ballot else None
