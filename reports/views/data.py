"""Downloads of the data behind a verslag."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views import View

from core.enums import Role
from core.scoped import EventScopedMixin
from reports.domain.bundling import data_package_of
from reports.domain.result_facts import group_names
from reports.exporters.data import write_data_package
from reports.models import results_of
from reports.views.exports import LARGEST_KEY, page_for


def report_data(request: HttpRequest, page_id: int) -> HttpResponse:
    """The results that a verslag cites, for who may read it; a report without numbers has none."""
    if page_id > LARGEST_KEY:
        raise Http404
    page, is_published = page_for(request, page_id)
    if page.in_words:  # this report tells no numbers
        raise Http404
    content = data_package_of(page)
    response = _zip(content, page.slug)
    if is_published:
        patch_cache_control(response, public=True, max_age=300)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


class EventDataView(EventScopedMixin, View):
    """All results of an event, for who runs it; rehearsals are left out."""

    http_method_names = ["get"]
    roles = (Role.REPORTER,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The package."""
        groups = group_names(get_language() or "")
        content = write_data_package(self.event.title, list(results_of(self.event.pk)), groups=groups)
        response = _zip(content, self.event.slug)
        patch_cache_control(response, private=True, no_store=True)
        return response


def _zip(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)[:80] or "data"}-data.zip"'
    response["X-Robots-Tag"] = "noindex"
    return response
