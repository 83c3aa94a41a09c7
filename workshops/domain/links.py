"""Links to one sheet for scribes and for the workshop leader: without an account, revocable at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from core.models.access import AccessLinkQuerySet
from events.models import EventPage
from live.channels import revoke_tokens
from workshops.domain.deadlines import hand_in_by
from workshops.domain.sheets import announce_change, sheet_channel
from workshops.models import CaptureDeadline, CaptureSheet

WRITERS = (LinkPurpose.SCRIBE, LinkPurpose.LEADER)


def make_link(sheet: CaptureSheet, purpose: LinkPurpose = LinkPurpose.SCRIBE) -> AccessLink:
    """A link that opens one sheet until the hand-in moment. A sheet that has a working link keeps that one."""
    with transaction.atomic():
        CaptureSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        link = sheet_links(sheet, purpose).usable().first()
        return link or AccessLink.objects.create(
            event=sheet.event,
            purpose=purpose,
            target=sheet.pk,
            label=sheet.title[:120],
            expires_at=hand_in_by(sheet.event),
        )


def revoke_links(sheet: CaptureSheet, purpose: LinkPurpose = LinkPurpose.SCRIBE) -> int:
    """Make every link of a kind to a sheet worthless at once; returns how many worked.

    Open pages lose their stream, look whether their link still works, and hear that it does not.
    """
    with transaction.atomic():
        revoked = sheet_links(sheet, purpose).usable().update(revoked_at=timezone.now())
        if revoked:
            transaction.on_commit(lambda: revoke_tokens(sheet_channel(sheet.pk)))
        return revoked


def renew_link(sheet: CaptureSheet, purpose: LinkPurpose = LinkPurpose.SCRIBE) -> AccessLink:
    """Revoke what there is and make a new link, for when the old one got into the wrong hands."""
    with transaction.atomic():
        revoke_links(sheet, purpose)
        return make_link(sheet, purpose)


def set_hand_in(event: EventPage, moment: datetime | None) -> None:
    """Choose the hand-in moment of an event, or (None) go back to the usual one. Links that were given follow."""
    with transaction.atomic():
        if moment is None:
            CaptureDeadline.objects.filter(event=event).delete()
        else:
            CaptureDeadline.objects.update_or_create(event=event, defaults={"hand_in_by": moment})
        move_link_ends(event)


def move_link_ends(event: EventPage) -> int:
    """Let every link of scribes and leaders of an event work until the present hand-in moment.

    What was revoked stays so; what had run out works again when the moment lies ahead.
    """
    links = AccessLink.objects.filter(event=event, purpose__in=WRITERS, revoked_at=None)
    for sheet_id in links.values_list("target", flat=True).distinct():
        announce_change(sheet_id or 0)
    return links.update(expires_at=hand_in_by(event))


def sheet_links(sheet: CaptureSheet, purpose: LinkPurpose = LinkPurpose.SCRIBE) -> AccessLinkQuerySet:
    """All links of a kind to a sheet, revoked ones too."""
    return AccessLink.objects.filter(event=sheet.event_id, purpose=purpose, target=sheet.pk)
