"""Registers the organisers' side with Wagtail."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def register_workspace_urls() -> list[URLResolver]:
    """The list of events and the workspace of each."""
    return [path("bijeenkomsten/", include("workspace.admin_urls"))]


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
