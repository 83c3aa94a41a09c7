"""Certificates of attendance: who earns one, giving them, taking one back (decision 0141)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import EventDate, EventPage
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.domain.mails import queue_mail
from registrations.domain.series.attending import Followed, Person, people_of
from registrations.domain.series.codes import code_of, hash_of_code, hash_of_name
from registrations.domain.series.dates import Series, series_of
from registrations.domain.series.rules import masterclass_rules_of
from registrations.enums import CaseState, HistoryKind, RegistrationState
from registrations.models import Certificate, HandIn, Homework, MasterclassRules, OwnCase, Registration

CENT = Decimal("0.01")


class NotEarned(RegistrationError):
    """The rule is not met; ``str(error)`` says what is missing."""


@dataclass(frozen=True)
class Standing:
    """How far somebody is: dates, homework, case, and the certificate that stands."""

    registration: Registration
    followed: list[Followed]
    required: int
    homework_done: int
    homework_total: int
    case_state: str
    missing: tuple[str, ...]
    certificate: Certificate | None
    hours: Decimal

    @property
    def attended(self) -> int:
        """How many dates were attended."""
        return sum(item.on is not None for item in self.followed)

    @property
    def is_earned(self) -> bool:
        """Whether the rule is met."""
        return not self.missing

    @property
    def is_outdated(self) -> bool:
        """Whether the certificate no longer says what holds: another name, other dates, other hours."""
        return self.certificate is not None and not _says_what_holds(self)


def standings_of(event: EventPage, *, rules: MasterclassRules | None = None) -> list[Standing]:
    """Everybody with a place, by name. Nine queries, however many people."""
    rules = rules or masterclass_rules_of(event)
    series = series_of(event.pk)
    people = people_of(event, series)
    by_date: dict[int, set[int]] = {}
    for pk, date_id in Homework.objects.filter(event_date__page_id=event.pk).values_list("pk", "event_date_id"):
        by_date.setdefault(date_id, set()).add(pk)
    handed_in: dict[int, set[int]] = {}
    rows = HandIn.objects.filter(registration__event_id=event.pk).values_list("registration_id", "homework_id")
    for key, homework_id in rows:
        handed_in.setdefault(key, set()).add(homework_id)
    cases = dict(OwnCase.objects.filter(registration__event_id=event.pk).values_list("registration_id", "state"))
    valid = Certificate.objects.filter(event=event, withdrawn_at=None).exclude(registration=None)
    certificates = {certificate.registration_id: certificate for certificate in valid}
    return [
        _standing(
            person,
            rules,
            series,
            homework={pk for item in person.followed for pk in by_date.get(item.part.date.pk, ())},
            handed_in=handed_in.get(person.registration.pk, set()),
            case_state=cases.get(person.registration.pk, ""),
            certificate=certificates.get(person.registration.pk),
        )
        for person in people
    ]


def _standing(
    person: Person,
    rules: MasterclassRules,
    series: Series,
    *,
    homework: set[int],
    handed_in: set[int],
    case_state: str,
    certificate: Certificate | None,
) -> Standing:
    done = len(homework & handed_in)
    missing = []
    short = rules.required_dates - person.attended
    if short > 0:
        missing.append(ngettext("%(n)s date", "%(n)s dates", short) % {"n": short})
    if rules.needs_homework and done < len(homework):
        missing.append(_("homework"))
    if rules.needs_case and case_state != CaseState.APPROVED:
        missing.append(_("an approved case"))
    if not rules.gives_certificates:
        missing.append(_("no certificates are given"))
    attended = [item.on for item in person.followed if item.on is not None]
    hours = rules.hours if rules.hours is not None else sum((hours_of(series, date) for date in attended), Decimal(0))
    return Standing(
        person.registration,
        person.followed,
        rules.required_dates,
        done,
        len(homework),
        case_state,
        tuple(missing),
        certificate,
        hours.quantize(CENT),
    )


def hours_of(series: Series, date: EventDate) -> Decimal:
    """The hours of a date on a certificate: those that were set, else from the beginning to the end."""
    found = series.settings.get(date.pk)
    if found is not None and found.hours is not None:
        return found.hours
    return (Decimal((date.ends_at - date.starts_at) // timedelta(minutes=1)) / 60).quantize(CENT)


def days_of(standing: Standing) -> list[str]:
    """The days attended, as they stand on the certificate and in its record (ISO 8601)."""
    found = {timezone.localdate(item.on.starts_at).isoformat() for item in standing.followed if item.on}
    return sorted(found)


def _says_what_holds(standing: Standing) -> bool:
    certificate = standing.certificate
    if certificate is None:
        return False
    code = code_of(standing.registration, certificate.serial)
    return (
        certificate.code_hash == hash_of_code(code)
        and certificate.name_hash == hash_of_name(code, standing.registration.name)
        and certificate.days == days_of(standing)
        and certificate.hours == standing.hours
    )


def give_certificates(event: EventPage, *, only: Iterable[int] | None = None, actor: str = "") -> list[Certificate]:
    """Give everybody who earned one a certificate (``only``: these registrations); each gets the mail once.

    Who has one that still says what holds is passed over; one that does not is taken back and given anew.
    """
    wanted = None if only is None else set(only)
    given = []
    for standing in standings_of(event):
        if not standing.is_earned or (wanted is not None and standing.registration.pk not in wanted):
            continue
        if standing.certificate is None or standing.is_outdated:
            made = _give(standing, event, actor=actor)
            if made is not None:
                given.append(made)
    return given


def _give(standing: Standing, event: EventPage, *, actor: str) -> Certificate | None:
    rules, now = masterclass_rules_of(event), timezone.now()
    with transaction.atomic():
        rows = Registration.objects.select_for_update(of=("self",)).select_related("event")
        registration = rows.filter(pk=standing.registration.pk, state=RegistrationState.CONFIRMED).first()
        if registration is None:
            return None
        before = Certificate.objects.filter(registration=registration)
        if standing.certificate is None and before.filter(withdrawn_at=None).exists():
            return None  # somebody else pressed at the same moment
        before.filter(withdrawn_at=None).update(withdrawn_at=now)
        serial = max(before.values_list("serial", flat=True), default=0) + 1
        code = code_of(registration, serial)
        certificate = Certificate.objects.create(
            event=event,
            registration=registration,
            serial=serial,
            code_hash=hash_of_code(code),
            name_hash=hash_of_name(code, registration.name),
            days=days_of(standing),
            hours=standing.hours,
            points=rules.points,
            points_register=rules.points_register,
            signed_by=rules.signed_by,
            issued_at=now,
            check_until=_years_later(timezone.localdate(now).isoformat(), rules.check_years),
        )
        note_history(registration, HistoryKind.CHANGED, actor=actor, note=_("certificate given"))
        queue_mail(registration, "certificate", occasion=str(serial))
    return certificate


def _years_later(day: str, years: int) -> str:
    """The same day so many years later; 29 February becomes the 28th."""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year + years}-{month:02}-{28 if (month, number) == (2, 29) else number:02}"


def withdraw_certificate(certificate: Certificate, *, actor: str = "") -> bool:
    """Take a certificate back; whoever checks it is told so. Returns whether it stood."""
    with transaction.atomic():
        stood = Certificate.objects.filter(pk=certificate.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
        if stood and certificate.registration is not None:
            note_history(certificate.registration, HistoryKind.CHANGED, actor=actor, note=_("certificate withdrawn"))
    return bool(stood)


def certificate_of(registration: Registration) -> Certificate | None:
    """The valid certificate of somebody. One query."""
    return Certificate.objects.filter(registration=registration, withdrawn_at=None).first()


def forget_certificates() -> int:
    """Delete the fingerprints of certificates that can no longer be checked. Returns how many."""
    return Certificate.objects.filter(check_until__lt=timezone.localdate()).delete()[0]
