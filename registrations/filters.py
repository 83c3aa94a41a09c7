"""Searching and filtering an event's registrations; list and export use the same."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from core.models import Sector
from registrations.enums import RegistrationState
from registrations.models import Attendance, Registration


class RegistrationFilterSet(WagtailFilterSet):
    """By state, by sector, and by who was there."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=RegistrationState.choices)
    sector = django_filters.ModelChoiceFilter(label=_("Sector"), queryset=Sector.objects.none())
    attendance = django_filters.ChoiceFilter(
        label=_("Attendance"),
        choices=[("in", _("Checked in")), ("out", _("Not checked in"))],
        empty_label=_("Everybody"),
        method="filter_attendance",
    )

    class Meta:
        model = Registration
        fields = ["state", "sector", "attendance"]

    def __init__(self, *args: Any, event: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if event is not None:
            self.filters["sector"].queryset = Sector.objects.filter(event_sectors__page=event).distinct()

    def filter_attendance(self, registrations: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        """Who was checked in on any date, or on none."""
        was_there = Exists(Attendance.objects.filter(registration=OuterRef("pk")))
        return registrations.filter(was_there if value == "in" else ~was_there)


def search_registrations(registrations: QuerySet[Registration], typed: str) -> QuerySet[Registration]:
    """Registrations whose name, address or organisation contains every word typed."""
    for word in typed.replace("\x00", "").split()[:8]:
        registrations = registrations.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(organisation_name__icontains=word)
        )
    return registrations
