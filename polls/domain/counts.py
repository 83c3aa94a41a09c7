"""Counting on paper or by show of hands: kept beside a result, never added to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from live.channels import bump
from polls.domain.errors import RoundError
from polls.domain.voters import room_channel
from polls.enums import CountMethod, RoundState
from polls.models import ManualCount, Option, Round

MOST_COUNTS = 10
MOST_PEOPLE = 100_000


def add_manual_count(
    round_: Round, *, label: str, method: CountMethod, counts: Mapping[int, int], n: int | None = None
) -> ManualCount:
    """Keep what was counted in the room at one round. ``n`` is who took part; without it the sum of the counts.

    The same count twice (a double click) stands there once. Raises RoundError when the round was not opened, or
    when there are too many counts already.
    """
    with transaction.atomic():
        round_ = Round.objects.select_for_update(of=("self",)).select_related("question__poll").get(pk=round_.pk)
        if round_.state == RoundState.READY:
            raise RoundError(_("Open the question first. What was counted belongs to a round."))
        known = set(round_.question.options.values_list("pk", flat=True))
        kept = {str(pk): number for pk, number in counts.items() if pk in known}
        people = n if n is not None else sum(kept.values())
        asked = (label, method, kept, people)
        for there in round_.manual_counts.all():
            if asked == (there.label, there.method, there.counts, there.n):
                return there
        if round_.manual_counts.count() >= MOST_COUNTS:
            raise RoundError(_("There are ten counts beside this result already. Take one away first."))
        count = ManualCount.objects.create(round=round_, label=label, method=method, counts=kept, n=people)
        bump(room_channel(round_.question.poll.event_id))
    return count


def remove_manual_count(round_: Round, count_id: int) -> bool:
    """Take a count away; False when it was gone already."""
    with transaction.atomic():
        deleted, _by_model = ManualCount.objects.filter(round=round_, pk=count_id).delete()
        bump(room_channel(round_.question.poll.event_id))
    return bool(deleted)


def shown_counts(round_: Round, options: Sequence[Option]) -> list[dict[str, Any]]:
    """The counts beside the result of a round, as plain data in the order of the options."""
    return [
        {
            "id": count.pk,
            "label": count.label,
            "method": count.method,
            "n": count.n,
            "options": [
                {"id": option.pk, "text": option.text, "count": count.counts.get(str(option.pk), 0)}
                for option in options
            ],
        }
        for count in round_.manual_counts.all()
    ]
