"""Reading and changing the rules of registration of an event."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.errors import RegistrationError
from registrations.domain.renumbering import renumber
from registrations.domain.waiting import fill_free_seats, lock_event
from registrations.enums import WaitingOrder
from registrations.models import RegistrationRules, SectorQuota

Quotas = Mapping[int, tuple[int | None, int]]


class RulesChanged(RegistrationError):
    """Somebody else saved the rules meanwhile."""


def rules_of(event: EventPage) -> RegistrationRules:
    """The rules of an event; the defaults (an unsaved row) when nobody set any.

    Costs no query when the event was fetched with ``select_related("registration_rules")``.
    """
    try:
        return event.registration_rules
    except RegistrationRules.DoesNotExist:
        return RegistrationRules(event=event)


def quotas_of(event: EventPage) -> dict[int, SectorQuota]:
    """The quotas of an event by sector. One query."""
    return {quota.sector_id: quota for quota in SectorQuota.objects.filter(event=event)}


def save_rules(event: EventPage, *, based_on: int, values: Mapping[str, Any], quotas: Quotas) -> RegistrationRules:
    """Save the rules and quotas, if they are still the version that the organiser saw; else RulesChanged.

    ``quotas``: by sector the maximum (None: no limit) and the places held; a sector that says nothing
    has no quota. The lot is drawn once and kept, so that the order can be checked afterwards; another order
    puts who waits in that order at once. What the new rules free is given out after the commit.
    """
    with transaction.atomic():
        lock_event(event.pk)
        RegistrationRules.objects.bulk_create([RegistrationRules(event=event)], ignore_conflicts=True)
        rules = RegistrationRules.objects.select_for_update().get(event=event)
        if rules.version != based_on:
            raise RulesChanged(_("Somebody else changed these rules while you had them open. Nothing was saved."))
        order_before = rules.waiting_order
        for name, value in values.items():
            setattr(rules, name, value)
        if rules.waiting_order == WaitingOrder.LOT and not rules.lot_seed:
            rules.lot_seed = secrets.token_hex(16)
        rules.version += 1
        rules.save()
        _write_quotas(event, quotas)
        if order_before != rules.waiting_order:
            renumber(event.pk, rules)
    fill_free_seats(event.pk)
    return rules


def _write_quotas(event: EventPage, quotas: Quotas) -> None:
    SectorQuota.objects.filter(event=event).delete()
    SectorQuota.objects.bulk_create(
        SectorQuota(event=event, sector_id=sector_id, maximum=maximum, held=held)
        for sector_id, (maximum, held) in quotas.items()
        if maximum is not None or held
    )
