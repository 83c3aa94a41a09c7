"""What the outcome wall shows, in a fixed number of queries: outcomes, and quotes of who agreed.

A wall hangs in a room, so nothing else is on it: no running notes, no agreements, no names, no quote
without consent, no card from the room that nobody read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from events.models import EventPage
from workshops.enums import ConsentState
from workshops.models import CaptureSheet, Outcome, Quote


@dataclass(frozen=True)
class WallCard:
    """One card. ``mentions``: how often it was said, with what was merged into it; ``dots``: None when not asked."""

    text: str
    room: str = ""
    dots: int | None = None
    mentions: int = 1
    is_starred: bool = False
    is_from_room: bool = False
    is_quote: bool = False
    attribution: str = ""

    @property
    def weight(self) -> tuple[int, int, int]:
        """What stands first on the wall: dots, then mentions, then the points for the report-back."""
        return (self.dots or 0, self.mentions, int(self.is_starred))


@dataclass(frozen=True)
class WallGroup:
    """Cards under one heading; ``subject`` is the prompt when the heading is the title of a group."""

    title: str
    subject: str
    cards: tuple[WallCard, ...]
    dots: int | None = None


@dataclass(frozen=True)
class Wall:
    """All groups, and whether there are groups made by hand to show."""

    groups: tuple[WallGroup, ...]
    has_clusters: bool

    @property
    def card_count(self) -> int:
        """How many cards hang there."""
        return sum(len(group.cards) for group in self.groups)


def wall_of(event: EventPage, sheet: CaptureSheet | None = None, *, by_cluster: bool = True) -> Wall:
    """The wall of a sheet, or (None) of the whole event; by groups made by hand where there are any, else by prompt."""
    outcomes = list(_of(Outcome.objects.all(), event, sheet).annotate(merged_count=Count("merged")))
    quotes = list(_of(Quote.objects.filter(consent=ConsentState.GIVEN), event, sheet))
    shows_room = sheet is None
    has_clusters = any(_cluster_of(card) for card in outcomes)
    groups = _grouped(outcomes, by_cluster=by_cluster, shows_room=shows_room)
    if quotes:
        cards = tuple(_quote(card, shows_room=shows_room) for card in quotes)
        groups.append(WallGroup(_("In their own words"), "", cards))
    return Wall(tuple(groups), has_clusters)


def _of(cards: QuerySet, event: EventPage, sheet: CaptureSheet | None) -> QuerySet:
    found = cards.filter(sheet__event=event).select_related("sheet__workshop", "sheet__programme_item", "prompt")
    found = found if sheet is None else found.filter(sheet=sheet)
    return found.select_related("cluster") if found.model is Outcome else found


def _cluster_of(card: Outcome) -> int | None:
    """The group a card is in, as long as it stands under the same prompt."""
    return card.cluster_id if card.cluster and card.cluster.prompt_key == card.prompt.key else None


def _grouped(outcomes: Iterable[Outcome], *, by_cluster: bool, shows_room: bool) -> list[WallGroup]:
    """Prompts in their order; within a prompt groups with the most weight first, loose cards last."""
    found: dict[tuple[str, int | None], list[Outcome]] = defaultdict(list)
    for card in sorted(outcomes, key=lambda card: (card.prompt.position, card.prompt.key)):
        found[card.prompt.key, _cluster_of(card) if by_cluster else None].append(card)
    order = {key: place for place, key in enumerate(dict.fromkeys(key for key, _cluster in found))}
    groups = []
    for (key, cluster_id), cards in found.items():
        cluster = cards[0].cluster if cluster_id else None
        shown = sorted((_outcome(card, shows_room=shows_room) for card in cards), key=_heaviest_first)
        is_split = cluster is None and any(other for prompt, other in found if prompt == key and other)
        subject = cards[0].prompt.title
        title = cluster.title if cluster else _("Other cards") if is_split else subject
        group = WallGroup(
            title, subject if cluster or is_split else "", tuple(shown), cluster.dots if cluster else None
        )
        groups.append(((order[key], cluster is None, -(group.dots or 0), -len(cards), title), group))
    return [group for _place, group in sorted(groups, key=lambda item: item[0])]


def _heaviest_first(card: WallCard) -> tuple[int, ...]:
    return tuple(-part for part in card.weight)


def _outcome(card: Outcome, *, shows_room: bool) -> WallCard:
    return WallCard(
        text=f"{card.shown_number} {card.text}".strip(),
        room=_room_of(card.sheet) if shows_room else "",
        dots=card.dots,
        mentions=card.merged_count + 1,  # type: ignore[attr-defined]  # annotated in wall_of
        is_starred=card.is_starred,
        is_from_room=card.is_from_room,
    )


def _quote(card: Quote, *, shows_room: bool) -> WallCard:
    return WallCard(
        text=card.text,
        room=_room_of(card.sheet) if shows_room else "",
        is_quote=True,
        attribution=card.attribution,
    )


def _room_of(sheet: CaptureSheet) -> str:
    return _("Workshop %(number)s") % {"number": sheet.number} if sheet.number else sheet.title
