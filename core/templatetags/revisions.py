"""Which two versions stand beside each other on Wagtail's page that compares them."""

from django import template
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

register = template.Library()


@register.filter
def moment_of_revision(heading: str) -> str:
    """Wagtail heads a version with the moment it was saved, as text in UTC: here as people read it. Words stay."""
    moment = parse_datetime(heading)
    return date_format(timezone.localtime(moment), "j F Y, H.i") if moment else heading
