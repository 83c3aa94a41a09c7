"""Registers the organisers' side with Wagtail."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from reports.domain.publishing.reviewing import review_report
from reports.history import ACTIONS
from reports.models import ReportPage
from reports.models.pages import BodyPanel
from reports.views.comparing import BodyComparison
from reports.views.saved_meanwhile import ask_before_overwriting


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLResolver]:
    """Drafting, under the event."""
    return [path("bijeenkomsten/", include("reports.admin_urls"))]


@hooks.register("insert_global_admin_css")
def provenance_css() -> SafeString:
    """Lines that the system fills look like what they are."""
    return format_html('<link rel="stylesheet" href="{}">', static("reports/css/editor.css"))


BodyPanel.comparison = BodyComparison


@hooks.register("register_page_header_buttons")
def refresh_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterable[Button]:
    """From the editor of a verslag to what changed in its facts."""
    if isinstance(page, ReportPage) and page.pk and page.permissions_for_user(user).can_edit():
        url = reverse("reports_admin:refresh", args=(page.get_parent().pk,))
        yield Button(_("Bring up to date"), url, icon_name="rotate", priority=12)
        noted = reverse("reports_admin:noted", args=(page.get_parent().pk,))
        yield Button(_("What was noted"), noted, icon_name="clipboard-list", priority=13)


@hooks.register("before_edit_page")
def ask_when_saved_meanwhile(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nobody overwrites in the editor what somebody else saved after it was opened, without knowing."""
    return ask_before_overwriting(request, page) if isinstance(page, ReportPage) else None


@hooks.register("before_publish_page")
def review_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor's own button publishes only when nothing on the review list stands in the way."""
    if not isinstance(page, ReportPage):
        return None
    report = ReportPage.objects.get(pk=page.pk)
    if not review_report(report).blocking:
        return None
    messages.error(request, _("Saved, not published: something on the review list stands in the way."))
    return redirect("reports_admin:publishing", page.get_parent().pk)


@hooks.register("before_bulk_action")
def review_before_publishing_many(
    request: HttpRequest, action: str, pages: Iterable[Page], bulk: Any
) -> HttpResponse | None:
    """Publishing many pages at once, with what stands below them, asks the same of every verslag among them."""
    if action != "publish" or bulk.model is not Page:
        return None
    below = "include_descendants" in request.POST
    for page in pages:
        reports = (
            ReportPage.objects.descendant_of(page, inclusive=True) if below else ReportPage.objects.filter(pk=page.pk)
        )
        blocked = next((report for report in reports if review_report(report).blocking), None)
        if blocked is not None:
            words = {"title": blocked.get_admin_display_title()}
            messages.error(
                request,
                _("Nothing was published. On the review list of “%(title)s” something stands in the way.") % words,
            )
            return redirect("reports_admin:publishing", blocked.get_parent().pk)
    return None


@hooks.register("register_log_actions")
def report_actions(actions: LogActionRegistry) -> None:
    """What happens around a verslag stands in the history of its page, with who did it."""
    for name, label in ACTIONS.items():
        actions.register_action(f"reports.{name}", label, label)
