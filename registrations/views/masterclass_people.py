"""The organiser's pages about people in a masterclass: attendance per date, and certificates."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from core.enums import Role
from events.models import EventDate
from registrations.domain.checkin import check_in, undo_check_in
from registrations.domain.doors import default_date
from registrations.domain.errors import RegistrationError
from registrations.domain.series.attending import attendance_list, others_of
from registrations.domain.series.certificates import give_certificates, standings_of, withdraw_certificate
from registrations.domain.series.dates import series_of
from registrations.domain.series.rules import masterclass_rules_of
from registrations.models import Certificate, Registration
from registrations.views.masterclass import MasterclassPage, SeriesScopedMixin


def key_in(request: HttpRequest) -> int | None:
    """The registration that a button names; None: none was named, 0: nonsense."""
    key = request.POST.get("registration", "")
    if not key:
        return None
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0


class AttendanceView(MasterclassPage):
    """The list of one date, with a button per person. For those without a scan."""

    roles = (Role.CHECK_IN,)
    template_name = "registrations/admin/series/attendance.html"
    page_title = gettext_lazy("Attendance")
    tab = "series_attendance"

    @cached_property
    def date(self) -> EventDate | None:
        """The date in the address, else today's or the next one."""
        dates = list(self.series.dates)
        wanted = self.request.GET.get("datum", "")
        return next((date for date in dates if str(date.pk) == wanted), None) or default_date(dates)

    @cached_property
    def series(self) -> Any:
        """The dates of the event."""
        return series_of(self.event.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who is expected, and who else may come."""
        listed = attendance_list(self.event, self.date, self.series) if self.date else []
        dates = [(date, self.series.group(date)) for date in self.series.dates]
        return super().get_context_data(
            date=self.date,
            dates=dates,
            listed=listed,
            inside=sum(item.is_in for item in listed),
            others=others_of(self.event, listed) if self.date else [],
            **kwargs,
        )


class AttendanceChangeView(SeriesScopedMixin, View):
    """One press: was there, or was not."""

    roles = (Role.CHECK_IN,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int, pk: int) -> HttpResponse:
        """Set or undo, and back to the same person on the list."""
        date = get_object_or_404(self.scoped(EventDate, "page"), pk=pk)
        registration = get_object_or_404(self.scoped(Registration), pk=key_in(request) or 0)
        if request.POST.get("action") == "undo":
            undo_check_in(registration, date, actor=self.actor)
        else:
            try:
                check_in(registration, date, actor=self.actor)
            except RegistrationError as error:
                messages.error(request, str(error))
        address = reverse("registrations_admin:series_attendance", args=[self.event.pk])
        return redirect(f"{address}?datum={date.pk}#person-{registration.pk}")


class CertificatesView(MasterclassPage):
    """Who meets the rule and who misses what; give all, give one, take one back."""

    template_name = "registrations/admin/series/certificates.html"
    page_title = gettext_lazy("Certificates")
    tab = "certificates"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everybody with a place."""
        rules = masterclass_rules_of(self.event)
        standings = standings_of(self.event, rules=rules)
        ready = [item for item in standings if item.is_earned and (item.certificate is None or item.is_outdated)]
        return super().get_context_data(rules=rules, standings=standings, ready=len(ready), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give all that are earned, or one."""
        key = key_in(request)
        given = len(give_certificates(self.event, only=None if key is None else [key], actor=self.actor))
        text = ngettext("%(n)s certificate is given.", "%(n)s certificates are given.", given) % {"n": given}
        (messages.success if given else messages.warning)(request, text)
        return redirect("registrations_admin:certificates", self.event.pk)


class CertificateWithdrawView(SeriesScopedMixin, View):
    """Takes one certificate back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int, pk: int) -> HttpResponse:
        """One press."""
        rows = self.scoped(Certificate).select_related("registration")
        if withdraw_certificate(get_object_or_404(rows, pk=pk), actor=self.actor):
            messages.success(request, _("The certificate is withdrawn. Who checks it is told so."))
        return redirect("registrations_admin:certificates", self.event.pk)
