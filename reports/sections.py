"""Where other pages show the verslag: the event page, the home page, my place, the organiser's workspace."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone

from core import sections
from core.prepared import PreparedQuery
from core.sections import Section
from reports.domain.drafting import report_of
from reports.domain.flip_charts import photos_of
from reports.domain.held import why_not_yet
from reports.domain.publishing.reviewing import refused_passages
from reports.domain.quoting.linking import quote_links_of
from reports.domain.reading import published
from reports.forms.templates import ChoiceForm
from reports.models import ReportPage

LATEST = 3
_reports_under = PreparedQuery(
    lambda path, depth: published(ReportPage.objects.filter(path__startswith=path, depth=depth))[:1], str, int
)


def register_sections() -> None:
    """Contribute to every place."""
    sections.register(sections.EVENT_PAGE, event_page)
    sections.register(sections.EVENT_ASIDE, event_aside)
    sections.register(sections.HOME, home)
    sections.register(sections.MY_PLACE, my_place)
    sections.register(sections.WORKSPACE, workspace)


def event_page(request: HttpRequest | None, event: Any) -> Iterable[Section]:
    """The published verslag, large, first under the facts."""
    report = _published(event)
    return [Section("reports/sections/event.html", {"report": report}, order=10)] if report else []


def event_aside(request: HttpRequest | None, event: Any) -> Iterable[Section]:
    """A button to the published verslag."""
    report = _published(event)
    return [Section("reports/sections/aside.html", {"report": report}, order=5)] if report else []


def home(request: HttpRequest | None, index: Any) -> Iterable[Section]:
    """What came out of the last meetings."""
    reports = list(published(ReportPage.objects.descendant_of(index))[:LATEST])
    return [Section("reports/sections/home.html", {"reports": reports}, order=60)] if reports else []


def my_place(request: HttpRequest | None, registration: Any) -> Iterable[Section]:
    """The verslag of the meeting somebody was at."""
    event = registration.event
    report = _published(event)
    found = [Section("reports/sections/my_place.html", {"report": report}, order=20)] if report else []
    quotes = quote_links_of(registration)
    return [*found, Section("reports/sections/my_quotes.html", {"links": quotes}, order=21)] if quotes else found


def workspace(request: HttpRequest | None, event: Any) -> Iterable[Section]:
    """How far the verslag is, and the next step."""
    report = report_of(event)
    user = getattr(request, "user", None)
    can_edit = bool(report and user and report.permissions_for_user(user).can_edit())
    context = {
        "event": event,
        "report": report,
        "can_edit": can_edit,
        "csrf_token": get_token(request) if request else "",
        "refused": refused_passages(report) if report else [],
        "has_photos": report is not None and photos_of(event.pk).exists(),
        "not_yet": why_not_yet(event) if report is None else "",
        "choice": ChoiceForm(event) if report is None else None,
    }
    return [Section("reports/sections/workspace.html", context, order=80)]


def _published(event: Any) -> ReportPage | None:
    """The live, public verslag under an event; asked for once, and not at all before the meeting begins."""
    kept = event.__dict__
    begins_at = (kept.get("known_period") or (None, None))[0]
    if begins_at is not None and begins_at > timezone.now():
        return None
    if "_published_report" not in kept:
        kept["_published_report"] = next(iter(_reports_under(event.path, event.depth + 1)), None)
    found: ReportPage | None = kept["_published_report"]
    return found
