"""Publishing, and the versions that are kept: content, cited results, files with checksums."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from core.models import User
from mailing.domain.waking import send_task
from polls.models import FrozenResult
from reports.domain.publishing.reviewing import review_report
from reports.domain.publishing.stages import WrongStage, progress_of, set_stage
from reports.domain.reference.using import export_page
from reports.domain.result_facts import group_names
from reports.domain.signoff.rounds import end_round, open_round_of
from reports.domain.to_document import language_of, page_to_document, read_page
from reports.domain.typed_data import typed_data
from reports.enums import ExportFormat, RetentionCategory, Stage
from reports.models import PublishedFile, PublishedVersion, ReportPage

TASK = "reports.tasks.build_version"
UNDER_WAY = timedelta(minutes=2)


class NotReady(Exception):
    """Something on the review list stands in the way."""

    def __init__(self) -> None:
        super().__init__(_("Something on the review list stands in the way. Solve that first."))


def publish_report(page: ReportPage, *, note: str, category: RetentionCategory, actor: User) -> PublishedVersion | None:
    """Publish the approved text and keep it as a version; None when it is published already.

    Raises WrongStage when the newest text was not approved, NotReady when the review list holds something that blocks.
    """
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=page.pk)
        progress = progress_of(page)
        if progress.stage == Stage.PUBLISHED and progress.is_approval_current:
            return None
        if progress.stage != Stage.APPROVED or not progress.is_approval_current:
            raise WrongStage
        if review_report(page).blocking:
            raise NotReady
        sign_off = open_round_of(page)
        if sign_off is not None:
            end_round(sign_off, actor=actor)
        page.get_latest_revision().publish(user=actor)
        # The receiver of the signal has kept it: the newest version is this one.
        version = PublishedVersion.objects.filter(page=page)[0]
        PublishedVersion.objects.filter(pk=version.pk).update(note=note, category=category, published_by=actor)
        return version


def keep_version(page: ReportPage) -> PublishedVersion:
    """Keep what was just published, however that was done; its files are made in the background."""
    with transaction.atomic():
        number = PublishedVersion.objects.filter(page=page).aggregate(last=Max("number"))["last"] or 0
        cited = [facts.id for facts in read_page(page).results]
        kept = FrozenResult.objects.in_bulk(cited)
        previous = PublishedVersion.objects.filter(page=page).first()
        version = PublishedVersion.objects.create(
            page_id=page.pk,
            number=number + 1,
            published_at=page.last_published_at or timezone.now(),
            category=previous.category if previous else RetentionCategory.YEARS_10,
            content=page.serializable_data(),
            results=[{"id": pk, "sha256": kept[pk].sha256, "payload": kept[pk].payload} for pk in cited],
        )
        set_stage(page, Stage.PUBLISHED)
        log(instance=page, action="reports.version", data={"number": version.number})
        transaction.on_commit(lambda: send_task(TASK, version.pk), robust=True)
    return version


def page_of(version: PublishedVersion) -> ReportPage:
    """The page as it was in a version."""
    page: Any = version.page.with_content_json(version.content)
    page.live = True
    return page


def build_version(version_id: int) -> bool:
    """Make the files of a version that has none. Killed halfway or run twice, every file is there once.

    A quote that is taken out while the files are being made raises ``build``: these files are then thrown away.
    """
    version = PublishedVersion.objects.select_related("page").filter(pk=version_id, is_complete=False).first()
    if version is None:
        return False
    made = list(_write_files(version))
    with transaction.atomic():
        current = PublishedVersion.objects.select_for_update().get(pk=version.pk)
        if current.is_complete or current.build != version.build:
            return False
        current.files.all().delete()
        PublishedFile.objects.bulk_create(made)
        PublishedVersion.objects.filter(pk=version.pk).update(is_complete=True)
    return True


def build_versions_left() -> int:
    """Make the files that a lost task left unmade; returns how many versions got theirs."""
    since = timezone.now() - UNDER_WAY
    left = PublishedVersion.objects.filter(is_complete=False, published_at__lt=since).values_list("pk", flat=True)
    return sum(build_version(pk) for pk in list(left)[:20])


def _write_files(version: PublishedVersion) -> Iterator[PublishedFile]:
    from reports.exporters.data import write_data_package

    page = page_of(version)
    document = page_to_document(page)
    for kind in ExportFormat:
        result = export_page(page, kind, document)
        yield _file(version, result.filename, result.mime, result.content)
    if page.in_words:  # there are no numbers to give
        return
    with override(language_of(page)):
        typed = typed_data(read_page(page).pieces)
        kept = FrozenResult.objects.in_bulk([result["id"] for result in version.results])
        groups = group_names(language_of(page))
        cited = [kept[result["id"]] for result in version.results]
        content = write_data_package(page.title, cited, typed, groups=groups)
    if version.results or typed:
        yield _file(version, f"{document.slug}-data.zip", "application/zip", content)


def _file(version: PublishedVersion, filename: str, mime: str, content: bytes) -> PublishedFile:
    digest = hashlib.sha256(content).hexdigest()
    return PublishedFile(
        version=version, filename=filename, mime=mime, content=content, size=len(content), sha256=digest
    )
