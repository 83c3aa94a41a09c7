"""Writing the page again after quotes changed: a new revision, a live row without what may not stand, no old copies."""

import json
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.http import quote_etag

from core.models import User
from reports.enums import ExportFormat
from reports.models import ReportBundle, ReportPage
from reports.models.quotes import QUOTES

KEPT_FOR = timedelta(hours=1)  # how long an export is kept in the cache (reports.views.exports)


def reissue(page: ReportPage) -> None:
    """Save the live row again, which leaves out withheld quotes, and number the text anew so that no copy is reused.

    Addresses of downloads carry revision numbers in their ETag: a new revision makes old ones worthless.
    """
    live = ReportPage.objects.get(pk=page.pk)
    forget_exports(live)
    if not live.live:
        return
    was_changed, was_latest = live.has_unpublished_changes, live.live_revision_id == live.latest_revision_id
    before = len(live.body)
    live.save()
    revision = live.get_latest_revision_as_object().save_revision(log_action=False, changed=False)
    changes: dict[str, Any] = {"has_unpublished_changes": was_changed or len(live.body) != before}
    if was_latest:
        changes["live_revision"] = revision
    ReportPage.objects.filter(pk=live.pk).update(**changes)


def replace_words(page: ReportPage, block_id: str, text: str, *, actor: User | None) -> None:
    """Put other words in one quote of the newest text, as a new revision."""
    newest = page.get_latest_revision_as_object()
    stored = [dict(child) for child in newest.body.raw_data]
    for child in stored:
        if child.get("id") == block_id and child["type"] in QUOTES:
            child["value"] = {**child["value"], "text": text}
    newest.body = json.dumps(stored)
    newest.save_revision(user=actor, log_action=True)


def forget_exports(page: ReportPage) -> None:
    """Throw away every file of this page that may still be kept: bundles, also those being made, and the cache."""
    ReportBundle.objects.filter(page_id=page.pk).delete()
    since = timezone.now() - KEPT_FOR
    revisions = list(page.revisions.order_by("-created_at", "-pk").values_list("pk", "created_at"))
    recent = [pk for pk, created_at in revisions if created_at >= since]
    older = [pk for pk, created_at in revisions if created_at < since][:1]
    latest = {*recent, *older, page.latest_revision_id}
    live = {*latest, page.live_revision_id, None}
    cache.delete_many(
        [
            f"reports:export:{quote_etag(f'{page.pk}-{one}-{other}-1-{kind}').strip(chr(34))}"
            for one in latest
            for other in live
            for kind in ExportFormat.values
        ]
    )
