"""The organiser's forms of a masterclass: groups, dates, rules, materials and homework."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from core.models import Region, Venue
from events.models import EventDate, EventPage
from registrations.domain.series.dates import Series
from registrations.forms.lessons import CheckedFileField
from registrations.models import Homework, MasterclassRules, Material, SeriesDate, SeriesGroup

LINK_REL = _("A complete address, beginning with https://.")


class GroupForm(forms.ModelForm):
    """One group."""

    class Meta:
        model = SeriesGroup
        fields = ["name", "region", "venue", "capacity", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.order_by("kind", "name")  # type: ignore[attr-defined]
        self.fields["venue"].queryset = Venue.objects.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name is given once per event; the field that says so is that of the name."""
        cleaned = super().clean() or {}
        same = SeriesGroup.objects.filter(event=self.instance.event, name=cleaned.get("name", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("There is a group with this name already."))
        return cleaned


class DateForm(forms.ModelForm):
    """What one date is in the series."""

    class Meta:
        model = SeriesDate
        fields = ["group", "capacity", "hours"]

    def __init__(
        self, *args: Any, date: EventDate, found: SeriesDate | None, groups: list[SeriesGroup], **kwargs: Any
    ) -> None:
        own = {"instance": found or SeriesDate(event_date=date), "prefix": f"date-{date.pk}"}
        super().__init__(*args, **{**kwargs, **own})
        self.date = date
        group = self.fields["group"]
        group.queryset = SeriesGroup.objects.filter(event_id=date.page_id)  # type: ignore[attr-defined]
        group.choices = [  # type: ignore[attr-defined]
            ("", _("All groups, or nobody until it is chosen")),
            *((item.pk, item.name) for item in groups),
        ]


class RulesForm(forms.ModelForm):
    """Certificate, cases, changing groups."""

    class Meta:
        model = MasterclassRules
        fields = [
            "group_changes_until",
            "required_dates",
            "needs_homework",
            "needs_case",
            "hours",
            "points",
            "points_register",
            "signed_by",
            "check_years",
            "asks_case",
            "case_until",
            "cases_deleted_on",
        ]
        widgets = {
            "group_changes_until": AdminDateTimeInput,
            "case_until": AdminDateTimeInput,
            "cases_deleted_on": AdminDateInput,
        }

    def clean(self) -> dict[str, Any]:
        """What the certificate asks must be possible."""
        cleaned = super().clean() or {}
        if cleaned.get("needs_case") and not cleaned.get("asks_case"):
            self.add_error("asks_case", _("The certificate asks for a case, so people must be able to bring one in."))
        return cleaned


class LessonForm(forms.ModelForm):
    """Material or homework of one date."""

    file = CheckedFileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, PowerPoint, Excel, OpenDocument, text or picture, at most 10 MB."),
    )
    remove_file = forms.BooleanField(label=_("Take the file away"), required=False)
    in_all_groups = forms.BooleanField(
        label=_("Also for the same date of the other groups"),
        required=False,
        help_text=_("Each group gets a copy; the moments move along with its own date."),
    )

    class Meta:
        model = Material
        fields = ["event_date", "title", "text", "link", "visible_from", "position"]
        widgets = {"visible_from": AdminDateTimeInput, "text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, series: Series, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link"].help_text = LINK_REL
        dates = self.fields["event_date"]
        dates.queryset = EventDate.objects.filter(page_id=event.pk)  # type: ignore[attr-defined]
        dates.choices = [("", "---"), *((str(date.pk), _label(series, date)) for date in series.dates)]  # type: ignore[attr-defined]
        if self.instance.pk or not series.settings:
            del self.fields["in_all_groups"]
        if not hasattr(self.instance, "file"):
            del self.fields["remove_file"]

    def clean(self) -> dict[str, Any]:
        """There is something to see."""
        cleaned = super().clean() or {}
        keeps = hasattr(self.instance, "file") and not cleaned.get("remove_file")
        if not (cleaned.get("text") or cleaned.get("link") or cleaned.get("file") or keeps or self.errors):
            self.add_error("text", _("Give a text, a link or a file."))
        return cleaned


class HomeworkForm(LessonForm):
    """The same with a due date."""

    class Meta(LessonForm.Meta):
        model = Homework  # type: ignore[assignment]  # the stub fixes the model of the form above
        fields = ["event_date", "title", "text", "link", "visible_from", "due_at", "position"]
        widgets = {**LessonForm.Meta.widgets, "due_at": AdminDateTimeInput}


def _label(series: Series, date: EventDate) -> str:
    group = series.group(date)
    return f"{date} ({group.name})" if group and group.name not in str(date) else str(date)
