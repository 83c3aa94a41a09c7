"""The room's state as JSON for pages that cannot reach the gateway: asked for every few seconds."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse


def state_response(request: HttpRequest, snapshot: dict[str, Any]) -> HttpResponse:
    """The snapshot, or 304 when the page has it already. Never kept by a cache."""
    body = json.dumps(snapshot, sort_keys=True, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    response: HttpResponse
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = JsonResponse(snapshot, json_dumps_params={"separators": (",", ":")})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-store"
    return response
