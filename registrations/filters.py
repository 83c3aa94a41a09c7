"""Searching and filtering an event's registrations; list and export use the same."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from core.models import Sector
from registrations.enums import RegistrationState
from registrations.models import Registration


class RegistrationFilterSet(WagtailFilterSet):
    """By state and by sector."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=RegistrationState.choices)
    sector = django_filters.ModelChoiceFilter(label=_("Sector"), queryset=Sector.objects.none())

    class Meta:
        model = Registration
        fields = ["state", "sector"]

    def __init__(self, *args: Any, event: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if event is not None:
            self.filters["sector"].queryset = Sector.objects.filter(event_sectors__page=event).distinct()


def search_registrations(registrations: QuerySet[Registration], typed: str) -> QuerySet[Registration]:
    """Registrations whose name, address or organisation contains every word typed."""
    for word in typed.replace("\x00", "").split()[:8]:
        registrations = registrations.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(organisation_name__icontains=word)
        )
    return registrations
