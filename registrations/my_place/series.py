"""The parts of "my place" that only a masterclass has."""

from core.sections import Section
from registrations.domain.series.cases import asks_case, is_open_for_cases
from registrations.domain.series.certificate_pdf import check_address
from registrations.domain.series.certificates import certificate_of
from registrations.domain.series.codes import code_of
from registrations.domain.series.dates import is_series, series_of
from registrations.domain.series.joining import may_change_group
from registrations.domain.series.lessons import work_of
from registrations.domain.series.rules import masterclass_rules_of
from registrations.domain.window import window_of
from registrations.enums import RegistrationState
from registrations.models import GroupPlace, OwnCase, Registration
from registrations.my_place.parts import register_part


def register_series_parts() -> None:
    """Add these parts to the page."""
    for provider in (my_certificate, my_group, my_work, my_case):
        register_part(provider)


def my_group(registration: Registration) -> Section | None:
    """The group, with the way to another one and to catch-up dates."""
    if not is_series(registration.event) or not registration.is_active or window_of(registration.event).is_over:
        return None
    series = series_of(registration.event_id)
    place = GroupPlace.objects.filter(registration=registration).select_related("group").first()
    has_stand_ins = any(series.stand_ins(date) for date in series.own_dates(place.group_id if place else None))
    has_groups = any(found.group_id for found in series.settings.values())
    if not has_groups and not has_stand_ins:
        return None
    context = {
        "group": place.group if place else None,
        "may_change": has_groups and may_change_group(registration.event, series),
        "may_catch_up": has_stand_ins and registration.state == RegistrationState.CONFIRMED,
    }
    return Section("registrations/series/my_place_group.html", context, order=32)


def my_certificate(registration: Registration) -> Section | None:
    """The certificate to download, when there is one."""
    if not is_series(registration.event) or registration.state != RegistrationState.CONFIRMED:
        return None
    found = certificate_of(registration)
    if found is None:
        return None
    code = code_of(registration, found.serial)
    context = {"certificate": found, "check_address": check_address(code)}
    return Section("registrations/series/my_place_certificate.html", context, order=20)


def my_work(registration: Registration) -> Section | None:
    """Materials and homework that can be seen now, by date."""
    if not is_series(registration.event):
        return None
    days = work_of(registration)
    return Section("registrations/series/my_place_work.html", {"days": days}, order=34) if days else None


def my_case(registration: Registration) -> Section | None:
    """The own case: send it in, or where it stands."""
    event = registration.event
    if registration.state != RegistrationState.CONFIRMED or not asks_case(event):
        return None
    case = OwnCase.objects.filter(registration=registration).first()
    is_open = is_open_for_cases(event)
    if case is None and not is_open:
        return None
    context = {"case": case, "is_open": is_open, "until": masterclass_rules_of(event).case_until}
    return Section("registrations/series/my_place_case.html", context, order=36)
