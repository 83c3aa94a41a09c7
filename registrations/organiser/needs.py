"""What organisers see of needs: that there are some. Who arranges them opens them with a press, which is noted."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.models import Needs, Registration
from registrations.organiser.parts import DetailPanel, ListLink, register_list_links, register_panels
from registrations.permissions import may_read_needs


def register_needs() -> None:
    """Tell the organiser's pages."""
    register_list_links(list_links)
    register_panels(panels)


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """The page with the numbers."""
    return [
        ListLink(
            _("Access and food"),
            reverse("registrations_admin:needs", args=[event.pk]),
            icon="help",
            order=62,
            in_menu=True,
        )
    ]


def panels(request: HttpRequest, registration: Registration) -> Iterable[DetailPanel]:
    """That this person has needs, and for who arranges them a button; nothing when there are none."""
    if not Needs.objects.filter(registration=registration).exists():
        return []
    context = {"may_read": may_read_needs(request.user, registration.event)}
    return [DetailPanel("needs", _("Needs"), "registrations/admin/panels/needs.html", context, icon="help", order=30)]
