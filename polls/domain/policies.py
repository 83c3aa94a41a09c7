"""The disclosure policy of an event: which groups are compared, locked at the first opening (D5)."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import override

from core.models import Sector
from events.models import EventPage
from polls.disclosure import REST, UNKNOWN, Group, SectorNode, cut_groups
from polls.models import DisclosurePolicy, Rehearsal, Round
from registrations.models import Registration

MINIMUMS = (10, 5)  # from how many votes there is a result: the first unless the organiser says otherwise


def sector_tree() -> list[SectorNode]:
    """The sectors of the country, in their order."""
    return [SectorNode(sector.pk, sector.parent_id, sector.name, sector.people) for sector in Sector.objects.all()]


def eligible_numbers(event: EventPage) -> dict[int, int]:
    """How many confirmed registrations each sector has; ``UNKNOWN`` for those without one."""
    rows = Registration.objects.confirmed().filter(event=event).values("sector_id").annotate(n=Count("pk")).order_by()
    return {row["sector_id"] or UNKNOWN: row["n"] for row in rows}


def get_or_create_policy(event: EventPage) -> DisclosurePolicy:
    """The policy of an event, made when it is first needed."""
    policy, _created = DisclosurePolicy.objects.get_or_create(event=event)
    return policy


def minimum_of(event: EventPage) -> int:
    """From how many votes a result is shown at an event, also when nothing was set; looking makes no row."""
    kept = DisclosurePolicy.objects.filter(event=event).values_list("minimum", flat=True).first()
    return kept or MINIMUMS[0]


def policy_for(round_: Round) -> DisclosurePolicy:
    """The policy that a round is opened and frozen by: that of the event, or what a rehearsal made for itself."""
    event = round_.question.poll.event
    if not round_.is_rehearsal:
        return lock_policy(event, opening=round_)
    policy = get_or_create_policy(event)
    rehearsal = Rehearsal.objects.filter(room__event=event).first()
    groups = rehearsal.groups if rehearsal else []
    return DisclosurePolicy(event=event, minimum=policy.minimum, groups=groups, locked_at=timezone.now())


def cut_now(event: EventPage) -> list[dict[str, Any]]:
    """The groups as they would be cut from the present numbers, as they are kept."""
    with override(settings.LANGUAGE_CODE):  # the labels are kept, whatever language the chair reads
        return [asdict(group) for group in cut_groups(eligible_numbers(event), sector_tree())]


def lock_policy(event: EventPage, opening: Round | None = None) -> DisclosurePolicy:
    """Cut the groups once and lock the policy; a locked policy is returned as it is.

    ``opening`` is the round that locks it. The database refuses any change after that.
    """
    get_or_create_policy(event)
    with transaction.atomic():
        policy = DisclosurePolicy.objects.select_for_update().get(event=event)
        if policy.locked_at is None:
            policy.groups = cut_now(event)
            policy.locked_at, policy.locked_by = timezone.now(), opening
            policy.save(update_fields=["groups", "locked_at", "locked_by"])
    return policy


def is_locked(event_id: int) -> bool:
    """Whether votes of an event are counted by sector already, so that sectors of people stay as they are."""
    return DisclosurePolicy.objects.filter(event_id=event_id, locked_at__isnull=False).exists()


def policy_groups(policy: DisclosurePolicy) -> list[Group]:
    """The groups of a locked policy."""
    return [Group(row["id"], row["label"], row["people"], tuple(row["sector_ids"])) for row in policy.groups]


def groups_by_sector(policy: DisclosurePolicy) -> Mapping[str, int]:
    """The group of each sector id (as text, as it stands in a ballot box); who is not in it falls in the rest."""
    return {str(sector): group.id for group in policy_groups(policy) for sector in group.sector_ids if group.id != REST}
