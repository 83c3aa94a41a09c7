"""From whom a mail comes and how it looks: the event's own sender, else the organisation's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from wagtail.models import Site

from core.branding import DEFAULT_HUE
from core.models import BrandingSettings
from core.origin import absolute
from core.palette import ActionColours, action_colours
from mailing.models import EventSender

_remembered: ContextVar[dict[Any, "Sender"] | None] = ContextVar("senders", default=None)
LOGO_RENDITION = "max-360x112"  # twice the size at which it is shown


@dataclass(frozen=True)
class Sender:
    """Name and reply address, and the look. The look of a sensitive event is that of nobody in particular."""

    name: str
    reply_to: str = ""
    hue: str = DEFAULT_HUE
    logo_url: str = ""
    logo_width: int = 0
    logo_height: int = 0

    @property
    def light(self) -> ActionColours:
        """The colours on a light ground."""
        return action_colours(self.hue)

    @property
    def dark(self) -> ActionColours:
        """The colours on a dark ground."""
        return action_colours(self.hue, dark=True)


def site_of(event: Any) -> Site | None:
    """The site that an event belongs to, else the default one."""
    site = event.get_site() if event is not None else None
    return site or Site.objects.filter(is_default_site=True).first()


def neutral_name() -> str:
    """The name of the house, that says nothing about a subject."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or settings.WAGTAIL_SITE_NAME


@contextmanager
def remember_senders() -> Iterator[None]:
    """Within this block a sender is looked up once per event; for a batch of mails, not for longer."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def sender_of(event: Any) -> Sender:
    """The sender of an event's mails; of mails without an event that of the default site. At most four queries."""
    known = _remembered.get()
    if known is None:
        return _find_sender(event)
    key = (event.pk, event.is_sensitive) if event is not None else None
    if key not in known:
        known[key] = _find_sender(event)
    return known[key]


def _find_sender(event: Any) -> Sender:
    site = site_of(event)
    branding = BrandingSettings.objects.filter(site=site).select_related("logo").first() if site else None
    branding = branding or BrandingSettings()
    own = EventSender.objects.filter(event_id=event.pk).first() if event is not None else None
    reply_to = (own.reply_to if own else "") or branding.reply_to
    if event is not None and event.is_sensitive:
        return Sender((own.sender_name if own else "") or neutral_name(), reply_to)
    name = (own.sender_name if own else "") or branding.sender_name or branding.organisation_name or neutral_name()
    logo = _logo(branding)
    return Sender(
        name,
        reply_to,
        branding.hue.lower(),
        _absolute(logo.url) if logo else "",
        logo.width // 2 if logo else 0,
        logo.height // 2 if logo else 0,
    )


def _logo(branding: BrandingSettings) -> Any:
    """The logo in the size of a mail; None when there is none or its file is gone."""
    if branding.logo is None:
        return None
    try:
        return branding.logo.get_rendition(LOGO_RENDITION)
    except (OSError, ValueError):
        return None


def _absolute(url: str) -> str:
    return url if "://" in url else absolute(url)
