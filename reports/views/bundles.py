"""All files of a verslag in one: ask, follow, fetch."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from reports.domain.bundling import PARTS, ask_bundle, is_current
from reports.enums import BundleState
from reports.models import ReportBundle, ReportPage
from reports.views.exports import LARGEST_KEY, may_work_on, page_for


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """What will be made, and the button that asks for it; two presses make one."""
    if page_id > LARGEST_KEY:
        raise Http404
    page, is_published = page_for(request, page_id)
    if request.method == "POST":
        stored = ReportPage.objects.get(pk=page.pk)
        bundle = ask_bundle(stored, is_published=is_published)
        return HttpResponseRedirect(reverse("reports:bundle", args=[bundle.uid]))
    return _private(render(request, "reports/bundle.html", {"report": page}))


@require_GET
def follow(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far it is; the page asks again by itself, and has a link for who has no script."""
    bundle = _bundle(request, uid)
    context = {"report": bundle.page, "bundle": bundle, "parts": PARTS}
    if not is_current(bundle, bundle.page):
        return _private(render(request, "reports/bundle.html", {**context, "is_over": True}, status=410))
    return _private(render(request, "reports/bundle.html", context))


@require_GET
def fetch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The ZIP, as long as its link is valid and it still says what the page says."""
    bundle = _bundle(request, uid)
    if bundle.state != BundleState.DONE or not is_current(bundle, bundle.page):
        return HttpResponseRedirect(reverse("reports:bundle", args=[uid]))
    content = ReportBundle.objects.values_list("content", flat=True).get(pk=bundle.pk)
    response = HttpResponse(bytes(content or b""), content_type="application/zip")
    name = f"{bundle.page.slug}-{bundle.page.pk}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _private(response)


def _bundle(request: HttpRequest, uid: UUID) -> ReportBundle:
    """The row without its content; of a draft for who may work on it, of a published text while it is public."""
    bundle = get_object_or_404(ReportBundle.objects.defer("content").select_related("page"), uid=uid)
    page = bundle.page
    is_public = bundle.is_published and page.live and not page.get_view_restrictions().exists()
    if not is_public and not may_work_on(request, page):
        raise Http404
    return bundle


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
