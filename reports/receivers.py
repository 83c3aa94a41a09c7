"""What follows from publishing a report, whichever way, and from changing the cards that it was made from."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from reports.domain.publishing.versions import keep_version
from reports.domain.quoting.following import follow_cards
from reports.models import ReportPage
from workshops.domain.sheets import sheet_changed


@receiver(page_published, sender=ReportPage, dispatch_uid="reports.report_published")
def keep_what_was_published(instance: ReportPage, **kwargs: Any) -> None:
    """Every publication is kept as a version. Wagtail also sends this when one is planned; that is none yet."""
    if instance.live:
        keep_version(instance)


@receiver(sheet_changed, dispatch_uid="reports.sheet_changed")
def take_out_what_is_no_longer_agreed(sheet_id: int, **kwargs: Any) -> None:
    """After the card is saved, so that no lock on it waits for the page."""
    transaction.on_commit(partial(follow_cards, sheet_id), robust=True)
