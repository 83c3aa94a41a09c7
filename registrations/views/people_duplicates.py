"""Organisers see who may be registered twice, and make one of two."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.duplicates import Alike
from registrations.domain.errors import RegistrationError
from registrations.domain.merging import FIELDS, call_two_people, likely_pairs, merge_registrations
from registrations.domain.programme import day_plans
from registrations.enums import ACTIVE_STATES
from registrations.models import Registration

MOST_SHOWN = 100
WHY = {
    Alike.ADDRESS: gettext_lazy("The same e-mail address"),
    Alike.NAME: gettext_lazy("The same name"),
    Alike.SPELLING: gettext_lazy("Almost the same name"),
}


class DuplicatesMixin(EventScopedMixin, WagtailAdminTemplateMixin):
    """For both pages."""

    header_icon = "copy"
    page_title = gettext_lazy("Registered twice?")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, duplicates."""
        return [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": reverse("registrations_admin:duplicates", args=[self.event.pk]), "label": _("Registered twice?")},
        ]


class DuplicatesView(DuplicatesMixin, TemplateView):
    """The pairs that look alike."""

    template_name = "registrations/admin/duplicates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The surest first."""
        pairs = [(one, other, WHY[why]) for one, other, why in likely_pairs(self.event)]
        return super().get_context_data(pairs=pairs[:MOST_SHOWN], number=len(pairs), **kwargs)


class MergeView(DuplicatesMixin, TemplateView):
    """Two registrations side by side; what stays is chosen field by field."""

    template_name = "registrations/admin/merge.html"

    @cached_property
    def pair(self) -> tuple[Registration, Registration]:
        """Two different registrations of this event; anything else is a 404."""
        rows = self.scoped(Registration).filter(state__in=ACTIVE_STATES).select_related("event", "sector")
        one = get_object_or_404(rows, pk=self.kwargs["pk"])
        return one, get_object_or_404(rows.exclude(pk=one.pk), pk=self.kwargs["other_pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The fields in which they differ, and their workshops."""
        one, other = self.pair
        rows: list[tuple[Any, ...]] = [
            (
                name,
                capfirst(str(getattr(Registration._meta.get_field(name), "verbose_name", name))),
                getattr(one, name),
                getattr(other, name),
            )
            for name in FIELDS
        ]
        workshops = [_workshops(registration) for registration in (one, other)]
        if any(workshops):
            rows.append(("workshops", _("Workshops"), *workshops))
        return super().get_context_data(
            one=one,
            other=other,
            same=[row for row in rows if row[2] == row[3] and row[2]],
            # A field that only the other filled in is taken from there at first.
            different=[(*row, bool(row[3]) and not row[2]) for row in rows if row[2] != row[3]],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One of two, or two people after all."""
        one, other = self.pair
        if request.POST.get("action") == "two":
            call_two_people(one, other)
            messages.success(request, _("Noted: these are two people."))
            return redirect("registrations_admin:duplicates", self.event.pk)
        chosen = [name for name in (*FIELDS, "workshops") if request.POST.get(name) == "other"]
        try:
            kept = merge_registrations(one, other, from_other=chosen, actor=str(request.user))
        except RegistrationError as error:
            messages.error(request, str(error))
            return redirect("registrations_admin:duplicates", self.event.pk)
        messages.success(request, _("The two registrations of %(name)s are one now.") % {"name": kept.name})
        return redirect("registrations_admin:detail", self.event.pk, kept.pk)


def _workshops(registration: Registration) -> str:
    return ", ".join(workshop.title for plan in day_plans(registration) for workshop in plan.workshops)
