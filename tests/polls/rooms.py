"""A room with people in it, for the tests of the polls app."""

from datetime import timedelta

from polls.domain.ballots import Vote, cast_votes
from polls.domain.rounds import close_round, freeze_round, open_round
from polls.domain.voters import browser_voter_id, mint_voter_token, read_voter_token
from polls.enums import VoterScope
from polls.models import Round
from tests.factories import RegistrationFactory, RoundFactory, SectorFactory


def opened_round(**kwargs) -> Round:
    """A round that takes votes."""
    return open_round(RoundFactory(**kwargs), actor="test")


def option_ids(round_: Round) -> list[int]:
    return [option.pk for option in round_.question.options.all()]


def event_id(round_: Round) -> int:
    return round_.question.poll.event_id


def token_for(round_: Round, number: int, *, scope=VoterScope.ROOM, sector=None, lifetime=timedelta(hours=1)) -> str:
    """The voter token of the numbered person."""
    event = event_id(round_)
    return mint_voter_token(
        event, voter_id=browser_voter_id(event, f"browser-{number}"), sector=sector, scope=scope, lifetime=lifetime
    )


def vote_of(round_: Round, number: int, option: int = 0, **kwargs) -> Vote:
    """The numbered person's vote for the option at this place."""
    return Vote(read_voter_token(token_for(round_, number, **kwargs)), round_.pk, option_ids(round_)[option])


def answer_of(round_: Round, number: int, answer: str, **kwargs) -> Vote:
    """The numbered person's answer in the shape it travels in."""
    return Vote(read_voter_token(token_for(round_, number, **kwargs)), round_.pk, answer)


def frozen(round_: Round):
    """Close and freeze."""
    return freeze_round(close_round(round_, actor="test"))


def sectors_with_people(event, *numbers: int):
    """Sectors with so many confirmed registrations each."""
    sectors = [SectorFactory(position=place) for place in range(len(numbers))]
    for sector, people in zip(sectors, numbers, strict=True):
        RegistrationFactory.create_batch(people, event=event, sector=sector)
    return sectors


def cast_many(round_: Round, numbers: list[int]) -> None:
    """So many votes for each option in order, of as many persons."""
    picks = [option for option, number in enumerate(numbers) for _ in range(number)]
    results = cast_votes([vote_of(round_, person, option) for person, option in enumerate(picks)])
    assert all(result.accepted for result in results)
