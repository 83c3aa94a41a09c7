"""Filtering an event's registrations; the list, bulk actions and exports use the same.

The filters stand in the address, so none of them holds personal data. What is searched for is a name more
often than not: it never gets there (``registrations.views.people_term``).
"""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.utils.utils import flatten_choices

from core.dates import day
from core.models import Sector
from events.models import EventPage
from registrations.enums import EntryMode, RegistrationState
from registrations.models import Answer, Attendance, FormQuestion, Place, Registration
from workshops.models import Workshop

NONE = "none"


class RegistrationFilterSet(WagtailFilterSet):
    """By state, sector, workshop, who was there, and how the registration came in."""

    state = django_filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=RegistrationState.choices)
    sector = django_filters.ChoiceFilter(
        label=gettext_lazy("Sector"), empty_label=gettext_lazy("All sectors"), method="filter_sector"
    )
    workshop = django_filters.ChoiceFilter(
        label=gettext_lazy("Workshop"), empty_label=gettext_lazy("All workshops"), method="filter_workshop"
    )
    attendance = django_filters.ChoiceFilter(
        label=gettext_lazy("Attendance"), empty_label=gettext_lazy("Everybody"), method="filter_attendance"
    )
    entry = django_filters.MultipleChoiceFilter(label=gettext_lazy("Came in by"), choices=EntryMode.choices)

    unanswered = django_filters.ChoiceFilter(
        label=gettext_lazy("No answer to"), empty_label=gettext_lazy("Does not matter"), method="filter_unanswered"
    )

    class Meta:
        model = Registration
        fields = ["state", "sector", "workshop", "attendance", "entry", "unanswered"]

    def __init__(
        self, *args: Any, event: EventPage, like: "RegistrationFilterSet | None" = None, **kwargs: Any
    ) -> None:
        """``like``: a set of the same event, whose choices are taken over without asking the database again."""
        super().__init__(*args, **kwargs)
        self.event = event
        if like is not None:
            self._sectors = like._sectors
        self.own_choices: dict[str, list[tuple[str, Any]]] = like.own_choices if like else self._choices()
        for name, choices in self.own_choices.items():
            self.filters[name].extra["choices"] = choices

    @classmethod
    def query_of(cls, text: str) -> str:
        """What of a query belongs to the filters or orders the list; nothing else is carried along."""
        given = QueryDict(text.replace("\x00", "")[:2000], mutable=True)
        for name in set(given) - {*cls.base_filters, "ordering"}:
            del given[name]
        return given.urlencode()

    def in_words(self) -> list[str]:
        """What is filtered by: "State: Confirmed"."""
        if not self.is_valid():
            return []
        words = []
        for name, value in self.form.cleaned_data.items():
            labels = flatten_choices(self.form.fields[name].choices)
            chosen = [str(labels.get(str(item), item)) for item in (value if isinstance(value, list) else [value])]
            if any(chosen):
                words.append(f"{self.filters[name].label}: {', '.join(chosen)}")
        return words

    def _choices(self) -> dict[str, list[tuple[str, Any]]]:
        return {
            "sector": self._sector_choices(),
            "workshop": self._workshop_choices(),
            "attendance": self._attendance_choices(),
            "unanswered": self._question_choices(),
        }

    @cached_property
    def _sectors(self) -> list[Sector]:
        """The sectors of the event and their parents, each parent before its children."""
        rows = self.event.event_sectors.select_related("sector__parent").order_by("sort_order", "pk")
        found: dict[int, Sector] = {}
        for row in rows:
            for sector in (row.sector.parent, row.sector):
                if sector is not None:
                    found.setdefault(sector.pk, sector)
        return sorted(found.values(), key=lambda sector: list(found).index(sector.parent_id or sector.pk))

    def _sector_choices(self) -> list[tuple[str, Any]]:
        parents = {sector.parent_id for sector in self._sectors}
        choices = [
            (str(sector.pk), _("%(sector)s, with all under it") % {"sector": sector.name})
            if sector.pk in parents
            else (str(sector.pk), f"– {sector.name}" if sector.parent_id else sector.name)
            for sector in self._sectors
        ]
        return [*choices, (NONE, _("Not known"))]

    def _workshop_choices(self) -> list[tuple[str, Any]]:
        by_round: dict[str, list[tuple[str, str]]] = {}
        workshops = Workshop.objects.filter(round__event=self.event).select_related("round")
        for workshop in workshops.order_by("round__starts_at", "round_id", "number", "pk"):
            by_round.setdefault(workshop.round.title, []).append((str(workshop.pk), workshop.title))
        return [*by_round.items(), (NONE, _("No place in a workshop"))]

    def _attendance_choices(self) -> list[tuple[str, Any]]:
        choices = [("in", _("Came")), ("out", _("Did not come"))]
        dates = list(self.event.dates.order_by("starts_at", "pk"))
        for date in dates if len(dates) > 1 else []:
            name = capfirst(date.label or day(date.starts_at))
            choices += [
                (f"in:{date.pk}", _("%(date)s: came") % {"date": name}),
                (f"out:{date.pk}", _("%(date)s: did not come") % {"date": name}),
            ]
        return choices

    def _question_choices(self) -> list[tuple[str, Any]]:
        questions = FormQuestion.objects.filter(event=self.event, archived_at=None).order_by("position", "pk")
        found = [(str(pk), text) for pk, text in questions.values_list("pk", "text")]
        return [("any", _("Any required question")), *found] if found else []

    def filter_sector(self, registrations: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        """Of the sector, of a sector under it, or with it as another role."""
        if value == NONE:
            return registrations.filter(sector=None)
        wanted = {int(value), *(sector.pk for sector in self._sectors if str(sector.parent_id) == value)}
        other_role = Registration.sectors.through.objects.filter(registration=OuterRef("pk"), sector__in=wanted)
        return registrations.filter(Q(sector__in=wanted) | Exists(other_role))

    def filter_workshop(self, registrations: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        """With a place in the workshop, or in none."""
        places = Place.objects.filter(registration=OuterRef("pk"))
        return registrations.filter(~Exists(places) if value == NONE else Exists(places.filter(workshop=int(value))))

    def filter_attendance(self, registrations: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        """Who was checked in, or was not: on one date, or on any at all."""
        answer, _colon, date = value.partition(":")
        attendances = Attendance.objects.filter(registration=OuterRef("pk"))
        was_there = Exists(attendances.filter(event_date=int(date)) if date else attendances)
        return registrations.filter(was_there if answer == "in" else ~was_there)

    def filter_unanswered(self, registrations: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        """Who gave no answer to a question, or to one of those that everybody must answer."""
        if value != "any":
            return registrations.exclude(
                Exists(Answer.objects.filter(registration=OuterRef("pk"), question=int(value)))
            )
        required = FormQuestion.objects.filter(event=self.event, archived_at=None, is_required=True)
        missing: Any = Q(pk__in=[])
        for pk in required.filter(depends_on=None, only_sectors=None).values_list("pk", flat=True):
            missing |= ~Exists(Answer.objects.filter(registration=OuterRef("pk"), question=pk))
        return registrations.filter(missing)


def search_registrations(registrations: QuerySet[Registration], typed: str) -> QuerySet[Registration]:
    """Registrations whose name, address or organisation contains every word typed."""
    for word in typed.replace("\x00", "").split()[:8]:
        registrations = registrations.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(organisation_name__icontains=word)
        )
    return registrations


def chosen_registrations(event: EventPage, data: Mapping[str, Any], term: str = "") -> QuerySet[Registration]:
    """The registrations that filters and a search term show; filters that make no sense show all."""
    rows = Registration.objects.filter(event=event)
    found = RegistrationFilterSet(data, queryset=rows, event=event)
    return search_registrations(found.qs if found.is_valid() else rows, term)
