"""Who does what was agreed, for the return loop: by address, as an organiser gave it."""

from collections.abc import Collection
from dataclasses import dataclass

from reports.models import ReportPage
from workshops.domain.actions import UNFINISHED
from workshops.models import ActionContact, ActionItem


@dataclass(frozen=True)
class Owner:
    """One address with everything it is asked about; ``new_contacts`` are those that no mail went to."""

    name: str
    email: str
    contacts: tuple[ActionContact, ...]
    new_contacts: tuple[int, ...]

    @property
    def actions(self) -> list[ActionItem]:
        """What was agreed."""
        return [contact.action for contact in self.contacts]

    @property
    def is_mailed(self) -> bool:
        """Whether a mail went about everything."""
        return not self.new_contacts


def owners_of(page: ReportPage, mailed: Collection[int | None] = ()) -> tuple[Owner, ...]:
    """One line per address of who does what is not finished, by name. One query and what it prefetches."""
    by_address: dict[str, list[ActionContact]] = {}
    for contact in _contacts(page.get_parent().pk):
        by_address.setdefault(contact.email.casefold(), []).append(contact)
    owners = [
        Owner(
            name=next((one.name for one in contacts if one.name), ""),
            email=contacts[0].email,
            contacts=tuple(contacts),
            new_contacts=tuple(one.pk for one in contacts if one.pk not in mailed),
        )
        for contacts in by_address.values()
    ]
    return tuple(sorted(owners, key=lambda owner: (owner.name.casefold(), owner.email)))


def actions_without_address(page: ReportPage) -> list[ActionItem]:
    """What is not finished and of which nobody can be mailed."""
    rows = ActionItem.objects.filter(sheet__event=page.get_parent().pk, state__in=UNFINISHED, contacts=None)
    return list(rows.prefetch_related("owners__organisation").order_by("sheet", "position", "pk"))


def find_owner(argument: str) -> tuple[ReportPage, list[ActionContact]] | None:
    """The report and everything that the address of a letter is asked about; None when it is not public or all done."""
    page_id, _colon, contact_id = argument.partition(":")
    page = ReportPage.objects.live().filter(pk=page_id).first()
    contact = ActionContact.objects.filter(pk=contact_id).first()
    if page is None or contact is None:
        return None
    found = [one for one in _contacts(page.get_parent().pk) if one.email.casefold() == contact.email.casefold()]
    return (page, found) if found else None


def _contacts(event_id: int) -> list[ActionContact]:
    rows = ActionContact.objects.filter(action__sheet__event=event_id, action__state__in=UNFINISHED)
    return list(rows.select_related("action").order_by("action__sheet", "action__position", "action", "pk"))
