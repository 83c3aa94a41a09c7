"""A file as an answer: to be saved, never shown by the browser as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.uploads import TYPES
from handouts.models import HandOut

NOTHING_RUNS = "default-src 'none'; sandbox"


def download(file: HandOut) -> HttpResponse:
    """To save, under a clean name; kept by nobody on the way, so that taking back works."""
    response = HttpResponse(bytes(file.content), content_type=TYPES[file.kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response
