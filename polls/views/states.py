"""The room's state as JSON for pages that cannot reach the gateway: asked for every few seconds."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.translation import get_language

from live.channels import read_version
from polls.domain.voters import room_channel
from polls.models import Room
from polls.stages import kept_phone_stage


def phone_state_response(request: HttpRequest, room: Room) -> HttpResponse:
    """The drawn stage for phones. The room's version tells whether anything changed, so 304 costs one small query."""
    language = get_language() or settings.LANGUAGE_CODE
    etag = f'"{read_version(room_channel(room.event_id)).version}-{language}"'
    if request.headers.get("If-None-Match") == etag:
        return _uncached(HttpResponseNotModified(), etag)
    return _uncached(JsonResponse(kept_phone_stage(room, language), json_dumps_params={"separators": (",", ":")}), etag)


def state_response(request: HttpRequest, snapshot: dict[str, Any]) -> HttpResponse:
    """The state for screens and remotes, whose numbers move without a new version."""
    body = json.dumps(snapshot, sort_keys=True, separators=(",", ":"))
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == etag:
        return _uncached(HttpResponseNotModified(), etag)
    return _uncached(HttpResponse(body, content_type="application/json"), etag)


def _uncached(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-store"
    return response
