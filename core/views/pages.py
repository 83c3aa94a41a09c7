"""Serves Wagtail's pages."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve

from core.site_memory import remember_site


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view, spared the look-up of the site and its first page."""
    remember_site(request)
    response: HttpResponse = serve(request, path)
    return response
