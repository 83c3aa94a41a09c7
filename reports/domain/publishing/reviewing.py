"""The review list: what has to be right, and what somebody should have looked at, before a report is published."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from reports.domain.held import why_not_yet
from reports.domain.publishing.checks import Found, check_text
from reports.domain.publishing.passages import check_passages
from reports.domain.quoting.listing import quotes_of
from reports.domain.signoff.overview import edit_link
from reports.enums import QuoteState, ReaderAnswer
from reports.models import ReportPage, SeenFinding, SignOffReader, SignOffRound


@dataclass(frozen=True)
class ReviewItem:
    """One line of the list: what, where, whether it stands in the way, and who has seen it."""

    key: str
    message: str
    url: str
    is_blocking: bool
    seen: SeenFinding | None = None
    until_seen: bool = False  # it stands in the way until somebody looked


@dataclass(frozen=True)
class ReviewList:
    """Everything that was found."""

    items: tuple[ReviewItem, ...]

    @property
    def blocking(self) -> list[ReviewItem]:
        """What has to be solved first."""
        return [item for item in self.items if item.is_blocking]

    @property
    def warnings(self) -> list[ReviewItem]:
        """What somebody should look at, unseen ones first."""
        return sorted((item for item in self.items if not item.is_blocking), key=lambda item: item.seen is not None)

    @property
    def unseen(self) -> int:
        """How many warnings nobody has looked at."""
        return sum(item.seen is None for item in self.warnings)


def review_report(page: ReportPage) -> ReviewList:
    """The review list of the newest text."""
    newest = page.get_latest_revision_as_object()
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    seen = {row.key: row for row in SeenFinding.objects.filter(page=page).select_related("seen_by")}
    items = []
    found_now = [
        *_check_happened(page),
        *check_text(newest),
        *_check_quotes(page),
        *check_passages(page, newest),
        *_check_sign_off(page),
    ]
    for found in found_now:
        key = key_of(found)
        url = found.url or (edit_link(edit_url, found.block_id) if found.block_id else edit_url)
        is_blocking = found.is_blocking or (found.until_seen and key not in seen)
        items.append(ReviewItem(key, found.message, url, is_blocking, seen.get(key), found.until_seen))
    return ReviewList(tuple(items))


def refused_passages(page: ReportPage) -> list[str]:
    """What speakers refused since the draft and nobody looked at yet, for the workspace."""
    refused = [found for found in check_passages(page, page.get_latest_revision_as_object()) if found.until_seen]
    if not refused:
        return []
    seen = set(SeenFinding.objects.filter(page=page).values_list("key", flat=True))
    return [found.message for found in refused if key_of(found) not in seen]


def key_of(found: Found) -> str:
    """What a finding is known by: its kind, its block and its words. Another word is another finding."""
    return hashlib.sha256("\x1f".join((found.kind, found.block_id, found.about)).encode()).hexdigest()


def mark_seen(page: ReportPage, keys: Iterable[str], *, actor: User) -> int:
    """Write down that somebody looked at these warnings; what cannot be solved by looking is left out."""
    wanted = set(keys)
    new = [item for item in review_report(page).items if item.seen is None and item.key in wanted]
    looked_at = {item.key for item in new if item.until_seen or not item.is_blocking}
    rows = [SeenFinding(page=page, key=key, seen_by=actor) for key in looked_at]
    SeenFinding.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        log(instance=page, action="reports.finding_seen", user=actor, data={"number": len(rows)})
    return len(rows)


def _check_happened(page: ReportPage) -> Iterator[Found]:
    """A report of what did not begin, after the meeting was moved or called off."""
    reason = why_not_yet(page.event)
    if reason:
        url = reverse("workspace:event", args=[page.get_parent().pk])
        yield Found("not-yet", "", reason, is_blocking=True, url=url)


def _check_quotes(page: ReportPage) -> Iterator[Found]:
    for quote in quotes_of(page):
        words = {"quote": quote.text if len(quote.text) < 80 else f"{quote.text[:79].rstrip()}…"}
        if quote.consent is not None and quote.consent.own_wording and quote.consent.state == QuoteState.OTHERWISE:
            message = _("The person would put this differently: “%(quote)s”. It is left out until you decide.") % words
            yield Found("quote-otherwise", quote.block_id, message, quote.text)
        elif quote.is_open:
            message = _("Nobody was asked about “%(quote)s”. Ask the person, or say why that is not needed.") % words
            yield Found("quote-open", quote.block_id, message, quote.text, is_blocking=True)
        elif quote.is_withheld:
            message = _("There is no “good” for “%(quote)s”. It is left out of what is published.") % words
            yield Found("quote-withheld", quote.block_id, message, quote.text)


def _check_sign_off(page: ReportPage) -> Iterator[Found]:
    sign_off = SignOffRound.objects.filter(page=page).first()
    url = reverse("reports_admin:signoff", args=[page.get_parent().pk])
    if sign_off is None:
        yield Found("sign-off-none", "", _("Nobody was asked to sign off."), url=url)
        return
    readers = SignOffReader.objects.filter(round=sign_off)
    about = str(sign_off.pk)
    waiting = [reader.name for reader in readers if reader.answer == ReaderAnswer.ASKED]
    if waiting:
        message = _("No answer in the sign-off round from: %(names)s") % {"names": ", ".join(waiting)}
        yield Found("sign-off-waiting", "", message, f"{about}:{len(waiting)}", url=url)
    conditions = [r.name for r in readers if r.answer == ReaderAnswer.AGREED_IF and not r.is_handled]
    if conditions:
        message = _("“Agreed if” was not handled yet, of: %(names)s") % {"names": ", ".join(conditions)}
        yield Found("sign-off-condition", "", message, about, is_blocking=True, url=url)
