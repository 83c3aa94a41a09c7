"""Registers the organisers' side with Wagtail."""

from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLResolver]:
    """Drafting, under the event."""
    return [path("bijeenkomsten/", include("reports.admin_urls"))]


@hooks.register("insert_global_admin_css")
def provenance_css() -> SafeString:
    """Lines that the system fills look like what they are."""
    return format_html('<link rel="stylesheet" href="{}">', static("reports/css/editor.css"))
