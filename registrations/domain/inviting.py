"""Inviting people: the list, their personal links, their answers. Mails are in ``inviting_mail``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.origin import absolute
from core.tokens import BadToken, make_token, read_token
from events.models import EventPage
from registrations.domain.admission import Admission
from registrations.domain.errors import RegistrationError
from registrations.domain.purging import OVER_AT, retention_days_of
from registrations.domain.registering import normalise_email
from registrations.enums import ACTIVE_STATES
from registrations.models import Invitation, Registration

TOKEN_PURPOSE = "invitation"  # noqa: S105
CHUNK = 200


@dataclass(frozen=True)
class Invitee:
    """Somebody to invite, as typed or read from a table and recognised."""

    name: str
    email: str
    organisation_name: str = ""
    sector_id: int | None = None
    municipality_id: int | None = None
    programme_region_id: int | None = None
    safety_region_id: int | None = None
    language: str = "nl"


@dataclass(frozen=True)
class Added:
    """How many came on the list, and how many stood there already (those are left as they are)."""

    new: int
    known: int


def token_of(invitation: Invitation) -> str:
    """The token of the personal link."""
    return make_token(TOKEN_PURPOSE, invitation.reference)


def link_of(invitation: Invitation, name: str = "invitation") -> str:
    """The full address of a page of this invitee."""
    return absolute(reverse(f"registrations:{name}", args=[token_of(invitation)]))


def find_invitation(token: str) -> Invitation | None:
    """The invitation behind a link, with its event; None when the link is not ours or was withdrawn."""
    try:
        reference = read_token(TOKEN_PURPOSE, token)
    except BadToken:
        return None
    found = Invitation.objects.with_state().select_related("event__venue", "registration")
    return found.filter(reference=reference, revoked_at=None).first()


def add_invitees(event: EventPage, invitees: Iterable[Invitee]) -> Added:
    """Put people on the list of an event; one invitation per address, however often it is given."""
    by_key = {normalise_email(invitee.email): invitee for invitee in invitees}
    known = 0
    for keys in _chunks(list(by_key)):
        with transaction.atomic():
            known += Invitation.objects.filter(event=event, email_key__in=keys).count()
            Invitation.objects.bulk_create([_invitation(event, by_key[key]) for key in keys], ignore_conflicts=True)
    return Added(len(by_key) - known, known)


def _invitation(event: EventPage, invitee: Invitee) -> Invitation:
    return Invitation(
        event=event,
        name=invitee.name,
        email=invitee.email.strip(),
        email_key=normalise_email(invitee.email),
        organisation_name=invitee.organisation_name,
        sector_id=invitee.sector_id,
        municipality_id=invitee.municipality_id,
        programme_region_id=invitee.programme_region_id,
        safety_region_id=invitee.safety_region_id,
        language=invitee.language,
    )


def _chunks(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def revoke_invitation(invitation: Invitation) -> None:
    """The link opens nothing any more; who registered already keeps the place."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())


def restore_invitation(invitation: Invitation) -> None:
    """The same link works again."""
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=None)


def begin_registration(invitation: Invitation) -> None:
    """The invitee pressed "register": an earlier "I cannot" is taken back, and we know that the mail arrived."""
    Invitation.objects.filter(pk=invitation.pk).update(declined_at=None, decline_reason="", bounced_at=None)
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())


def decline_invitation(
    invitation: Invitation, *, reason: str = "", colleague_name: str = "", colleague_email: str = ""
) -> Invitation | None:
    """The invitee cannot come; gives back the invitation of the colleague who may, if one was named and is new.

    Raises RegistrationError for who is registered: cancelling is done on the personal page. An invitee
    names one colleague, once; a colleague who stands on the list already is left alone.
    """
    from registrations.domain.inviting_mail import queue_letter, send_now

    with transaction.atomic():
        held = Invitation.objects.select_for_update(of=("self",)).select_related("event").get(pk=invitation.pk)
        if _is_registered(held):
            raise RegistrationError(_("You are registered. Cancel on your personal page."))
        held.declined_at, held.decline_reason = timezone.now(), reason[:300]
        held.save(update_fields=["declined_at", "decline_reason"])
        queue_letter(held, "invitation_declined", occasion=f"{held.declined_at:%Y%m%d}")
        colleague = _colleague(held, colleague_name, colleague_email)
        if colleague is not None:
            send_now(colleague)
    return colleague


def _colleague(invitation: Invitation, name: str, email: str) -> Invitation | None:
    """The new invitation of a colleague: from the same organisation, sector and region."""
    key = normalise_email(email)
    if not key or invitation.colleagues.exists():
        return None
    if Invitation.objects.filter(event=invitation.event, email_key=key).exists():
        return None
    return Invitation.objects.create(
        event=invitation.event,
        name=name or email.strip(),
        email=email.strip(),
        email_key=key,
        organisation_name=invitation.organisation_name,
        sector_id=invitation.sector_id,
        municipality_id=invitation.municipality_id,
        programme_region_id=invitation.programme_region_id,
        safety_region_id=invitation.safety_region_id,
        language=invitation.language,
        colleague_of=invitation,
    )


def _is_registered(invitation: Invitation) -> bool:
    same = Q(pk=invitation.registration_id) | Q(email_key=invitation.email_key)
    return Registration.objects.active().filter(same, event_id=invitation.event_id).exists()


def admission_by(invitation: Invitation) -> Admission:
    """What lets the invitee in: the link, as long as nobody came in with it and it was not withdrawn."""
    return Admission(note=_("With a personal invitation"), claim=lambda registration: _claim(invitation, registration))


def _claim(invitation: Invitation, registration: Registration) -> None:
    """Tie the invitation to the registration that came in with it. Called under the event's lock."""
    unused = Q(registration=None) | ~Q(registration__state__in=ACTIVE_STATES)
    free = Invitation.objects.filter(unused, pk=invitation.pk, revoked_at=None)
    if not free.update(registration=registration, declined_at=None, decline_reason=""):
        raise RegistrationError(_("Somebody has registered with this invitation already, or it was withdrawn."))


def forget_invitations() -> int:
    """Remove the invitations of events whose retention period is over; returns how many."""
    now, gone = timezone.now(), 0
    events = EventPage.objects.filter(pk__in=Invitation.objects.values("event_id"))
    for event in events.annotate(over_at=OVER_AT).only("pk", "retention_days"):
        if event.over_at and now - event.over_at >= timedelta(days=retention_days_of(event)):
            gone += Invitation.objects.filter(event_id=event.pk).delete()[0]
    return gone
