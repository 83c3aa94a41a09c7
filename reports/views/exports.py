"""Downloads of a verslag."""

import io
import logging
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from core.enums import Role
from core.permissions import can_run_event
from reports.document import DocumentError
from reports.domain.reference.using import export_page, look_key, reference_for
from reports.enums import ExportFormat
from reports.models import ReportPage

if TYPE_CHECKING:
    from reports.exporters.export import ExportResult

logger = logging.getLogger(__name__)
KEEP_SECONDS = 3600
LARGEST_KEY = 2**63 - 1  # SQLite refuses to compare with more
LARGEST_KEPT = 4 * 1024 * 1024


def export_report(request: HttpRequest, page_id: int, file_format: str) -> HttpResponseBase:
    """The verslag as a file: the published one for everybody, the draft for who may work on it."""
    if file_format not in ExportFormat.values or page_id > LARGEST_KEY:
        raise Http404
    page, is_published = page_for(request, page_id)
    look = look_key(reference_for(page, ExportFormat(file_format)))
    text = f"{page.pk}-{page.latest_revision_id}-{page.live_revision_id}-{is_published:d}-{file_format}"
    etag = quote_etag(f"{text}-{look}" if look else text)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    try:
        result = _exported(page, ExportFormat(file_format), etag, keep=is_published)
    except DocumentError as error:
        return _failed(request, page, str(error))
    except (OSError, RuntimeError, ValueError):
        logger.exception("export of report %s to %s failed", page.pk, file_format)
        return _failed(request, page, "")
    response = FileResponse(
        io.BytesIO(result.content), as_attachment=True, filename=result.filename, content_type=result.mime
    )
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    if is_published:
        patch_cache_control(response, public=True, max_age=300)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def page_for(request: HttpRequest, page_id: int) -> tuple[ReportPage, bool]:
    """The published page, or for who may work on it the newest draft when there is nothing published."""
    page = get_object_or_404(ReportPage.objects.all(), pk=page_id)
    if page.live and not page.get_view_restrictions().exists():
        return page, True
    if not may_work_on(request, page):
        raise Http404
    return page.get_latest_revision_as_object(), False


def may_work_on(request: HttpRequest, page: ReportPage) -> bool:
    """Whether the visitor may edit the page, run its event, or is its reporter."""
    user = request.user
    return user.is_authenticated and (
        page.permissions_for_user(user).can_edit() or can_run_event(user, page.get_parent(), Role.REPORTER)
    )


def _exported(page: ReportPage, file_format: ExportFormat, etag: str, *, keep: bool) -> "ExportResult":
    key = f"reports:export:{etag.strip(chr(34))}"
    found: ExportResult | None = cache.get(key) if keep else None
    if found is None:
        found = export_page(page, file_format)
        if keep and len(found.content) <= LARGEST_KEPT:
            cache.set(key, found, KEEP_SECONDS)
    return found


def _failed(request: HttpRequest, page: ReportPage, reason: str) -> HttpResponse:
    """A page that says so: to who works on the report what is wrong with it, to others only that it is."""
    context = {"report": page, "reason": reason if may_work_on(request, page) else ""}
    response = render(request, "reports/export_failed.html", context, status=503)
    patch_cache_control(response, private=True, no_store=True)
    return response
