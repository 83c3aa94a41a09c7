"""What the organiser's pages of inviting share: their place under the event and its invitation list."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin


class InvitingView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of one event, under its invitation list."""

    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, invitations, this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("invitations:index", args=[self.event.pk]), "label": _("Invitations")},
            {"url": "", "label": str(self.page_title)},
        ]

    def here(self, name: str) -> str:
        """The address of a page of this event."""
        return reverse(f"registrations_admin:{name}", args=[self.event.pk])

    def shown(self, *, status: int = 200, **context: Any) -> Any:
        """This page again, after a post that did not succeed."""
        return self.render_to_response(self.get_context_data(**context), status=status)
