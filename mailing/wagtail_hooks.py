"""Registers the inbox with Wagtail."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.permissions import events_for


@hooks.register("register_admin_urls")
def register_inbox_urls() -> list[URLResolver]:
    """The inbox and its messages, and the mail of each event."""
    return [
        path("inbox/", include("mailing.admin_urls")),
        path("bijeenkomsten/<pk:event_id>/mail/", include("mailing.event_urls")),
    ]


class InboxMenuItem(MenuItem):
    """Shown to who may run an event."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person has events at all."""
        return bool(request.user.is_superuser or events_for(request.user).exists())


@hooks.register("register_admin_menu_item")
def register_inbox_menu_item() -> MenuItem:
    """The inbox stands under the events."""
    return InboxMenuItem(_("Inbox"), reverse("mailing:inbox"), name="inbox", icon_name="mail", order=60)
