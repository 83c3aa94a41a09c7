"""What mail adds to the organiser's pages of registrations: the way to mailings, and an address that refuses mail."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage
from mailing.enums import MessageState
from mailing.models import AddressBounce, OutboxMessage
from registrations.models import Registration
from registrations.organiser.parts import DetailPanel, ListLink, register_list_links, register_panels

LAST = 15


def register_mail() -> None:
    """Tell the organiser's pages."""
    register_list_links(list_links)
    register_panels(panels)


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """Mail, and calling the meeting off."""
    return [
        ListLink(_("Mail"), reverse("event_mail:index", args=[event.pk]), icon="mail", order=45, in_menu=True),
        ListLink(
            _("Call the meeting off"),
            reverse("registrations_admin:call_off", args=[event.pk]),
            icon="warning",
            order=190,
            in_menu=True,
        ),
    ]


def panels(request: HttpRequest, registration: Registration) -> Iterable[DetailPanel]:
    """The mails to this person; in front, whether the address refuses them."""
    sent = OutboxMessage.objects.filter(event_id=registration.event_id, argument__startswith=registration.reference)
    mails = list(sent.defer("text", "html", "calendar").order_by("-pk")[:LAST])
    bounce = None
    if registration.email:
        bounces = AddressBounce.objects.filter(event_id=registration.event_id, address=registration.email.lower())
        bounce = bounces.first()
    held = sum(message.state == MessageState.HELD for message in mails)
    if not mails and bounce is None:
        return []
    context = {"mails": mails, "bounce": bounce, "held": held}
    template = "registrations/admin/panels/mails.html"
    order = 15 if bounce else 150
    return [DetailPanel("mails", _("Mails"), template, context, icon="mail", order=order)]
