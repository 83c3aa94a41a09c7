"""Says before a run what stands in its way, and what to change: "Ronde 2 heeft 14 plaatsen te weinig"."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.domain.allocating.lacking import lacking_of
from registrations.domain.allocating.reading import rounds_to_divide, seated_of
from registrations.enums import SEATED_STATES
from registrations.models import Preference
from workshops.models import Workshop, WorkshopRound


@dataclass(frozen=True)
class RoundState:
    """One round before it is divided. ``places`` None: no limit."""

    round: WorkshopRound
    people: int
    ranked: int
    places: int | None
    minimum: int
    workshops: int
    lacking: tuple[str, ...] = ()

    @property
    def too_few(self) -> int:
        """How many places are missing."""
        return 0 if self.places is None else max(self.people - self.places, 0)

    @property
    def problems(self) -> list[str]:
        """What to change, in sentences."""
        title, found = self.round.title, []
        if not self.workshops:
            found.append(_("“%(round)s” has no workshop that people may choose.") % {"round": title})
        elif self.too_few:
            found.append(words_of_shortage(title, self.too_few))
        if self.workshops and self.minimum > self.people:
            text = _("“%(round)s” has %(people)s people; its workshops ask for at least %(minimum)s together.")
            found.append(text % {"round": title, "people": self.people, "minimum": self.minimum})
        return [*found, *self.lacking]


def words_of_shortage(title: str, number: int) -> str:
    """So many places too few."""
    text = ngettext(
        "“%(round)s” has %(number)s place too few. Make a workshop larger or add one.",
        "“%(round)s” has %(number)s places too few. Make a workshop larger or add one.",
        number,
    )
    return text % {"round": title, "number": number}


def round_states(event_id: int) -> list[RoundState]:
    """The rounds that are divided. A fixed number of queries, more where people of a sector are asked."""
    rounds = rounds_to_divide(event_id)
    people = seated_of(event_id)
    workshops = list(Workshop.objects.filter(round__in=rounds, cancelled_at=None, is_open_for_choice=True))
    seated = Q(registration__state__in=SEATED_STATES)
    counted = Preference.objects.filter(seated, workshop__round__in=rounds).order_by()
    numbers = counted.values_list("workshop__round_id").annotate(Count("registration_id", distinct=True))
    ranked = dict(numbers)
    lacking = lacking_of(event_id)
    return [
        _state(round_, people, ranked.get(round_.pk, 0), workshops, tuple(lacking.get(round_.pk, ())))
        for round_ in rounds
    ]


def _state(
    round_: WorkshopRound,
    people: int,
    ranked: int,
    workshops: Iterable[Workshop],
    lacking: tuple[str, ...],
) -> RoundState:
    inside = [workshop for workshop in workshops if workshop.round_id == round_.pk]
    capacities = [workshop.capacity for workshop in inside]
    places = None if None in capacities else sum(capacity or 0 for capacity in capacities)
    return RoundState(round_, people, ranked, places, sum(item.minimum for item in inside), len(inside), lacking)
