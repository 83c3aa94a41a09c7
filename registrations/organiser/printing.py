"""Where printing shows on the organiser's pages."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.organiser.parts import ListLink, register_list_links


def register_printing() -> None:
    """Put the page above the list of registrations."""
    register_list_links(list_links)


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """The page with everything that can be printed."""
    address = reverse("registrations_admin:printing", args=[event.pk])
    return [ListLink(_("Print"), address, icon="doc-full", order=45, in_menu=True)]
