"""How the site of a request looks: name, logo and colours from the branding settings."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.site_memory import remember_site

DEFAULT_HUE = "#0b5563"


@dataclass(frozen=True)
class Branding:
    """What the base template shows of an organisation."""

    name: str
    logo: Any = None
    hue: str = DEFAULT_HUE
    privacy_contact: str = ""

    @property
    def stylesheet_url(self) -> str:
        """The address of the organisation's colours; empty when they are ours. It changes with the hue."""
        return "" if self.hue == DEFAULT_HUE else f"{reverse('core:look')}?v={self.hue[1:]}"


def branding_for(request: HttpRequest | None) -> Branding:
    """The branding of the request's site. Never writes, and never fails for want of a site."""
    known = remember_site(request) if request is not None else None
    site, row = (known.site, known.branding) if known else (None, None)
    if row is None:
        return Branding(name=(site.site_name if site else "") or settings.WAGTAIL_SITE_NAME)
    return Branding(
        name=row.organisation_name or (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME,
        logo=row.logo,
        hue=row.hue.lower(),
        privacy_contact=row.privacy_contact,
    )
