"""An organisation's own reference document is used for DOCX and ODT; what is wrong with it never stops an export."""

import hashlib
import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree
from wagtail.models import Page

from core.file_kinds import BROKEN
from core.uploads import UploadRefused
from events.models import EventPage
from reports.document import Document, DocumentError, Heading, Paragraph
from reports.domain.reference.checking import prepare_reference
from reports.domain.to_document import page_to_document
from reports.enums import ExportFormat
from reports.models import ReferenceDocument, ReferenceKind, ReportBundle, ReportPage
from reports.reference import REFERENCE_FOLDER

if TYPE_CHECKING:
    from reports.exporters.export import ExportResult

logger = logging.getLogger(__name__)
UNUSABLE = (DocumentError, etree.LxmlError, SyntaxError, AttributeError, TypeError, IndexError, StopIteration, *BROKEN)


def references_of(event: EventPage) -> dict[str, ReferenceDocument]:
    """The own reference documents of a meeting's organisation, by kind, without their content."""
    rows = ReferenceDocument.objects.filter(home__path=_home_path(event)).defer("content")
    return {row.kind: row for row in rows}


def reference_for(page: ReportPage, file_format: ExportFormat) -> ReferenceDocument | None:
    """The own reference document for a file of this report; None where ours is used."""
    if file_format.value not in ReferenceKind.values:
        return None
    home = page.path[: -2 * Page.steplen]
    return ReferenceDocument.objects.filter(home__path=home, kind=file_format.value).defer("content").first()


def look_key(reference: ReferenceDocument | None) -> str:
    """What names the look of a file, for what is kept in a cache."""
    return reference.sha256[:16] if reference else ""


def export_page(page: ReportPage, file_format: ExportFormat, document: Document | None = None) -> "ExportResult":
    """The report as a file with its organisation's look; raises DocumentError when the report itself is at fault.

    When it cannot be made with the own reference document, it is made with ours, and the row says so to the reporter.
    """
    from reports.exporters.export import export  # brings large libraries; loaded when the first file is asked for

    document = document or page_to_document(page)
    reference = reference_for(page, file_format)
    if reference is None:
        return export(document, file_format)
    try:
        made = export(document, file_format, reference=bytes(reference.content))
    except UNUSABLE:
        logger.exception("reference document %s could not be used for report %s", reference.pk, page.pk)
        made = export(document, file_format)
        # only now: a report that cannot be exported at all says nothing about the reference document
        ReferenceDocument.objects.filter(pk=reference.pk, sha256=reference.sha256).update(failed_at=timezone.now())
    return made


def save_reference(home: Page, kind: ReferenceKind, content: bytes) -> ReferenceDocument:
    """Keep a file as the organisation's own. Raises UploadRefused when it is not fit or a trial export fails."""
    ready = prepare_reference(content, kind)
    _try(ready, kind)
    with transaction.atomic():
        row, _is_new = ReferenceDocument.objects.update_or_create(
            home=home,
            kind=kind,
            defaults={
                "content": ready,
                "size": len(ready),
                "sha256": hashlib.sha256(ready).hexdigest(),
                "failed_at": None,
            },
        )
        _forget_bundles(home)
    return row


def remove_reference(home: Page, kind: ReferenceKind) -> None:
    """Back to ours."""
    with transaction.atomic():
        ReferenceDocument.objects.filter(home=home, kind=kind).delete()
        _forget_bundles(home)


def present_file(event: EventPage, kind: ReferenceKind) -> bytes:
    """The reference document that is used now, own or ours: a start for a new one."""
    row = ReferenceDocument.objects.filter(home__path=_home_path(event), kind=kind).first()
    return bytes(row.content) if row else (REFERENCE_FOLDER / f"reference.{kind.value}").read_bytes()


def _home_path(event: EventPage) -> str:
    return str(event.path[: -Page.steplen])


def _forget_bundles(home: Page) -> None:
    """Files that were made before have the former look."""
    ReportBundle.objects.filter(page__path__startswith=home.path).delete()


def _try(content: bytes, kind: ReferenceKind) -> None:
    from reports.exporters.export import export

    sample = Document(title="Plenair", blocks=(Heading(1, "Plenair"), Paragraph("Plenair")), table_of_contents=True)
    try:
        export(sample, ExportFormat(kind.value), reference=content)
    except UNUSABLE as error:
        raise UploadRefused(_("No report can be made with this file. Save it anew and try again.")) from error
