"""The public page on which anybody checks a certificate. It never says whose it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registrations.domain.limits import may_submit
from registrations.domain.series.verifying import is_holder, verify
from registrations.forms.checking import CertificateCodeForm, HolderForm
from registrations.views.visitor import is_too_often

NAMES_PER_CERTIFICATE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Asks for the code."""
    form = CertificateCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("registrations:certificate_check", code=form.cleaned_data["code"])
    return render(request, "registrations/series/check_search.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What a certificate is worth; with a name: whether it stands in that name."""
    found = verify(code)
    if found is None:
        context = {"form": CertificateCodeForm(), "is_unknown": True}
        return _unindexed(render(request, "registrations/series/check_search.html", context, status=404))
    form = HolderForm(request.POST if request.method == "POST" else None)
    is_same: bool | None = None
    if request.method == "POST" and form.is_valid():
        is_often = is_too_often(request, "certificate-name")
        if is_often or not may_submit("certificate", found.code, at_most=NAMES_PER_CERTIFICATE):
            form.add_error("name", _("This was asked very often. Please try again in ten minutes."))
        else:
            is_same = is_holder(found.code, form.cleaned_data["name"])
    context = {"certificate": found, "form": form, "is_same": is_same}
    status = 422 if form.errors else 200
    return _unindexed(render(request, "registrations/series/check.html", context, status=status))


def _unindexed(response: HttpResponse) -> HttpResponse:
    """No search engine keeps it, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
