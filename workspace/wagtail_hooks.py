"""Registers the organisers' side with Wagtail."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.enums import Role
from core.permissions import events_for
from events.models import EventPage
from workspace.domain.deleting import events_under, what_hangs_on
from workspace.viewsets.team import TeamViewSet


@hooks.register("register_admin_urls")
def register_workspace_urls() -> list[URLResolver]:
    """The list of events and the workspace of each."""
    return [path("bijeenkomsten/", include("workspace.admin_urls"))]


@hooks.register("register_admin_viewset")
def register_team() -> TeamViewSet:
    """Roles at an event."""
    return TeamViewSet()


@hooks.register("register_admin_menu_item")
def register_events_menu_item() -> MenuItem:
    """Events stand on top of the menu: that is what organisers come for."""
    return MenuItem(_("Events"), reverse("workspace:events"), name="events", icon_name="date", order=50)


@hooks.register("construct_main_menu")
def rename_wagtail_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's lists of locked and old pages are no "verslagen": those are ours."""
    for item in items:
        if item.name == "reports":
            item.label = _("Overviews")


@hooks.register("register_page_header_buttons")
def workspace_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterable[Button]:
    """From the editor of an event to its registrations, polls, mail and workshops."""
    if isinstance(page, EventPage) and page.pk and events_for(user, *Role).filter(pk=page.pk).exists():
        url = reverse("workspace:event", args=(page.pk,))
        yield Button(_("Registrations, workshops and more"), url, icon_name="date", priority=5)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def go_on_in_workspace(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An event that is published for the first time goes on where its registrations, polls and workshops are prepared.

    Most events are drafts first, so they are published as a page that exists.
    """
    is_new = isinstance(page, EventPage) and page.live and page.first_published_at == page.last_published_at
    return redirect("workspace:event", page.pk) if is_new and "action-publish" in request.POST else None


@hooks.register("before_delete_page")
def keep_event_with_data(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An event with people, results or notes is not deleted, nor is a page above it."""
    return _refuse_to_delete(request, [page])


@hooks.register("before_bulk_action")
def keep_events_with_data(
    request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction
) -> HttpResponse | None:
    """The same for pages that are ticked in a list."""
    return _refuse_to_delete(request, objects) if action_type == "delete" and action.model is Page else None


def _refuse_to_delete(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    found = [(event, parts) for event in events_under(pages) if (parts := what_hangs_on(event))]
    for event, parts in found:
        messages.error(
            request,
            gettext(
                "“%(event)s” is not deleted, because this would go with it: %(parts)s. "
                "Unpublish the page when nobody should see it any more."
            )
            % {"event": event.title, "parts": ", ".join(parts)},
        )
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk) if found else None
