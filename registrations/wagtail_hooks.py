"""Registers the organisers' pages with Wagtail."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_registration_urls() -> list[URLResolver]:
    """Under the event, so that every address names its scope."""
    return [path("bijeenkomsten/<pk:event_id>/aanmeldingen/", include("registrations.admin_urls"))]
