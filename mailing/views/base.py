"""What the organiser's mail pages of one event share."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin


class MailPage(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page under "Mail" of one event."""

    is_index = False

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, mail, this page."""
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
        ]
        if not self.is_index:
            items.append({"url": reverse("event_mail:index", args=[self.event.pk]), "label": _("Mail")})
        return [*items, {"url": "", "label": self.get_page_title()}]
