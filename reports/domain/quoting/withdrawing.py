"""“Weg”: a quote goes from the page, from every revision, file, cache and note. Nobody asks why.

This is the one change that reaches back into what was published.
"""

import json
import re
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply

from reports.domain.publishing.withdrawing import take_out_of_versions
from reports.domain.quoting.reissuing import reissue
from reports.domain.quoting.scrubbing import pattern_of, scrub, scrub_body, scrub_text
from reports.domain.redline.forgetting import forget_in_files
from reports.domain.templates.keeping import scrub_templates
from reports.enums import QuoteState
from reports.models import QuoteConsent, ReportPage, SignOffComment, SignOffReader
from reports.models.quotes import mark_of
from workshops.domain.withdrawing import forget_words


def withdraw_quote(consent: QuoteConsent) -> None:
    """Take a quote out everywhere. Asked twice, the second time there is nothing left to do."""
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=consent.page_id)
        row = QuoteConsent.objects.select_for_update().get(pk=consent.pk)
        if row.state == QuoteState.WITHDRAWN:
            return
        words, uids = _ever_written(page, row)
        pattern = pattern_of(words)
        _scrub_revisions(page, row.block_id, pattern)
        _scrub_page(page, row.block_id, pattern)
        _scrub_remarks(page, pattern)
        forget_in_files(page, row.block_id, pattern)
        take_out_of_versions(page, row.block_id, pattern)
        scrub_templates(page.event.get_parent().pk, pattern)
        forget_words(page.get_parent().pk, pattern, uids)
        mark = mark_of(row.text)
        QuoteConsent.objects.filter(pk=row.pk).update(
            state=QuoteState.WITHDRAWN,
            answered_at=timezone.now(),
            mark=mark,
            registration=None,
            decided_by=None,
            **dict.fromkeys(("text", "attribution", "name", "email", "own_wording", "reason"), ""),
        )
        log(instance=page, action="reports.quote_withdrawn")
        reissue(page)


def _ever_written(page: ReportPage, row: QuoteConsent) -> tuple[set[str], set[str]]:
    """The words of this quote in any version of the text, and the cards that they were made from."""
    words, uids = {row.text, row.own_wording}, set()
    bodies = [json.loads(revision.content.get("body") or "[]") for revision in page.revisions.iterator()]
    bodies.append(list(page.body.raw_data))
    for body in bodies:
        for child in body:
            if child.get("id") == row.block_id and isinstance(child.get("value"), dict):
                words.add(str(child["value"].get("text") or ""))
                uids.add(str(child["value"].get("source") or "").removeprefix("quote:"))
    return words - {""}, uids - {""}


def _scrub_revisions(page: ReportPage, block_id: str, pattern: re.Pattern[str] | None) -> None:
    for revision in page.revisions.iterator():
        content: dict[str, Any] = dict(revision.content)
        body = json.loads(content.pop("body", None) or "[]")
        cleaned = {
            **scrub(content, pattern),
            "body": json.dumps(scrub_body(body, {block_id}, pattern), ensure_ascii=False),
        }
        if cleaned != revision.content:
            page.revisions.filter(pk=revision.pk).update(content=cleaned)


def _scrub_page(page: ReportPage, block_id: str, pattern: re.Pattern[str] | None) -> None:
    """The live row: text, introduction, title, description; saving it writes the search index anew."""
    page.body = json.dumps(scrub_body(list(page.body.raw_data), {block_id}, pattern))
    for name in ("title", "draft_title", "introduction", "search_description", "seo_title"):
        setattr(page, name, scrub_text(getattr(page, name), pattern))
    page.save()


def _scrub_remarks(page: ReportPage, pattern: re.Pattern[str] | None) -> None:
    """What colleagues and readers wrote about the text, where they repeat the words."""
    found: list[tuple[Any, str]] = [
        *((one, "text") for one in Comment.objects.filter(page=page)),
        *((one, "text") for one in CommentReply.objects.filter(comment__page=page)),
        *((one, "text") for one in SignOffComment.objects.filter(reader__round__page=page)),
        *((one, "condition") for one in SignOffReader.objects.filter(round__page=page)),
        *((one, "own_wording") for one in QuoteConsent.objects.filter(page=page)),
    ]
    for row, name in found:
        text = getattr(row, name)
        cleaned = scrub_text(text, pattern)
        if cleaned != text:
            type(row)._default_manager.filter(pk=row.pk).update(**{name: cleaned})
