"""What a reader of a draft sees through her link: the text of the round, comments, the answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from reports.domain.reading import Reading
from reports.domain.signoff.answering import RoundClosed, save_reading
from reports.domain.signoff.paragraphs import Paragraph, paragraphs_of
from reports.enums import ReaderAnswer
from reports.forms.signoff import ReadingForm
from reports.models import SignOffReader


@dataclass(frozen=True)
class Row:
    """A paragraph with its comment field."""

    paragraph: Paragraph
    field: BoundField


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reader_page(request: HttpRequest, token: str) -> HttpResponse:
    """Read the draft as it stood when the round began; comment and answer."""
    try:
        reader = open_reader(token)
    except Http404:
        return render(request, "reports/signoff/closed.html", status=404)
    reading = Reading(reader.round.revision.as_object(), "")
    paragraphs = list(paragraphs_of(reading))
    initial = {f"c-{comment.key}": comment.text for comment in reader.comments.all()}
    answer = reader.answer if reader.answer != ReaderAnswer.ASKED else None
    form = ReadingForm(
        request.POST if request.method == "POST" else None,
        keys=[paragraph.key for paragraph in paragraphs],
        initial={"answer": answer, "condition": reader.condition, **initial},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["answer"]
        try:
            save_reading(
                reader,
                form.comments,
                answer=ReaderAnswer(chosen) if chosen else None,
                condition=form.cleaned_data["condition"],
            )
        except RoundClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Thank you. Your answer is with the reporter.") if chosen else _("Your comments were saved.")
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    context = {
        "reader": reader,
        "token": token,
        "event": reader.round.page.get_parent().specific,
        "reading": reading,
        "rows": [Row(paragraph, form[f"c-{paragraph.key}"]) for paragraph in paragraphs],
        "form": form,
    }
    return render(request, "reports/signoff/page.html", context, status=422 if form.errors else 200)


def open_reader(token: str) -> SignOffReader:
    """The reader behind a link of a round that runs; anything else is a 404."""
    link = get_link_or_404(LinkPurpose.READER, token)
    readers = SignOffReader.objects.select_related("round__page", "round__revision").prefetch_related("comments")
    reader = get_object_or_404(readers, pk=link.target or 0, round__ended_at=None)
    if reader.round.page.get_parent().pk != link.event_id:
        raise Http404
    return reader
