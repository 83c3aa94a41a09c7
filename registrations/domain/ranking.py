"""What people would like best in the rounds where places are divided: at most three workshops each, best first.

Until the places are published nobody has one there; after that such a round works as first come, first served.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from registrations.domain.capacity import rooms_of
from registrations.domain.errors import PlacesTaken
from registrations.models import Preference, Registration
from workshops.enums import ChoiceMode
from workshops.models import Workshop, WorkshopRound

MOST = 3
# Rows of Preference that belong to a ranking, as opposed to the wishes of who waits for a seat.
RANKING = Q(workshop__round__choice_mode=ChoiceMode.RANKING)
OPEN_RANKING = RANKING & Q(workshop__round__places_published_at=None)
Rankings = Mapping[int, Sequence[int]]


def check_rankings(event_id: int, rankings: Rankings, *, is_organiser: bool = False) -> dict[int, list[Workshop]]:
    """The ranked workshops by round, after checking that each may be ranked there now. Raises PlacesTaken by round.

    One query. A round whose deadline is over is refused, unless ``is_organiser``.
    """
    if not rankings:
        return {}
    workshops = {room.workshop.pk: room.workshop for room in rooms_of(event_id)}
    problems: dict[int, str] = {}
    found: dict[int, list[Workshop]] = {}
    for round_id, ranked in rankings.items():
        chosen = [workshops[pk] for pk in ranked if pk in workshops]
        if len(chosen) < len(ranked) or any(item.round_id != round_id or not item.can_be_chosen for item in chosen):
            problems[round_id] = _("This workshop cannot be chosen. Choose another one.")
        elif len(set(ranked)) < len(ranked) or len(ranked) > MOST:
            problems[round_id] = _("Give each workshop one place in your order.")
        elif any(not item.round.is_ranked for item in chosen):
            problems[round_id] = _("The places of this round are divided. Choose from the workshops that have room.")
        elif not is_organiser and any(not item.round.takes_rankings for item in chosen):
            problems[round_id] = _("Your order for this round could be changed until the deadline, which is over.")
        found[round_id] = chosen
    if problems:
        raise PlacesTaken(problems)
    return found


def write_rankings(registration: Registration, rankings: Mapping[int, Iterable[Workshop]]) -> bool:
    """Put these in place of what was ranked in these rounds; returns whether anything changed."""
    mine = Preference.objects.filter(registration=registration, workshop__round_id__in=list(rankings))
    before = list(mine.order_by("workshop__round_id", "rank").values_list("workshop_id", flat=True))
    ordered = [item for round_id in sorted(rankings) for item in rankings[round_id]]
    if before == [item.pk for item in ordered]:
        return False
    mine.delete()
    Preference.objects.bulk_create(
        Preference(registration=registration, workshop=item, rank=rank)
        for ranked in rankings.values()
        for rank, item in enumerate(ranked, start=1)
    )
    return True


def rankings_of(registration: Registration) -> dict[int, list[Workshop]]:
    """What somebody ranked, best first, in the rounds that are not published yet. One query."""
    rows = Preference.objects.filter(OPEN_RANKING, registration=registration).select_related("workshop__round")
    found: dict[int, list[Workshop]] = {}
    for row in rows.order_by("workshop__round__starts_at", "rank", "pk"):
        found.setdefault(row.workshop.round_id, []).append(row.workshop)
    return found


def ranked_rounds(event_id: int) -> list[WorkshopRound]:
    """The rounds of an event whose places are still to be divided. One query."""
    rounds = WorkshopRound.objects.filter(event_id=event_id, choice_mode=ChoiceMode.RANKING, places_published_at=None)
    return list(rounds.order_by("starts_at", "pk"))


def has_choice_of_places(event_id: int) -> bool:
    """Whether there is a round in which people choose a place themselves. One query."""
    rounds = WorkshopRound.objects.filter(event_id=event_id)
    return rounds.exclude(choice_mode=ChoiceMode.RANKING, places_published_at=None).exists()
