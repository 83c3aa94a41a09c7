"""Checking a certificate: what it is worth, without saying whose it is (decision 0141)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from registrations.domain.series.codes import clean_code, hash_of_code, is_name
from registrations.models import Certificate


@dataclass(frozen=True)
class Verified:
    """What the page says of a certificate. Nothing of it is about a person."""

    code: str
    event_title: str
    days: tuple[date, ...]
    hours: Decimal
    points: Decimal | None
    points_register: str
    issued_on: date
    withdrawn_on: date | None
    check_until: date

    @property
    def is_valid(self) -> bool:
        """Whether it stands."""
        return self.withdrawn_on is None


def verify(typed: str) -> Verified | None:
    """The certificate with this code; None: there is none (any more). One query."""
    code = clean_code(typed)
    found = _find(code)
    if found is None:
        return None
    return Verified(
        code=code,
        event_title=found.event.title,
        days=tuple(date.fromisoformat(day) for day in found.days),
        hours=found.hours,
        points=found.points,
        points_register=found.points_register,
        issued_on=timezone.localdate(found.issued_at),
        withdrawn_on=timezone.localdate(found.withdrawn_at) if found.withdrawn_at else None,
        check_until=found.check_until,
    )


def is_holder(typed: str, name: str) -> bool:
    """Whether the certificate with this code stands in this name: initial and surname."""
    code = clean_code(typed)
    found = _find(code)
    return found is not None and is_name(code, name, found.name_hash)


def _find(code: str) -> Certificate | None:
    if not code:
        return None
    rows = Certificate.objects.filter(code_hash=hash_of_code(code), check_until__gte=timezone.localdate())
    return rows.select_related("event").first()
