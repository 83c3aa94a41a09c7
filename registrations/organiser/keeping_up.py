"""Links above the list of registrations: who still comes, and who hears of a change."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.organiser.parts import ListLink, register_list_links


def register_keeping_up() -> None:
    """Tell the organiser's pages."""
    register_list_links(list_links)


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """Both in the menu."""
    coming = reverse("registrations_admin:reconfirmation", args=[event.pk])
    changes = reverse("registrations_admin:changes", args=[event.pk])
    return [
        ListLink(_("Who still comes"), coming, icon="help", order=60, in_menu=True),
        ListLink(_("Who hears of a change"), changes, icon="calendar-alt", order=62, in_menu=True),
    ]
