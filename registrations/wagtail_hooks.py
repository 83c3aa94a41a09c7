"""Registers the organisers' pages with Wagtail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from events.models import EventPage
from registrations.domain.telling import people_to_tell
from registrations.viewsets import InvitationCodeViewSet, InvitationViewSet


@hooks.register("register_admin_urls")
def register_registration_urls() -> list[URLResolver]:
    """Under the event, so that every address names its scope."""
    return [path("bijeenkomsten/<pk:event_id>/aanmeldingen/", include("registrations.urls.admin"))]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[object]:
    """Invitations and codes of an event."""
    return [InvitationViewSet(), InvitationCodeViewSet()]


@hooks.register("after_publish_page")
def say_how_many_hear_of_the_change(request: HttpRequest, page: Any) -> None:
    """Whoever publishes a change of time or place reads how many people get a mail, and where to decide otherwise."""
    event = page.specific
    if not isinstance(event, EventPage):
        return
    number = sum(len(chunk) for chunk in people_to_tell(event))
    if not number:
        return
    text = ngettext(
        "The programme of %(number)s person changed: a mail with the new invitation leaves in five minutes.",
        "The programme of %(number)s people changed: a mail with the new invitation leaves in five minutes.",
        number,
    ) % {"number": number}
    address = reverse("registrations_admin:changes", args=[event.pk])
    messages.info(request, format_html('{} <a href="{}">{}</a>', text, address, _("See who, or decide otherwise")))
