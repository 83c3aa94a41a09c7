"""The link that opens the check-in desk of one event: made, renewed and taken back by the organiser."""

from django.db import transaction
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from events.models import EventPage


def usable_desk_link(event: EventPage) -> AccessLink | None:
    """The newest link that works."""
    return AccessLink.objects.usable().filter(event=event, purpose=LinkPurpose.CHECK_IN).order_by("-pk").first()


def renew_desk_link(event: EventPage) -> AccessLink:
    """Make a fresh link; the ones before open nothing any more."""
    with transaction.atomic():
        revoke_desk_links(event)
        return AccessLink.objects.create(event=event, purpose=LinkPurpose.CHECK_IN)


def revoke_desk_links(event: EventPage) -> int:
    """Take all desk links of an event back. Returns how many there were."""
    links = AccessLink.objects.usable().filter(event=event, purpose=LinkPurpose.CHECK_IN)
    return links.update(revoked_at=timezone.now())
