"""All files of a report in one ZIP, made outside the request: asked for once, leased, carried on by the sweep (D8)."""

import io
import logging
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mailing.domain.waking import send_task
from polls.models import FrozenResult
from reports.document import DocumentError
from reports.domain.reference.using import export_page, look_key, reference_for
from reports.domain.result_facts import group_names
from reports.domain.to_document import language_of, page_to_document, read_page
from reports.domain.typed_data import typed_data
from reports.enums import BundleState, ExportFormat
from reports.models import ReportBundle, ReportPage

logger = logging.getLogger(__name__)
KEPT = timedelta(hours=24)
LEASE = timedelta(minutes=5)
ATTEMPTS = 3
PARTS = len(ExportFormat) + 1
TASK = "reports.tasks.make_bundles"


def files_of(page: ReportPage, replaced: set[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the text that this page object holds, one after the other.

    Characters that no font could print are added to ``replaced``.
    """
    document = page_to_document(page)
    for file_format in ExportFormat:
        made = export_page(page, file_format, document)
        if replaced is not None:
            replaced |= made.replaced
        yield made.filename, made.content
    if page.in_words:  # there are no numbers to give
        return
    yield f"{document.slug}-data.zip", data_package_of(page)


def data_package_of(page: ReportPage) -> bytes:
    """The results that a text cites, and the figures and tables that were typed into it."""
    from reports.exporters.data import write_data_package

    report = read_page(page)
    cited = [result.id for result in report.results]
    kept = FrozenResult.objects.in_bulk(cited)
    with override(language_of(page)):
        groups = group_names(language_of(page))
        return write_data_package(page.title, [kept[pk] for pk in cited], typed_data(report.pieces), groups=groups)


def key_of(page: ReportPage, *, is_published: bool) -> str:
    """What names the files of a page: its revisions, whether it is the published one, own reference documents."""
    text = f"{page.pk}-{page.latest_revision_id}-{page.live_revision_id}-{is_published:d}"
    looks = "".join(look_key(reference_for(page, kind)) for kind in (ExportFormat.DOCX, ExportFormat.ODT))
    return f"{text}-{sha256(looks.encode()).hexdigest()[:16]}" if looks else text


def ask_bundle(page: ReportPage, *, is_published: bool) -> ReportBundle:
    """The files of this text: those that are ready or being made, or else a new request, which wakes a worker."""
    key = key_of(page, is_published=is_published)
    with transaction.atomic():
        past = Q(expires_at__lte=timezone.now()) | Q(state=BundleState.FAILED)
        ReportBundle.objects.filter(past, key=key).delete()
        bundle, is_new = ReportBundle.objects.get_or_create(
            key=key, defaults={"page": page, "is_published": is_published, "expires_at": timezone.now() + KEPT}
        )
        if is_new:
            transaction.on_commit(lambda: send_task(TASK))
    return bundle


def make_bundles() -> int:
    """Make what is asked for, one after the other; returns how many were taken up."""
    taken = 0
    while (bundle := _claim()) is not None:
        taken += 1
        try:
            _make(bundle)
        except DocumentError as error:
            _end(bundle, state=BundleState.FAILED, reason=str(error)[:500])
        except Exception:  # the row is tried again, and given up after three times
            logger.exception("files of report %s failed", bundle.page_id)
            given_up = bundle.attempts >= ATTEMPTS
            _end(bundle, state=BundleState.FAILED if given_up else BundleState.WAITING)
            if not given_up:
                break  # the sweep comes back to it
    return taken


def sweep_bundles() -> None:
    """Go on with what a worker left, give up what failed too often, remove what is over."""
    now = timezone.now()
    ReportBundle.objects.filter(expires_at__lte=now).delete()
    ReportBundle.objects.filter(
        state__in=(BundleState.WAITING, BundleState.RUNNING), attempts__gte=ATTEMPTS, leased_until__lt=now
    ).update(state=BundleState.FAILED)
    make_bundles()


def is_current(bundle: ReportBundle, page: ReportPage) -> bool:
    """Whether the files still say what the page says."""
    return not bundle.is_expired and bundle.key == key_of(page, is_published=bundle.is_published)


def _claim() -> ReportBundle | None:
    """The oldest request that nobody works on, leased by one conditional update."""
    while True:
        now = timezone.now()
        free = ReportBundle.objects.filter(
            Q(leased_until__isnull=True) | Q(leased_until__lt=now),
            state__in=(BundleState.WAITING, BundleState.RUNNING),
            attempts__lt=ATTEMPTS,
        )
        found = free.order_by("pk").values_list("pk", flat=True).first()
        if found is None:
            return None
        lease = {"state": BundleState.RUNNING, "leased_until": now + LEASE, "attempts": F("attempts") + 1, "done": 0}
        if free.filter(pk=found).update(**lease):
            return ReportBundle.objects.select_related("page").get(pk=found)


def _make(bundle: ReportBundle) -> None:
    page = bundle.page
    if not is_current(bundle, page):
        with override(language_of(page)):
            _end(bundle, state=BundleState.FAILED, reason=_("The report was changed meanwhile. Ask for it again."))
        return
    text = page if bundle.is_published else page.get_latest_revision_as_object()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, made) in enumerate(files_of(text), 1):
            package.writestr(name, made)
            if not _mine(bundle).update(done=number, leased_until=timezone.now() + LEASE):
                return  # somebody else has taken it over, or the words may no longer be given out
    _end(bundle, state=BundleState.DONE, content=content.getvalue(), expires_at=timezone.now() + KEPT)


def _mine(bundle: ReportBundle) -> QuerySet[ReportBundle]:
    """The row as long as the lease is ours: the next one who takes it raises the number of attempts."""
    return ReportBundle.objects.filter(pk=bundle.pk, attempts=bundle.attempts, state=BundleState.RUNNING)


def _end(bundle: ReportBundle, **changes: object) -> None:
    _mine(bundle).update(leased_until=None, **changes)
