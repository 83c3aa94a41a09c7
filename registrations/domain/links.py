"""The personal link of a registration: signed, without personal data, the same before and after the day."""

from django.urls import reverse
from django.utils import timezone

from core.origin import absolute
from core.tokens import BadToken, make_token, read_token
from events.models import EventPage
from registrations.domain.mails import queue_mail
from registrations.models import Registration

TOKEN_PURPOSE = "registration"  # noqa: S105


def token_of(registration: Registration) -> str:
    """The token that opens "my place"."""
    return make_token(TOKEN_PURPOSE, registration.reference)


def link_of(registration: Registration) -> str:
    """The full personal link, for mails, calendars and the QR code."""
    return absolute(reverse("registrations:my_place", args=[token_of(registration)]))


def find_by_token(token: str) -> Registration | None:
    """The registration behind a personal link, with its event; None when the link is not ours."""
    try:
        reference = read_token(TOKEN_PURPOSE, token)
    except BadToken:
        return None
    rows = Registration.objects.select_related("event", "sector")
    return rows.filter(reference=reference).first() or rows.filter(former_links__reference=reference).first()


def send_link(registration: Registration) -> None:
    """Mail the personal link, at most once an hour, however often anybody asks."""
    hour = timezone.now().strftime("%Y%m%d%H")
    queue_mail(registration, "link", occasion=hour)


def send_links_to(email_key: str, *, event: EventPage | None = None) -> None:
    """Mail the personal links of all running registrations of an address; an unknown address gets nothing."""
    registrations = Registration.objects.active().filter(email_key=email_key)
    if event is not None:
        registrations = registrations.filter(event=event)
    for registration in registrations.select_related("event").order_by("-pk")[:5]:
        send_link(registration)
