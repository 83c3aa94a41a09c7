"""The draft as a file for its readers, and the Word file that comes back."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reports.document import DocumentError
from reports.domain.redline.receiving import receive_file
from reports.domain.redline.sending import OFFERED, draft_file
from reports.domain.redline.showing import comparison_of
from reports.enums import ExportFormat
from reports.forms.redline import SendInForm
from reports.models import RedlineFile, SignOffReader
from reports.views.braking import DOWNLOADS, UPLOADS, too_many
from reports.views.reader import open_reader
from reports.wordfile.package import WordRefused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reader_files(request: HttpRequest, token: str) -> HttpResponse:
    """Download the draft, change it in a word processor, send it back."""
    reader = _reader(token)
    if reader is None:
        return render(request, "reports/signoff/closed.html", status=404)
    if request.method == "POST" and (wait := UPLOADS.wait_for(f"reader:{reader.pk}")):
        return too_many(request, reverse("reports:reader_files", args=[token]), wait)
    form = SendInForm(request.POST, request.FILES) if request.method == "POST" else SendInForm()
    if request.method == "POST" and not reader.may_answer:
        form.add_error(None, _("The time to answer has passed. Please contact the organiser."))
    elif request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            kept = receive_file(reader, upload.read(), name=upload.name, actor=None)
        except WordRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Your file is with the reporter. Below you see what was read in it."))
            return redirect("reports:reader_compared", token, kept.pk)
    context = {"reader": reader, "token": token, "form": form, "formats": OFFERED, "event": _event(reader)}
    context["files"] = RedlineFile.objects.filter(reader=reader).defer("content")
    return render(request, "reports/signoff/files.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def reader_draft(request: HttpRequest, token: str, file_format: str) -> HttpResponseBase:
    """The draft of the round in one of the formats that are offered."""
    reader = _reader(token)
    if reader is None or file_format not in OFFERED:
        raise Http404
    if wait := DOWNLOADS.wait_for(f"reader:{reader.pk}"):
        return too_many(request, reverse("reports:reader_files", args=[token]), wait)
    try:
        made = draft_file(reader.round, ExportFormat(file_format))
    except DocumentError:
        messages.error(request, _("The file could not be made. The organiser can help you."))
        return redirect("reports:reader_files", token)
    response = FileResponse(
        io.BytesIO(made.content), as_attachment=True, filename=made.filename, content_type=made.mime
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def reader_compared(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What was read in a file that the reader sent in."""
    reader = _reader(token)
    if reader is None:
        return render(request, "reports/signoff/closed.html", status=404)
    files = RedlineFile.objects.select_related("sent_in__revision", "sent_in__page").defer("content")
    file = get_object_or_404(files, pk=pk, reader=reader)
    context = {
        "reader": reader,
        "token": token,
        "event": _event(reader),
        "comparison": comparison_of(file, reader.round.page),
        "file": file,
    }
    return render(request, "reports/signoff/compared.html", context)


def _reader(token: str) -> SignOffReader | None:
    """The reader behind a link, when her round offers files."""
    try:
        reader = open_reader(token)
    except Http404:
        return None
    return reader if reader.round.offers_files else None


def _event(reader: SignOffReader) -> object:
    return reader.round.page.get_parent().specific
