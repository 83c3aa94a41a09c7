"""Polls of the demo, voted by the same function that takes real votes."""

from datetime import datetime, timedelta

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from polls.domain.ballots import Vote, cast_votes
from polls.domain.rooms import get_or_create_room
from polls.domain.rounds import close_round, freeze_round, get_or_create_round, open_round
from polls.domain.voters import Voter, registrant_voter_id
from polls.enums import RoundState, VoterScope
from polls.models import Option, Poll, Question, Round
from registrations.models import Registration
from workspace.demo import meeting_2015, today
from workspace.domain.demo.kinds import prepare_every_kind, vote_after_the_workshops

ACTOR = "demo"
ALL_DAY = 16 * 60


def give_links(event: EventPage) -> None:
    """A link for the chair, one for the big screen, one for the moderator and one for the check-in desk."""
    for purpose in (LinkPurpose.CHAIR, LinkPurpose.SCREEN, LinkPurpose.MODERATOR, LinkPurpose.CHECK_IN):
        if not AccessLink.objects.usable().filter(event=event, purpose=purpose).exists():
            AccessLink.objects.create(event=event, purpose=purpose, label="Demo")


def voter(registration: Registration) -> Voter:
    """The voter behind a registration that was checked in."""
    return Voter(
        event_id=registration.event_id,
        voter_id=registrant_voter_id(registration.event_id, registration.reference),
        sector=registration.sector_id or 0,
        scope=VoterScope.CHECKED_IN,
    )


def vote_2015(event: EventPage, *, closed_at: datetime) -> None:
    """The two polls of 5 March 2015, voted, closed and frozen."""
    item = event.programme_items.get(title="In gesprek met de zaal")
    poll = Poll.objects.create(event=event, title=meeting_2015.POLL, programme_item=item, voters=VoterScope.CHECKED_IN)
    get_or_create_room(event)
    present = list(
        Registration.objects.filter(event=event, attendances__isnull=False).select_related("sector").order_by("pk")
    )
    for number, (text, answers) in enumerate(meeting_2015.POLL_QUESTIONS):
        question = Question.objects.create(poll=poll, text=text, sort_order=number)
        votes_per_option = [
            (Option.objects.create(question=question, text=answer, reporting_clause=clause, sort_order=order), counts)
            for order, (answer, clause, counts) in enumerate(answers)
        ]
        round_ = open_round(get_or_create_round(question), actor=ACTOR)
        waiting = {
            slug: [one for one in present if one.sector and one.sector.slug == slug] for slug in sectors_of(present)
        }
        votes = [
            Vote(voter(waiting[slug].pop()), round_.pk, option.pk)
            for option, counts in votes_per_option
            for slug, count in counts.items()
            for _ in range(count)
        ]
        assert all(result.accepted for result in cast_votes(votes))
        moment = closed_at + timedelta(minutes=6 * number)
        Round.objects.filter(pk=round_.pk).update(opened_at=moment - timedelta(minutes=4))
        freeze_round(close_round(round_, actor=ACTOR), closed_at=moment)
    vote_after_the_workshops(event, [voter(one) for one in present], closed_at=closed_at + timedelta(minutes=110))


def present_voters(event: EventPage) -> list[Voter]:
    """Everybody who was checked in, as a voter."""
    present = Registration.objects.filter(event=event, attendances__isnull=False).order_by("pk")
    return [voter(one) for one in present]


def sectors_of(registrations: list[Registration]) -> set[str]:
    """The slugs of the sectors that these people come from."""
    return {registration.sector.slug for registration in registrations if registration.sector}


def prepare_today(event: EventPage) -> None:
    """The polls of today's meeting."""
    item = event.programme_items.get(title="Peilingen in de zaal")
    poll = Poll.objects.create(event=event, title=today.POLL, programme_item=item, voters=VoterScope.ROOM)
    get_or_create_room(event)
    for number, (text, help_text, is_icebreaker, answers) in enumerate(today.POLL_QUESTIONS):
        question = Question.objects.create(
            poll=poll, text=text, help_text=help_text, is_icebreaker=is_icebreaker, sort_order=number
        )
        Option.objects.bulk_create(
            Option(question=question, text=answer, reporting_clause=clause, sort_order=order)
            for order, (answer, clause) in enumerate(answers)
        )
    prepare_every_kind(poll, first=len(today.POLL_QUESTIONS))


def keep_a_poll_open(event: EventPage) -> None:
    """Open the second question with some votes in it, unless a question of this event is open."""
    if Round.objects.filter(question__poll__event=event, state__in=[RoundState.OPEN, RoundState.CLOSING]).exists():
        return
    question = Question.objects.filter(poll__event=event).order_by("sort_order")[1]
    round_ = open_round(get_or_create_round(question), actor=ACTOR, max_minutes=ALL_DAY)
    options = list(question.options.all())
    early = Registration.objects.filter(event=event, attendances__isnull=False).order_by("pk")[: today.ALREADY_VOTED]
    cast_votes([Vote(voter(one), round_.pk, options[number % 5 // 2].pk) for number, one in enumerate(early)])
