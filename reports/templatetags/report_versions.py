"""What a published report tells about its versions."""

from django import template

from reports.domain.publishing.notes import Note, notes_of
from reports.models import ReportPage

register = template.Library()


@register.simple_tag
def correction_notes(page: ReportPage) -> list[Note]:
    """The dated notes of a published report; a draft has none."""
    return notes_of(page) if page.live else []
