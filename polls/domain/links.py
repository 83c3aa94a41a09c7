"""The links of a room: one that opens the big screen, one that opens the chair's remote."""

from django.db import transaction
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage
from live.channels import revoke_tokens
from polls.domain.hall.channels import moderator_channel
from polls.domain.voters import room_channel

ROOM_PURPOSES = (LinkPurpose.SCREEN, LinkPurpose.CHAIR, LinkPurpose.MODERATOR, LinkPurpose.FRAME)


def usable_room_links(event: EventPage) -> dict[LinkPurpose, AccessLink | None]:
    """The newest usable link of each purpose, in one query."""
    links: dict[LinkPurpose, AccessLink | None] = dict.fromkeys(ROOM_PURPOSES)
    for link in AccessLink.objects.usable().filter(event=event, purpose__in=ROOM_PURPOSES).order_by("pk"):
        links[LinkPurpose(link.purpose)] = link
    return links


def renew_room_link(event: EventPage, purpose: LinkPurpose) -> AccessLink:
    """Make a fresh link; the ones before open nothing any more."""
    with transaction.atomic():
        revoke_room_links(event, purpose)
        return AccessLink.objects.create(event=event, purpose=purpose)


def revoke_room_links(event: EventPage, purpose: LinkPurpose) -> int:
    """Take the links of one purpose back, also from pages that are open now. Gives how many there were.

    All short-lived tokens of the room are dated by this; phones get a fresh one with their next tap.
    """
    with transaction.atomic():
        links = AccessLink.objects.usable().filter(event=event, purpose=purpose)
        revoked = links.update(revoked_at=timezone.now())
        if revoked:
            transaction.on_commit(lambda: revoke_tokens(room_channel(event.pk)))
            if purpose == LinkPurpose.MODERATOR:
                transaction.on_commit(lambda: revoke_tokens(moderator_channel(event.pk)))
    return revoked
