"""Links for scribes: one sheet each, without an account, revocable at once."""

from django.db import transaction
from django.utils import timezone

from core.enums import LinkPurpose
from core.models import AccessLink
from core.models.access import AccessLinkQuerySet
from workshops.domain.sheets import hand_in_by
from workshops.models import CaptureSheet


def make_link(sheet: CaptureSheet) -> AccessLink:
    """A link that opens one sheet until the hand-in moment. A sheet that has a working link keeps that one."""
    with transaction.atomic():
        CaptureSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        link = scribe_links(sheet).usable().first()
        return link or AccessLink.objects.create(
            event=sheet.event,
            purpose=LinkPurpose.SCRIBE,
            target=sheet.pk,
            label=sheet.title[:120],
            expires_at=hand_in_by(sheet.event),
        )


def revoke_links(sheet: CaptureSheet) -> int:
    """Make every link to a sheet worthless at once; returns how many worked."""
    return scribe_links(sheet).usable().update(revoked_at=timezone.now())


def renew_link(sheet: CaptureSheet) -> AccessLink:
    """Revoke what there is and make a new link, for when the old one got into the wrong hands."""
    with transaction.atomic():
        revoke_links(sheet)
        return make_link(sheet)


def scribe_links(sheet: CaptureSheet) -> AccessLinkQuerySet:
    """All links to a sheet, revoked ones too."""
    return AccessLink.objects.filter(event=sheet.event_id, purpose=LinkPurpose.SCRIBE, target=sheet.pk)
