"""The organiser's pages of a masterclass: overview, groups, dates and rules."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, RestrictedError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.series.dates import is_series, series_of
from registrations.domain.series.rooms import rooms_of_series
from registrations.domain.series.rules import masterclass_rules_of
from registrations.domain.waiting import fill_free_seats
from registrations.enums import CaseState
from registrations.forms.masterclass import DateForm, GroupForm, RulesForm
from registrations.models import Certificate, Homework, Material, OwnCase, SeriesGroup

TABS = (
    ("masterclass", gettext_lazy("Overview")),
    ("series_groups", gettext_lazy("Groups and dates")),
    ("series_rules", gettext_lazy("Rules")),
    ("lessons", gettext_lazy("Homework and materials")),
    ("cases", gettext_lazy("Own cases")),
    ("series_attendance", gettext_lazy("Attendance")),
    ("certificates", gettext_lazy("Certificates")),
)


class SeriesScopedMixin(EventScopedMixin):
    """Only for masterclasses; another event has no such page."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The event in scope must be a series."""
        super().setup(request, *args, **kwargs)
        if not is_series(self.event):
            raise Http404

    @property
    def actor(self) -> str:
        """The organiser's name, for the history."""
        user = self.request.user  # type: ignore[attr-defined]
        return str(user.get_full_name() or user.get_username())


class MasterclassPage(SeriesScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the pages share: header, tabs, breadcrumbs."""

    header_icon = "calendar"
    tab = "masterclass"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, masterclass, this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:masterclass", args=[self.event.pk]), "label": _("Masterclass")},
            {"url": "", "label": str(self.get_page_title())},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs."""
        tabs = [
            (reverse(f"registrations_admin:{name}", args=[self.event.pk]), label, name == self.tab)
            for name, label in TABS
        ]
        return super().get_context_data(tabs=tabs, **kwargs)


class FormPage(MasterclassPage):
    """A page with one form."""

    template_name = "registrations/admin/series/form.html"
    done: Any = ""
    multipart = False

    @cached_property
    def form(self) -> BaseForm:
        """The form, with what was typed."""
        raise NotImplementedError

    def save(self) -> HttpResponse:
        """What happens with a valid form."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show again what was typed with what is wrong."""
        if self.form.is_valid():
            response = self.save()
            messages.success(request, self.done)
            return response
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form."""
        return super().get_context_data(form=self.form, is_multipart=self.multipart, **kwargs)


class OverviewView(MasterclassPage):
    """Where the masterclass stands, in numbers."""

    template_name = "registrations/admin/series/overview.html"
    page_title = gettext_lazy("Masterclass")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Groups with their room, dates with who is expected, and what waits for the organiser."""
        rooms = rooms_of_series(self.event.pk)
        cases = OwnCase.objects.filter(registration__event=self.event).aggregate(
            sent=Count("pk", filter=Q(state=CaseState.SENT)), total=Count("pk")
        )
        dates = [(room, rooms.series.group(room.date)) for room in rooms.by_date.values()]
        return super().get_context_data(
            rooms=rooms.groups,
            dates=dates,
            cases=cases,
            rules=masterclass_rules_of(self.event),
            homework=Homework.objects.filter(event_date__page_id=self.event.pk).count(),
            materials=Material.objects.filter(event_date__page_id=self.event.pk).count(),
            certificates=Certificate.objects.filter(event=self.event, withdrawn_at=None).count(),
            **kwargs,
        )


class GroupsView(MasterclassPage):
    """The groups, and for each date whose it is."""

    template_name = "registrations/admin/series/groups.html"
    page_title = gettext_lazy("Groups and dates")
    tab = "series_groups"

    @cached_property
    def forms(self) -> list[DateForm]:
        """One form per date."""
        data = self.request.POST if self.request.method == "POST" else None
        series, groups = series_of(self.event.pk), list(self.scoped(SeriesGroup))
        return [DateForm(data, date=date, found=series.settings.get(date.pk), groups=groups) for date in series.dates]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save all dates together; a place that came free is given at once."""
        if not [form for form in self.forms if not form.is_valid()]:
            with transaction.atomic():
                for form in self.forms:
                    form.save()
            fill_free_seats(self.event.pk)
            messages.success(request, _("The dates are saved."))
            return redirect("registrations_admin:series_groups", self.event.pk)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Groups and dates."""
        return super().get_context_data(rooms=rooms_of_series(self.event.pk).groups, forms=self.forms, **kwargs)


class GroupEditView(FormPage):
    """A new group, or another name, venue or number of places."""

    page_title = gettext_lazy("Group")
    tab = "series_groups"
    done = gettext_lazy("The group is saved.")

    @cached_property
    def form(self) -> GroupForm:
        """Of a group of this event."""
        pk = self.kwargs.get("pk")
        group = get_object_or_404(self.scoped(SeriesGroup), pk=pk) if pk else SeriesGroup(event=self.event)
        return GroupForm(self.request.POST if self.request.method == "POST" else None, instance=group)

    def save(self) -> HttpResponse:
        """A larger group takes people from the waiting list at once."""
        self.form.save()
        fill_free_seats(self.event.pk)
        return redirect("registrations_admin:series_groups", self.event.pk)


class GroupDeleteView(SeriesScopedMixin, View):
    """Deletes a group that nobody chose; its dates become dates for all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int, pk: int) -> HttpResponse:
        """One press."""
        group = get_object_or_404(self.scoped(SeriesGroup), pk=pk)
        try:
            group.delete()
        except RestrictedError:
            messages.error(request, _("People chose this group. Move them to another group first."))
        else:
            messages.success(request, _("The group is deleted."))
        return redirect("registrations_admin:series_groups", self.event.pk)


class SeriesRulesView(FormPage):
    """When people get a certificate, and whether they bring in a case."""

    page_title = gettext_lazy("Rules")
    tab = "series_rules"
    done = gettext_lazy("The rules are saved.")

    @cached_property
    def form(self) -> RulesForm:
        """Of this event."""
        data = self.request.POST if self.request.method == "POST" else None
        return RulesForm(data, instance=masterclass_rules_of(self.event))

    def save(self) -> HttpResponse:
        """Write them."""
        self.form.save()
        return redirect("registrations_admin:series_rules", self.event.pk)
