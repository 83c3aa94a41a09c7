"""Which site a request is for, its first page and its look, remembered for some seconds in this process.

They stand at the start of every public page and hardly ever change. A change that this process makes
shows at once; one that another process made, within ``SECONDS``. Nothing of an event is remembered here.
"""

import time
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from core.models import BrandingSettings

SECONDS = 5.0
MOST = 200  # host names come from outside


@dataclass(frozen=True)
class Remembered:
    """A site with its first page, its branding (None: never set), and until when it may be used."""

    site: Site | None
    first_page: Page | None
    branding: BrandingSettings | None
    until: float


_memory: dict[tuple[str, str], Remembered] = {}


def remember_site(request: HttpRequest) -> Remembered:
    """The site of a request; ``Site.find_for_request`` gives it as well from now on. No query when it is known."""
    # As Wagtail looks a site up, without the check of ALLOWED_HOSTS.
    host = request._get_raw_host()  # type: ignore[attr-defined]
    key = (split_domain_port(host)[0], request.get_port())
    known = _memory.get(key)
    if known is None or known.until < time.monotonic():
        known = _look_up(request)
        if len(_memory) >= MOST:
            _memory.clear()
        _memory[key] = known
    if not hasattr(request, "_wagtail_site"):
        request._wagtail_site = _own_copy(known)  # type: ignore[attr-defined]
    return known


def forget_sites(**_signal: Any) -> None:
    """Look everything up anew."""
    _memory.clear()


def connect_signals() -> None:
    """Forget when a site, its look or any page is saved or deleted here.

    Only those models: a receiver for all would take quick deletion from every model.
    """
    pages = [model for model in apps.get_models() if issubclass(model, Page)]
    for model in (Site, BrandingSettings, *pages):
        for signal in (post_save, post_delete):
            signal.connect(forget_sites, sender=model, dispatch_uid=f"core.site_memory.{model._meta.label}")


def _look_up(request: HttpRequest) -> Remembered:
    site = Site._find_for_request(request)
    until = time.monotonic() + SECONDS
    if site is None:
        return Remembered(None, None, None, until)
    branding = BrandingSettings.objects.filter(site=site).select_related("logo").first()
    return Remembered(site, site.root_page.specific, branding, until)


def _own_copy(known: Remembered) -> Site | None:
    """Objects of this request alone: pages and templates write on them."""
    if known.site is None:
        return None
    site: Site = copy(known.site)
    site.root_page = copy(known.first_page)
    return site
