"""Choices of the reports app."""

from django.db.models import TextChoices


class ExportFormat(TextChoices):
    """What a report can be exported to."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    ODT = "odt", "ODT"
    MARKDOWN = "md", "Markdown"
    HTML = "html", "HTML"
