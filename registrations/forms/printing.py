"""Forms of the page on which an organiser prints."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import day
from core.models import Sector
from events.models import EventDate, EventPage
from registrations.domain.printing.badges import BadgeChoices
from registrations.enums import BadgeSheet, PrintKind, RegistrationState
from registrations.models import DayNotes
from workshops.models import Workshop


class PrintForm(forms.Form):
    """What all have: the event, of which nothing else can be chosen."""

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.set_choices()

    def set_choices(self) -> None:
        """Limit the choices to the event."""


class PeopleForm(PrintForm):
    """Whose name is printed."""

    states = forms.MultipleChoiceField(
        label=_("State"),
        choices=RegistrationState.choices,
        initial=[RegistrationState.CONFIRMED],
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.ModelMultipleChoiceField(
        label=_("Sector"),
        queryset=Sector.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: everybody."),
    )

    def set_choices(self) -> None:
        """Only sectors that people of this event come from."""
        field: Any = self.fields["sectors"]
        field.queryset = Sector.objects.filter(pk__in=self.event.registrations.values("sector_id"))


class BadgeForm(PeopleForm):
    """Badges: on which sheet, with what."""

    prefix = "badges"
    sheet = forms.ChoiceField(label=_("Sheet or label"), choices=BadgeSheet.choices)
    only_new = forms.BooleanField(
        label=_("Only badges that were not printed yet, or have changed since"), required=False
    )
    with_organisation = forms.BooleanField(label=_("Organisation"), required=False, initial=True)
    with_function = forms.BooleanField(label=_("Function"), required=False, initial=True)
    with_sector = forms.BooleanField(label=_("Where somebody comes from"), required=False, initial=True)
    with_colour = forms.BooleanField(label=_("A colour for where somebody comes from"), required=False)
    with_code = forms.BooleanField(
        label=_("Code for check-in"),
        required=False,
        initial=True,
        help_text=_("It is not the personal link: who photographs a badge can open nothing with it."),
    )
    with_marks = forms.BooleanField(label=_("Marks where to cut"), required=False)

    field_order = ["sheet", "only_new", "states", "sectors"]

    def clean(self) -> dict[str, Any]:
        """What was chosen, as the domain knows it."""
        cleaned = super().clean() or {}
        wanted = {name: bool(value) for name, value in cleaned.items() if name.startswith("with_")}
        if "sheet" in cleaned:
            cleaned["layout"] = BadgeChoices(sheet=BadgeSheet(cleaned["sheet"]), **wanted)
        return cleaned


class TableSignForm(PeopleForm):
    """Table signs: of the people on stage, or of everybody."""

    prefix = "table"
    whom = forms.ChoiceField(
        label=_("For"),
        choices=[("hosts", _("Speakers and workshop leaders")), ("people", _("People who registered"))],
        initial="hosts",
        widget=forms.RadioSelect,
    )
    field_order = ["whom", "states", "sectors"]


class WorkshopsForm(PrintForm):
    """Which workshops."""

    workshops = forms.ModelMultipleChoiceField(
        label=_("Workshops"),
        queryset=Workshop.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def set_choices(self) -> None:
        """All workshops of this event, chosen beforehand."""
        field: Any = self.fields["workshops"]
        rows = Workshop.objects.filter(round__event=self.event, cancelled_at=None).select_related("round")
        field.queryset = rows.order_by("round__starts_at", "number", "pk")
        field.label_from_instance = lambda workshop: f"{workshop.number}. {workshop.title}"
        field.initial = field.queryset


class DoorSignForm(WorkshopsForm):
    """Door signs."""

    prefix = "doors"


class AttendanceForm(WorkshopsForm):
    """Attendance sheets: which dates and which workshops."""

    prefix = "attendance"
    dates = forms.ModelMultipleChoiceField(
        label=_("Dates"), queryset=EventDate.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["dates", "workshops"]

    def set_choices(self) -> None:
        """All dates and workshops of this event, chosen beforehand."""
        super().set_choices()
        field: Any = self.fields["dates"]
        field.queryset = EventDate.objects.filter(page_id=self.event.pk).order_by("starts_at", "pk")
        field.label_from_instance = lambda date: date.label or day(date.starts_at)
        field.initial = field.queryset

    def clean(self) -> dict[str, Any]:
        """At least one list."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("dates") and not cleaned.get("workshops"):
            self.add_error("dates", _("Choose at least one date or workshop."))
        return cleaned


class PlainForm(PrintForm):
    """Nothing to choose."""


FORMS: dict[PrintKind, type[PrintForm]] = {
    PrintKind.BADGES: BadgeForm,
    PrintKind.TABLE_SIGNS: TableSignForm,
    PrintKind.DOOR_SIGNS: DoorSignForm,
    PrintKind.ATTENDANCE_SHEETS: AttendanceForm,
    PrintKind.VENUE_SHEET: PlainForm,
    PrintKind.EMERGENCY_FOLDER: PlainForm,
}


class DayNotesForm(forms.ModelForm[DayNotes]):
    """What the papers say besides what the system knows."""

    class Meta:
        model = DayNotes
        fields = ["contacts", "venue_note", "desk_note"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in fields}
