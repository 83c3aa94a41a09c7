"""The one change that reaches back into published versions: words that somebody took out."""

import json
import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing.domain.waking import send_task
from reports.domain.publishing.versions import TASK
from reports.domain.quoting.scrubbing import scrub, scrub_body
from reports.models import PublishedVersion, ReportPage


def take_out_of_versions(page: ReportPage, block_id: str, pattern: re.Pattern[str] | None) -> None:
    """Replace the quote by a neutral note in every version that held it; its files go at once and are made anew.

    For inside the caller's transaction.
    """
    note = _("A quote stood here. It was taken out at the request of the person quoted.")
    for version in PublishedVersion.objects.select_for_update().filter(page=page):
        content = dict(version.content)
        body = json.loads(content.pop("body", None) or "[]")
        cleaned = {
            **scrub(content, pattern),
            "body": json.dumps(scrub_body(body, {block_id}, pattern, note=note), ensure_ascii=False),
        }
        if json.loads(cleaned["body"]) == body and {**cleaned, "body": ""} == {**content, "body": ""}:
            continue
        version.files.all().delete()
        PublishedVersion.objects.filter(pk=version.pk).update(
            content=cleaned,
            note=scrub(version.note, pattern),
            build=version.build + 1,
            is_complete=False,
            removed_at=timezone.now(),
        )
        transaction.on_commit(lambda pk=version.pk: send_task(TASK, pk), robust=True)  # type: ignore[misc]
