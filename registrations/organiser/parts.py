"""What the parts of this app add to the organiser's pages: links above the list, panels on one registration.

A part calls ``register_list_links`` and ``register_panels`` from the app's ``ready()`` with a function of its
own; both pages ask all functions in turn and put what they get in order. A panel's template is included with
its context as ``panel`` (and with ``registration`` and ``event``); it may hold forms that post to own addresses.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from events.models import EventPage
from registrations.models import Registration


@dataclass(frozen=True)
class ListLink:
    """A link above the list. ``in_menu``: behind the three dots, for all but what is done to the list itself."""

    label: str | Promise
    url: str
    icon: str = ""
    order: int = 100
    in_menu: bool = False


@dataclass(frozen=True)
class DetailPanel:
    """A panel on the page of one registration; ``name`` is its id in the page."""

    name: str
    heading: str | Promise
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    icon: str = ""
    order: int = 100


ListLinkProvider = Callable[[HttpRequest, EventPage], Iterable[ListLink]]
PanelProvider = Callable[[HttpRequest, Registration], Iterable[DetailPanel]]
_link_providers: list[ListLinkProvider] = []
_panel_providers: list[PanelProvider] = []


def register_list_links(provider: ListLinkProvider) -> None:
    """Let a function add links above the list. The same function twice changes nothing."""
    if provider not in _link_providers:
        _link_providers.append(provider)


def register_panels(provider: PanelProvider) -> None:
    """Let a function add panels to the page of one registration. The same function twice changes nothing."""
    if provider not in _panel_providers:
        _panel_providers.append(provider)


def list_links(request: HttpRequest, event: EventPage) -> list[ListLink]:
    """The links above the list of an event, in order."""
    found = [link for provider in _link_providers for link in provider(request, event)]
    return sorted(found, key=lambda link: link.order)


def panels_of(request: HttpRequest, registration: Registration) -> list[DetailPanel]:
    """The panels of one registration, in order."""
    found = [panel for provider in _panel_providers for panel in provider(request, registration)]
    return sorted(found, key=lambda panel: panel.order)
