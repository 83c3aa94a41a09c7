"""What a person quoted sees through her link: her words where they stand, and three answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from reports.domain.quoting.answering import answer_quote
from reports.domain.quoting.context import context_of
from reports.enums import QuoteState
from reports.forms.quotes import QuotedForm
from reports.models import QuoteConsent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quoted_page(request: HttpRequest, token: str) -> HttpResponse:
    """Read the exact quote in its context; say good, otherwise or out."""
    try:
        consent = _open(token)
    except Http404:
        return render(request, "reports/signoff/closed.html", status=404)
    if consent.state == QuoteState.WITHDRAWN:
        return render(request, "reports/quoted/gone.html", {"event": consent.page.get_parent().specific})
    answer = consent.state if consent.state in (QuoteState.GOOD, QuoteState.OTHERWISE) else None
    initial = {"answer": answer, "own_wording": consent.own_wording}
    form = QuotedForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = QuoteState(form.cleaned_data["answer"])
        answer_quote(consent, answer=chosen, own_wording=form.cleaned_data["own_wording"])
        if chosen != QuoteState.WITHDRAWN:
            messages.success(request, _("Thank you. Your answer is with the reporter."))
        return HttpResponseRedirect(request.path)
    context = {
        "consent": consent,
        "event": consent.page.get_parent().specific,
        "around": context_of(consent),
        "form": form,
    }
    return render(request, "reports/quoted/page.html", context, status=422 if form.errors else 200)


def _open(token: str) -> QuoteConsent:
    link = get_link_or_404(LinkPurpose.QUOTED, token)
    consent = get_object_or_404(QuoteConsent.objects.select_related("page"), pk=link.target or 0)
    if consent.page.get_parent().pk != link.event_id or consent.state == QuoteState.NOT_NEEDED:
        raise Http404
    return consent
