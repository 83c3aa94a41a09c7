"""The sheets of one event: what came in, and the links that scribes get."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.enums import LinkPurpose, Role
from core.models import AccessLink
from core.scoped import EventScopedMixin
from core.tokens import link_token
from workshops.domain.links import make_link, renew_link, revoke_links
from workshops.domain.sheets import ensure_sheets, hand_in, reopen
from workshops.models import CaptureSheet
from workshops.sections import sheets_with_counts


@dataclass(frozen=True)
class SheetRow:
    """A sheet with the address of its link, if it has one that works."""

    sheet: Any
    link: AccessLink | None
    address: str


class SheetIndexView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All sheets with their counts and links."""

    roles = (Role.REPORTER,)
    template_name = "workshops/admin/sheets.html"
    page_title = gettext_lazy("Sheets and links for scribes")
    header_icon = "edit"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, then this list."""
        event = {"url": reverse("workspace:event", args=(self.event.pk,)), "label": str(self.event)}
        return [*self.breadcrumbs_items, event, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sheets in order of time."""
        return super().get_context_data(rows=self._rows(), **kwargs)

    def _rows(self) -> list[SheetRow]:
        found = AccessLink.objects.usable().filter(event=self.event, purpose=LinkPurpose.SCRIBE).order_by("pk")
        links = {link.target: link for link in found}
        sheets: QuerySet[CaptureSheet] = sheets_with_counts(self.event)
        return [
            SheetRow(sheet, links.get(sheet.pk), _address(links.get(sheet.pk)))
            for sheet in sorted(sheets, key=lambda sheet: (sheet.starts_at, sheet.number or 0))
        ]


def _address(link: AccessLink | None) -> str:
    return settings.PUBLIC_ORIGIN + reverse("workshops:scribe", args=(link_token(link),)) if link else ""


class _SheetAction(EventScopedMixin, View):
    """Does one thing, by POST only, and goes back to the list."""

    roles = (Role.REPORTER,)
    http_method_names = ["post"]

    def _back(self, message: str) -> HttpResponse:
        messages.success(self.request, message)
        return HttpResponseRedirect(reverse("capture_sheets:index", args=(self.event.pk,)))

    def _sheet(self) -> CaptureSheet:
        return get_object_or_404(self.scoped(CaptureSheet), pk=self.kwargs["pk"])


class EnsureSheetsView(_SheetAction):
    """Makes the sheets that are missing, and the links that scribes need."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make sheets and links; what is there stays."""
        made = len(ensure_sheets(self.event))
        for sheet in self.scoped(CaptureSheet):
            make_link(sheet)
        return self._back(ngettext("%(count)s sheet was made.", "%(count)s sheets were made.", made) % {"count": made})


class RenewLinkView(_SheetAction):
    """Makes a new link; the old one stops at once."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Revoke and make."""
        renew_link(self._sheet())
        return self._back(_("There is a new link. The old one does not work any more."))


class RevokeLinkView(_SheetAction):
    """Stops every link to a sheet."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Revoke."""
        revoke_links(self._sheet())
        return self._back(_("The link was revoked."))


class ToggleHandInView(_SheetAction):
    """Closes a sheet, or opens it again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Hand in or reopen."""
        sheet = self._sheet()
        if sheet.handed_in_at:
            reopen(sheet)
            return self._back(_("The sheet is open again."))
        hand_in(sheet)
        return self._back(_("The sheet counts as handed in."))


class CaptureSheetViewSet(ViewSet):
    """``/beheer/bijeenkomsten/<event_id>/verslaglegging/``."""

    name = "capture_sheets"
    url_prefix = "bijeenkomsten/<pk:event_id>/verslaglegging"
    icon = "edit"

    def on_register(self) -> None:
        """The event workspace links to it; there is no menu item."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list and its four actions."""
        return [
            path("", SheetIndexView.as_view(), name="index"),
            path("bijwerken/", EnsureSheetsView.as_view(), name="ensure"),
            path("<pk:pk>/nieuwe-koppeling/", RenewLinkView.as_view(), name="renew"),
            path("<pk:pk>/intrekken/", RevokeLinkView.as_view(), name="revoke"),
            path("<pk:pk>/inleveren/", ToggleHandInView.as_view(), name="hand_in"),
        ]
