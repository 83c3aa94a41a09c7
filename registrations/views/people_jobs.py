"""How far work on many registrations is, and what came of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.enums import JobKind
from registrations.models import PeopleJob, Registration

OUTCOMES = {
    "added": gettext_lazy("Added"),
    "waiting": gettext_lazy("Put on the waiting list"),
    "updated": gettext_lazy("Updated"),
    "unchanged": gettext_lazy("Left as they were"),
    "skipped": gettext_lazy("Skipped"),
    "done": gettext_lazy("Done"),
    "problem": gettext_lazy("Not possible"),
}


class JobView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Loads itself again every two seconds until it is done."""

    template_name = "registrations/admin/job.html"
    header_icon = "tasks"

    @cached_property
    def job(self) -> PeopleJob:
        """The work, if it belongs to this event."""
        return get_object_or_404(self.scoped(PeopleJob).defer("items"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """What is done."""
        return str(self.job.settings.get("label") or self.job.get_kind_display())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, work."""
        return [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The numbers in words, and whom it did not work for."""
        numbers = [(label, self.job.numbers[name]) for name, label in OUTCOMES.items() if self.job.numbers.get(name)]
        return super().get_context_data(
            job=self.job, numbers=numbers, problems=self.problems(), is_import=self.job.kind == JobKind.IMPORT, **kwargs
        )

    def problems(self) -> list[dict[str, Any]]:
        """The problems, with the row of the list or the person. One query."""
        if self.job.kind == JobKind.IMPORT:
            return [{"row": problem["item"], "why": problem["why"]} for problem in self.job.problems]
        people = self.scoped(Registration).in_bulk([problem["item"] for problem in self.job.problems])
        return [
            {"person": people.get(problem["item"]), "row": problem["item"], "why": problem["why"]}
            for problem in self.job.problems
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Not kept by the browser; again in two seconds while it runs."""
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        if self.job.is_running:
            response["Refresh"] = "2"
        return response
