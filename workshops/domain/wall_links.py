"""Links of the outcome wall, and of the page where its cards are arranged: without an account, revocable at once.

``target`` is a sheet for the wall of one room; none for the wall of all rooms and for arranging.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from core.models.access import AccessLinkQuerySet
from events.models import EventPage
from live.channels import revoke_tokens
from workshops.domain.deadlines import hand_in_by
from workshops.domain.sheets import wall_channel

LEAST = timedelta(days=28)
WALL_PURPOSES = (LinkPurpose.WALL, LinkPurpose.ARRANGE)


def make_wall_link(event: EventPage, purpose: LinkPurpose = LinkPurpose.WALL, target: int | None = None) -> AccessLink:
    """A link that works until the hand-in moment, and four weeks at least. Where there is one that works, it stays."""
    with transaction.atomic():
        EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)
        link = _links(event, purpose, target).usable().first()
        return link or AccessLink.objects.create(
            event=event, purpose=purpose, target=target, expires_at=max(hand_in_by(event), timezone.now() + LEAST)
        )


def revoke_wall_links(event: EventPage, purpose: LinkPurpose, target: int | None = None) -> int:
    """Make the links worthless at once, also on screens that are open; returns how many worked."""
    with transaction.atomic():
        revoked = _links(event, purpose, target).usable().update(revoked_at=timezone.now())
        if revoked:
            transaction.on_commit(lambda: revoke_tokens(wall_channel(event.pk)))
        return revoked


def renew_wall_link(event: EventPage, purpose: LinkPurpose, target: int | None = None) -> AccessLink:
    """A fresh link; the one before opens nothing any more."""
    with transaction.atomic():
        revoke_wall_links(event, purpose, target)
        return make_wall_link(event, purpose, target)


def usable_wall_links(event: EventPage) -> dict[tuple[LinkPurpose, int | None], AccessLink]:
    """The newest link of each purpose and target that works, in one query."""
    links = AccessLink.objects.usable().filter(event=event, purpose__in=WALL_PURPOSES).order_by("pk")
    return {(LinkPurpose(link.purpose), link.target): link for link in links}


def _links(event: EventPage, purpose: LinkPurpose, target: int | None) -> AccessLinkQuerySet:
    return AccessLink.objects.filter(event=event, purpose=purpose, target=target)
