"""Uploaded pictures on the embedded server; in production the proxy or the object store serves them."""

import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# Documents have rules about who may see them; Wagtail's own view under /documenten/ keeps those.
PRIVATE_FOLDERS = {"documents"}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_ROOT. 404 outside it, for documents, and wherever SERVE_MEDIA is off."""
    cleaned = posixpath.normpath(path).lstrip("/")
    if not settings.SERVE_MEDIA or "\x00" in path or cleaned.split("/")[0] in PRIVATE_FOLDERS:
        raise Http404
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, OSError) as error:  # outside the folder, or no name a file can have
        raise Http404 from error
    if isinstance(response, FileResponse):
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        response.headers["Cache-Control"] = "public, max-age=86400"
    return response
