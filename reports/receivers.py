"""What follows from publishing a report, whichever way it was published."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from reports.domain.publishing.versions import keep_version
from reports.models import ReportPage


@receiver(page_published, sender=ReportPage, dispatch_uid="reports.report_published")
def keep_what_was_published(instance: ReportPage, **kwargs: Any) -> None:
    """Every publication is kept as a version. Wagtail also sends this when one is planned; that is none yet."""
    if instance.live:
        keep_version(instance)
