"""The organisers' page of one registration: the panels that the parts of the app have for it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.models import Registration
from registrations.organiser.parts import panels_of


class PersonMixin(EventScopedMixin, WagtailAdminTemplateMixin):
    """For pages about one registration of the event; another event's is a 404."""

    header_icon = "user"
    last_crumb: Any = ""

    @cached_property
    def registration(self) -> Registration:
        """The registration, if it belongs to this event."""
        rows = self.scoped(Registration).select_related("event", "sector", "municipality", "organisation", "needs")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The person's name, and what is done here."""
        return f"{self.registration.name}: {self.last_crumb}" if self.last_crumb else self.registration.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, person, and this page."""
        person = reverse("registrations_admin:detail", args=[self.event.pk, self.registration.pk])
        crumbs = [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": person if self.last_crumb else "", "label": self.registration.name},
        ]
        return [*crumbs, *([{"url": "", "label": str(self.last_crumb)}] if self.last_crumb else [])]


class RegistrationView(PersonMixin, TemplateView):
    """One registration: who it is, what is needed, where they go, and what happened."""

    template_name = "registrations/admin/registration.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The panels that the parts of the app have for this person."""
        return super().get_context_data(
            registration=self.registration, panels=panels_of(self.request, self.registration), **kwargs
        )
