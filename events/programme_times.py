"""Day and times of a programme item in the editor: an organiser types times, and a day only where it differs.

An empty day is the day of the meeting; where a meeting has several days, it is that of the item before. An empty
beginning is the end of the item before, or the beginning of that day. An item that stood on the only day of a
meeting follows when the meeting moves. What ends in the small hours ends on the next day.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import inf
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

EVENING, SMALL_HOURS = time(18), time(6)
TIMES = ("starts_at", "ends_at")


def local_minute(moment: datetime) -> datetime:
    """The moment as the editor shows it: local, to the minute."""
    return timezone.localtime(moment).replace(second=0, microsecond=0)


def at(day: date, clock: time) -> datetime:
    """That time on that day, here."""
    return timezone.make_aware(datetime.combine(day, clock))


def days_of(periods: Iterable[tuple[datetime, datetime]]) -> dict[date, time]:
    """The days on which a meeting is, in order, each with the time at which it begins there."""
    found: dict[date, time] = {}
    for starts_at, ends_at in sorted((local_minute(start), local_minute(end)) for start, end in periods):
        for number in range((ends_at.date() - starts_at.date()).days + 1):
            day = starts_at.date() + timedelta(days=number)
            clock = starts_at.time() if number == 0 else time(0)
            if number == 0 or at(day, SMALL_HOURS) < ends_at:
                found[day] = min(clock, found.get(day, clock))
    return found


class ProgrammeItemForm(WagtailAdminModelForm):
    """One item of the programme. ``EventPageForm`` settles its moments, because they depend on its neighbours."""

    starts_at = forms.TimeField(label=gettext_lazy("starts at"), required=False, widget=AdminTimeInput)
    ends_at = forms.TimeField(label=gettext_lazy("ends at"), widget=AdminTimeInput)
    day = forms.DateField(
        label=gettext_lazy("day"),
        required=False,
        widget=AdminDateInput(attrs={"data-other-day": gettext_lazy("On another day")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments = [getattr(self.instance, name) for name in TIMES]
        for name in ("day", *TIMES):
            self.fields[name].label = capfirst(str(self.fields[name].label))
        for name, moment in zip(TIMES, self.moments, strict=True):
            self.initial[name] = local_minute(moment).time() if moment else None

    def show_day_beside(self, days: Iterable[date]) -> None:
        """Show the day where it says something: unless it is the only day of the meeting."""
        start = self.moments[0]
        if start and [local_minute(start).date()] != list(days):
            self.initial["day"] = local_minute(start).date()

    def clean(self) -> dict[str, Any]:
        """Keep the times apart: they are no moments yet."""
        data = super().clean() or {}
        self.times = {name: data.pop(name, None) for name in TIMES}
        return data

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), *TIMES}

    def has_changed(self) -> bool:
        """Also when the meeting moved and the item with it."""
        settled = [getattr(self.instance, name) for name in TIMES]
        return super().has_changed() or (self.instance.pk is not None and settled != self.moments)

    def settle(self, days: dict[date, time], moved: dict[date, date], previous: datetime | None) -> datetime | None:
        """Give the item its moments after the end of the one before, or an error; returns where the next begins."""
        day = self._day(days, previous)
        if day and "day" not in self.changed_data:
            day = moved.get(day, day)
        if day is None:
            if not self.has_error("day"):
                self.add_error("day", _("Give the day: the meeting has no date yet."))
            return previous
        end_clock = self.times["ends_at"]
        if any(self.has_error(name) for name in TIMES) or end_clock is None:
            return previous
        follows = local_minute(previous) if previous and local_minute(previous).date() == day else None
        starts_at = at(day, self.times["starts_at"] or (follows.time() if follows else days.get(day, time(9))))
        if self._times_are_kept():
            old_start, old_end = self.moments
            shift = day - local_minute(old_start).date()
            starts_at, ends_at = (_days_later(moment, shift) for moment in (old_start, old_end))
        else:
            late = end_clock <= SMALL_HOURS and timezone.localtime(starts_at).time() >= EVENING
            ends_at = at(day + timedelta(days=1) if late else day, end_clock)
        if ends_at <= starts_at:
            self.add_error("ends_at", _("The end must lie after the start."))
            return previous
        self.instance.starts_at, self.instance.ends_at = starts_at, ends_at
        return ends_at

    def _day(self, days: dict[date, time], previous: datetime | None) -> date | None:
        given: date | None = self.cleaned_data.get("day")
        if given or self.has_error("day"):
            return given
        if len(days) == 1:
            return next(iter(days))
        start = self.moments[0]
        if start and (not days or local_minute(start).date() in days):
            return local_minute(start).date()
        return local_minute(previous).date() if previous else next(iter(days), None)

    def _times_are_kept(self) -> bool:
        return None not in self.moments and not set(TIMES) & set(self.changed_data)


def _days_later(moment: datetime, shift: timedelta) -> datetime:
    """The same time of the clock so many days later, also over the change to summer time."""
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + shift)


def settle_programme(items: Any, dates: Any) -> None:
    """Give every item that stays its moments, in the order of the editor, by the dates that stand beside it."""
    days = days_of(
        (row["starts_at"], row["ends_at"])
        for row in map(_row, dates.forms)
        if row.get("starts_at") and row.get("ends_at") and not row.get("DELETE")
    )
    moved = _moved_days(dates, days)
    rows = [form for form in items.forms if _row(form) and not _row(form).get("DELETE")]
    previous: datetime | None = None
    for form in sorted(rows, key=_place_in_order):
        previous = form.settle(days, moved, previous)


def _moved_days(dates: Any, days: dict[date, time]) -> dict[date, date]:
    """The days that dates had, each with the day that the same date has now; not what is still a day of the meeting."""
    found = {}
    for form in dates.initial_forms:
        before, now = form.initial.get("starts_at"), _row(form).get("starts_at")
        if before and now and local_minute(before).date() not in days:
            found[local_minute(before).date()] = local_minute(now).date()
    return found


def _place_in_order(form: forms.Form) -> float:
    place = _row(form).get("ORDER")
    return inf if place is None else place


def _row(form: forms.Form) -> dict[str, Any]:
    """What was filled in; nothing of an empty form."""
    return {} if form.errors is None else getattr(form, "cleaned_data", {})


class ProgrammePanel(InlinePanel):
    """The programme inside the page's editor, with the form above for every item."""

    def get_form_options(self) -> dict[str, Any]:
        """As Wagtail has it, on our own form."""
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model, form_class=ProgrammeItemForm, defer_required_on_fields=deferred
        )
        return options
