"""Following up agreements, action items and commitments after the meeting.

Who is asked has a link of her own and needs no account. Every change is a line in the log and names the version it
was based on, so that two people never overwrite each other unseen. Addresses and log go with the people of the event;
what was agreed and how far it is stays with the report.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.enums import LinkPurpose
from core.models import AccessLink
from events.enums import EventKind, PartyRole
from events.models import EventPage
from workshops.domain.sheets import announce_change
from workshops.enums import ActionState, SheetKind
from workshops.models import ActionContact, ActionEntry, ActionItem, CaptureSheet

UNFINISHED = (ActionState.OPEN, ActionState.BUSY)
LONGEST_BY = 160


class ActionChanged(Exception):
    """Somebody else changed the action item in between."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this in the meantime. Look at how it stands now, and save again."))


def actions_of(events: QuerySet[Any]) -> QuerySet[ActionItem]:
    """The register over some events: what is due first stands first, what has no date last."""
    rows = ActionItem.objects.filter(sheet__event__in=events)
    return (
        rows.select_related("sheet__event", "sheet__workshop", "sheet__programme_item")
        .prefetch_related("owners__organisation", "contacts")
        .order_by(F("due_on").asc(nulls_last=True), "sheet__event", "position", "pk")
    )


def overdue(actions: QuerySet[ActionItem], today: date | None = None) -> QuerySet[ActionItem]:
    """What is not finished and should have been."""
    return actions.filter(state__in=UNFINISHED, due_on__lt=today or timezone.localdate())


def change_action(
    action: ActionItem, *, state: ActionState, note: str, by: str, seen: int, fields: Mapping[str, Any] | None = None
) -> ActionItem:
    """Say how far an action item is. The same once more changes nothing. Raises ActionChanged.

    ``seen``: the version that was on the screen. ``fields``: ``due_on`` and ``period``, when they change too.
    """
    with transaction.atomic():
        row = ActionItem.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=action.pk)
        wanted = {"state": state, **(fields or {})}
        last = row.entries.first()
        is_same = all(getattr(row, name) == value for name, value in wanted.items())
        if is_same and (not note or (last is not None and last.note == note)):
            return row
        if row.version != seen:
            raise ActionChanged
        for name, value in wanted.items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=[*wanted, "version", "updated_at"])
        ActionEntry.objects.create(action=row, by=by[:LONGEST_BY], state=state, note=note)
        announce_change(row.sheet_id)
    return row


def add_contact(action: ActionItem, *, name: str, email: str) -> ActionContact:
    """Who is reminded and may say how far it is. The same address twice is one contact with the newest name."""
    with transaction.atomic():
        ActionItem.objects.select_for_update().get(pk=action.pk)
        found = action.contacts.filter(email__iexact=email).first()
        if found is None:
            return ActionContact.objects.create(action=action, name=name, email=email)
        if name and found.name != name:
            found.name = name
            found.save(update_fields=["name"])
        return found


def links_of(contact: ActionContact) -> QuerySet[AccessLink]:
    """All links of a contact, revoked ones too."""
    return AccessLink.objects.filter(purpose=LinkPurpose.ACTION, target=contact.pk)


def link_of(contact: ActionContact) -> AccessLink:
    """The link by which a contact says how far it is; made when there is none that works."""
    with transaction.atomic():
        action = ActionItem.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=contact.action_id)
        link = AccessLink.objects.usable().filter(purpose=LinkPurpose.ACTION, target=contact.pk).first()
        return link or AccessLink.objects.create(
            event_id=action.sheet.event_id, purpose=LinkPurpose.ACTION, target=contact.pk
        )


def remove_contact(contact: ActionContact) -> None:
    """Stop asking: the link does not work any more and the address is gone."""
    with transaction.atomic():
        links_of(contact).delete()
        contact.delete()


def not_for_me(contact: ActionContact) -> None:
    """Who was asked says that she is not the one: nobody mails her about it again, and organisers see that she said so.

    Her name stays in the log, as with anything she says; the address and the link are gone.
    """
    with transaction.atomic():
        action = ActionItem.objects.select_for_update(of=("self",)).get(pk=contact.action_id)
        note = _("Says: this is not for me. The address was taken away.")
        ActionEntry.objects.create(action=action, by=contact.name[:LONGEST_BY], state=action.state, note=note)
        remove_contact(contact)


def event_before(event: EventPage) -> EventPage | None:
    """The last meeting: the newest earlier event of the same kind that one of the same organisers organises."""
    starts_at, _ends_at = event.period()
    organisers = [
        party.organisation_id for party in event.parties.all() if party.role in _ORGANISING and party.organisation_id
    ]
    if starts_at is None or not organisers:
        return None
    found = EventPage.objects.filter(
        kind=event.kind, parties__role__in=_ORGANISING, parties__organisation__in=organisers
    ).exclude(pk=event.pk)
    earlier = found.annotate(first=Min("dates__starts_at")).filter(first__lt=starts_at)
    return earlier.order_by("-first", "-pk").first()


def open_actions_before(event: EventPage) -> list[ActionItem]:
    """What the last meeting agreed and is not finished yet."""
    before = event_before(event)
    if before is None:
        return []
    return list(actions_of(EventPage.objects.filter(pk=before.pk)).filter(state__in=UNFINISHED))


def open_actions_for(sheet: CaptureSheet) -> list[ActionItem]:
    """What the one group of a working session takes up first: what is open from the last one. Elsewhere nothing."""
    is_whole_group = sheet.event.kind == EventKind.WORKING_SESSION and sheet.kind == SheetKind.PLENARY
    return open_actions_before(sheet.event) if is_whole_group else []


def forget_contacts(event_id: int) -> int:
    """Remove who is asked and what they said, with their links; returns how many rows."""
    with transaction.atomic():
        AccessLink.objects.filter(event=event_id, purpose=LinkPurpose.ACTION).delete()
        of_event = Q(action__sheet__event=event_id)
        contacts, _rows = ActionContact.objects.filter(of_event).delete()
        entries, _rows = ActionEntry.objects.filter(of_event).delete()
        return contacts + entries


_ORGANISING = (PartyRole.ORGANISER, PartyRole.CO_ORGANISER)
