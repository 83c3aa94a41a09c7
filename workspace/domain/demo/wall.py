"""Groups of cards, dots, cards from the room and the links of walls, made by the functions that people use."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from core.enums import LinkPurpose
from events.models import EventPage
from polls.domain.ballots import Vote, cast_votes
from polls.domain.dots import prepare_dots
from polls.domain.room_cards import send_card
from polls.domain.rounds import close_round, freeze_round, get_or_create_round, open_round
from polls.domain.voters import Voter
from workshops.domain.clusters import make_cluster
from workshops.domain.room_cards import allow_room_cards, approve_card, prompts_for_room, waiting_cards
from workshops.domain.wall_links import make_wall_link
from workshops.models import CaptureSheet, Outcome
from workspace.demo import capture
from workspace.demo import wall as demo
from workspace.domain.demo.hall import visitor


def give_wall_links(event: EventPage) -> None:
    """A wall for every room, one for all rooms, and arranging its cards."""
    make_wall_link(event)
    make_wall_link(event, LinkPurpose.ARRANGE)
    for sheet in event.capture_sheets.all():
        make_wall_link(event, target=sheet.pk)


def arrange_2015(event: EventPage) -> None:
    """A card from the room that the scribe let stand, and groups over all rooms. Before the sheets are handed in."""
    for sheet in event.capture_sheets.select_related("workshop", "template"):
        if sheet.title in demo.ROOM_CARDS_2015:
            _from_the_room(event, sheet, [demo.ROOM_CARDS_2015[sheet.title]])
            for card in waiting_cards(sheet):
                approve_card(sheet, card.uid)
            allow_room_cards(sheet, is_allowed=False)
    for title, (beginnings, _dots) in demo.GROUPS_2015.items():
        _group(event, demo.PROMPT, title, beginnings)


def spend_dots_2015(event: EventPage, voters: list[Voter], *, closed_at: datetime) -> None:
    """Those present spend their dots on the groups."""
    question = prepare_dots(event, demo.PROMPT, dots=demo.DOTS, text=demo.QUESTION_2015, by_group=True)
    options = {option.text: option.pk for option in question.options.all()}
    round_ = open_round(get_or_create_round(question), actor="demo")
    given: dict[int, list[int]] = {}
    place = 0
    for title, (_beginnings, dots) in demo.GROUPS_2015.items():
        for _dot in range(dots):
            given.setdefault(place % len(voters), []).append(options[title])
            place += 1
    votes = [Vote(voters[number], round_.pk, ",".join(map(str, chosen))) for number, chosen in given.items()]
    assert all(result.accepted for result in cast_votes(votes))
    freeze_round(close_round(round_, actor="demo"), closed_at=closed_at)


def show_room_cards_today(event: EventPage) -> None:
    """Two cards of the room that wait for the scribe, and a group."""
    sheet = event.capture_sheets.select_related("workshop", "template").get(workshop__title=capture.TODAY_WORKSHOP)
    if sheet.takes_room_cards or sheet.handed_in_at:
        return
    _from_the_room(event, sheet, list(demo.ROOM_CARDS_TODAY))
    title, *beginnings = demo.GROUP_TODAY
    first = Outcome.objects.filter(sheet=sheet, text__startswith=beginnings[0]).select_related("prompt")[0]
    _group(event, first.prompt.key, title, tuple(beginnings))


def _from_the_room(event: EventPage, sheet: CaptureSheet, texts: list[str]) -> None:
    allow_room_cards(sheet, is_allowed=True)
    prompt = prompts_for_room(sheet)[-1]
    for number, text in enumerate(texts):
        send_card(visitor(event, number), event, sheet.pk, prompt.pk, text)


def _group(event: EventPage, prompt_key: str, title: str, beginnings: tuple[str, ...]) -> None:
    cards = Outcome.objects.filter(sheet__event=event, prompt__key=prompt_key)
    uids = [card.uid for card in cards if card.text.startswith(beginnings)]
    make_cluster(event, prompt_key, uids, title, uid=uuid5(NAMESPACE_URL, f"{event.pk}:{title}"))
