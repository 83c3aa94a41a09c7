"""What speakers said about their passages after the draft was made: the reporter has to look before it is published."""

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.domain.publishing.checks import Found
from reports.models import ReportPage
from workshops.enums import PassageState
from workshops.models import Passage


def check_passages(page: ReportPage, newest: ReportPage) -> Iterator[Found]:
    """A refusal since the draft, or of a part that stands in the text, blocks until somebody looked; a condition warns.

    What was refused before the draft was made is not in it. Another answer later is another finding.
    """
    event_id = page.get_parent().pk
    answered = Passage.objects.filter(
        sheet__event=event_id, state__in=(PassageState.REFUSED, PassageState.AGREED_IF), answered_at__isnull=False
    ).select_related("sheet__workshop", "sheet__programme_item")
    passages = list(answered)
    if not passages:
        return
    drafted_at = page.revisions.aggregate(first=Min("created_at"))["first"]
    standing = _blocks_by_sheet(newest)
    for passage in passages:
        block_id = standing.get(f"sheet:{passage.sheet_id}", "")
        is_later = drafted_at is None or passage.answered_at > drafted_at
        if not is_later and not block_id:
            continue
        words = {"name": passage.name, "title": passage.sheet.title}
        about = f"{passage.pk}:{passage.answered_at.isoformat()}"  # type: ignore[union-attr]
        url = "" if block_id else reverse("capture_sheets:index", args=[event_id])
        if passage.state == PassageState.REFUSED:
            message = _refused(page, passage) % words
            yield Found("passage-refused", block_id, message, about, url=url, until_seen=True)
        elif is_later:
            message = _("%(name)s agrees with “%(title)s” if something changes. Look at what that is.") % words
            url = reverse("capture_sheets:index", args=[event_id])
            yield Found("passage-condition", block_id, message, about, url=url)


def _refused(page: ReportPage, passage: Passage) -> str:
    published_at = page.last_published_at if page.live else None
    if published_at is not None and passage.answered_at is not None and passage.answered_at > published_at:
        return _(
            "%(name)s says “do not publish” about “%(title)s”, after the report was published. "
            "Take the passage out and publish a correction, or talk to the speaker."
        )
    return _(
        "%(name)s says “do not publish” about “%(title)s”, after the draft was made. "
        "Take the passage out, or talk to the speaker."
    )


def _blocks_by_sheet(newest: ReportPage) -> dict[str, str]:
    """The first block of each sheet in the text, by its source."""
    found: dict[str, str] = {}
    for child in newest.body.raw_data:
        value = child.get("value")
        source = str(value.get("source") or "") if isinstance(value, dict) else ""
        if source.startswith("sheet:"):
            found.setdefault(":".join(source.split(":")[:2]), str(child.get("id") or ""))
    return found
