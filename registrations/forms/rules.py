"""The organiser's form of the rules of registration, with the quotas of the sectors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Sector
from events.models import EventPage
from registrations.domain.rules import Quotas, quotas_of, rules_of
from registrations.forms.rules_fieldsets import FIELDSETS, Fieldset
from registrations.models import RegistrationRules

MOST = 100_000


@dataclass(frozen=True)
class QuotaRow:
    """One sector with its two fields."""

    sector: Sector
    maximum: forms.BoundField
    held: forms.BoundField


@dataclass(frozen=True)
class ShownFieldset:
    """A fieldset with its bound fields."""

    fieldset: Fieldset
    fields: list[forms.BoundField]


class RulesForm(forms.ModelForm[RegistrationRules]):
    """The rules; the hidden version says which ones the organiser had in front of them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = RegistrationRules
        fields = [name for fieldset in FIELDSETS for name in fieldset.fields]

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        rules = rules_of(event)
        super().__init__(*args, **{**kwargs, "instance": rules})
        self.event = event
        self.fields["version"].initial = rules.version
        self.sectors = sectors_for_quotas(event)
        quotas = quotas_of(event)
        for sector in self.sectors:
            quota = quotas.get(sector.pk)
            self._add_number(f"maximum_{sector.pk}", _("%(sector)s: at most"), sector, quota.maximum if quota else None)
            self._add_number(
                f"held_{sector.pk}", _("%(sector)s: places held"), sector, (quota.held if quota else 0) or None
            )

    def _add_number(self, name: str, label: Any, sector: Sector, initial: int | None) -> None:
        number = forms.IntegerField(min_value=0, max_value=MOST, required=False, initial=initial)
        number.label = label % {"sector": sector.name}
        self.fields[name] = number

    def fieldsets(self) -> Iterator[ShownFieldset]:
        """The headings with their fields."""
        for fieldset in FIELDSETS:
            yield ShownFieldset(fieldset, [self[name] for name in fieldset.fields])

    def quota_rows(self) -> list[QuotaRow]:
        """The sectors with their two numbers, children under their parent."""
        return [QuotaRow(item, self[f"maximum_{item.pk}"], self[f"held_{item.pk}"]) for item in self.sectors]

    def clean(self) -> dict[str, Any]:
        """What is held fits in the maximum of the sector and of its parent, and in the room."""
        cleaned = super().clean() or {}
        held = {item.pk: cleaned.get(f"held_{item.pk}") or 0 for item in self.sectors}
        for sector in self.sectors:
            maximum = cleaned.get(f"maximum_{sector.pk}")
            children = sum(held[item.pk] for item in self.sectors if item.parent_id == sector.pk)
            if maximum is not None and max(held[sector.pk], children) > maximum:
                self.add_error(f"held_{sector.pk}", _("No more places can be held than may come at most."))
        if self.event.capacity is not None and self._held_in_all(held) > self.event.capacity:
            self.add_error(None, _("More places are held than the event has."))
        return cleaned

    def _held_in_all(self, held: dict[int, int]) -> int:
        shown = set(held)
        roots = [item for item in self.sectors if item.parent_id not in shown]
        return sum(
            max(held[root.pk], sum(held[item.pk] for item in self.sectors if item.parent_id == root.pk))
            for root in roots
        )

    @property
    def values(self) -> dict[str, Any]:
        """The rules as typed."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def quotas(self) -> Quotas:
        """By sector the maximum and the places held."""
        cleaned = self.cleaned_data
        return {item.pk: (cleaned[f"maximum_{item.pk}"], cleaned[f"held_{item.pk}"] or 0) for item in self.sectors}


def sectors_for_quotas(event: EventPage) -> list[Sector]:
    """The sectors of an event and their parents, each parent before its children. One query."""
    chosen = Q(pk__in=event.event_sectors.values("sector"))
    parents = Q(pk__in=event.event_sectors.values("sector__parent"))
    quota = Q(pk__in=event.sector_quotas.values("sector"))
    sectors = list(Sector.objects.filter(chosen | parents | quota).select_related("parent"))
    place = {sector.pk: number for number, sector in enumerate(sectors)}
    return sorted(
        sectors,
        key=lambda item: (place.get(item.parent_id or 0, place[item.pk]), item.parent_id in place, place[item.pk]),
    )
