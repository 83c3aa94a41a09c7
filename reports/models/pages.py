"""The post-event report."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index


class ReportPage(Page):
    """The verslag of one event, a child of its page."""

    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["events.EventPage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
