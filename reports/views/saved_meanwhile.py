"""Two people had one report open in the editor: the second one to save is told before anything is overwritten.

Wagtail warns in the browser, and only of what it heard in time. Here the versions are compared when the form arrives.
What was typed stands in the page as hidden fields, so that nothing has to be typed again.
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.models import ReportPage

READ = ("loaded_revision_id", "loaded_revision_created_at")
NOT_AGAIN = (*READ, "overwrite_revision_id", "csrfmiddlewaretoken")


def ask_before_overwriting(request: HttpRequest, page: ReportPage) -> HttpResponse | None:
    """The page that asks; None when the form was made from the newest text, or the browser asks by itself."""
    newest = page.latest_revision
    if request.method != "POST" or newest is None or not request.accepts("text/html"):
        return None
    if not _is_stale(request, str(newest.pk), newest.created_at.isoformat()):
        return None
    context = {
        "report": page,
        "action": request.path,  # of the editor, or of going back to an earlier version
        "newest": newest,
        "fields": list(_typed(request)),
        "newest_id": newest.pk,
        "newest_at": newest.created_at.isoformat(),
        "page_title": _("Saved meanwhile"),
        "header_icon": "warning",
    }
    return render(request, "reports/admin/saved_meanwhile.html", context, status=409)


def _is_stale(request: HttpRequest, newest: str, saved_at: str) -> bool:
    own = request.POST.get("overwrite_revision_id")
    if own:
        return own != newest
    read, read_at = (request.POST.get(name) for name in READ)
    return bool(read) and (read, read_at) != (newest, saved_at)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in NOT_AGAIN:
            yield from ((name, value) for value in values if isinstance(value, str))
