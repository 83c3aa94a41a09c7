"""What a speaker sees through her link: what was captured of her item, and three answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.enums import LinkPurpose
from core.sections import SPEAKER_PAGE, sections_for
from core.tokens import get_link_or_404
from workshops.domain.passages import TooLate, answer_passage, is_about_present_text
from workshops.forms import PassageForm
from workshops.models import CaptureSheet, Passage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passage_page(request: HttpRequest, token: str) -> HttpResponse:
    """Read the passage; say yes, yes if, or no."""
    try:
        passage = _open(token)
    except Http404:
        return render(request, "workshops/passage/closed.html", status=404)
    form = PassageForm(request.POST or None, initial={"state": passage.state, "condition": passage.condition})
    if request.method != "POST" or not form.is_valid():
        return _page(request, passage, form, status=422 if request.method == "POST" else 200)
    try:
        answer_passage(passage, state=form.cleaned_data["state"], condition=form.cleaned_data["condition"])
    except TooLate as refusal:
        form.add_error(None, str(refusal))
        return _page(request, passage, form, status=422)
    messages.success(request, _("Thank you. Your answer is with the reporter."))
    return HttpResponseRedirect(request.path)


def _open(token: str) -> Passage:
    link = get_link_or_404(LinkPurpose.PASSAGE, token)
    passages = Passage.objects.select_related("sheet__event", "sheet__workshop__round", "sheet__programme_item")
    return get_object_or_404(passages, pk=link.target or 0, sheet__event=link.event_id)


def _page(request: HttpRequest, passage: Passage, form: PassageForm, *, status: int) -> HttpResponse:
    sheet: CaptureSheet = passage.sheet
    context = {
        "passage": passage,
        "sheet": sheet,
        "event": sheet.event,
        "outcomes": sheet.outcomes.select_related("prompt"),
        "quotes": sheet.quotes.select_related("sector"),
        "actions": sheet.action_items.prefetch_related("owners__organisation"),
        "is_changed": passage.answered_at is not None and not is_about_present_text(passage),
        "form": form,
        "sections": sections_for(SPEAKER_PAGE, request, passage),
    }
    return render(request, "workshops/passage/page.html", context, status=status)
