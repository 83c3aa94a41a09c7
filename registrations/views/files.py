"""Files that only some people may have, as an answer: to be saved, never shown by the browser as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from registrations.models import StoredFile

NOTHING_RUNS = "default-src 'none'; sandbox"


def file_response(file: StoredFile) -> HttpResponse:
    """A stored file to save, under the name it came with."""
    return _saved(HttpResponse(bytes(file.content), content_type=file.content_type), file.name)


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to save."""
    return _saved(HttpResponse(pdf, content_type="application/pdf"), name)


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
