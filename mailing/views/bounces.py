"""Where a mail server or a provider reports refusals, with a secret."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mailing.domain.refusals import LARGEST, Refusal, is_ours, note_refusal, read_report

MOST_REPORTS = 1000


@csrf_exempt
@require_POST
def bounces(request: HttpRequest) -> HttpResponse:
    """Takes a report as it came (``message/rfc822``), or JSON; answers how many messages it marked.

    JSON: one object or a list of ``{"message_id", "action", "status", "diagnostic"}`` as RFC 3464 names
    them. The secret travels as ``Authorization: Bearer …``. Without a secret set, the address does not exist.
    """
    if not settings.BOUNCE_SECRET:
        raise Http404
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not is_ours(secret.strip()):
        return JsonResponse({"error": "The secret is missing or wrong."}, status=401)
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return JsonResponse({"error": "Too large."}, status=413)
    if request.content_type == "application/json":
        refusals = _from_json(request.body)
        if refusals is None:
            return JsonResponse({"error": "Send an object or a list of objects with a message_id."}, status=400)
    else:
        report = read_report(request.body)
        refusals = [report] if report else []
    return JsonResponse({"marked": sum(note_refusal(refusal) for refusal in refusals)})


def _from_json(body: bytes) -> list[Refusal] | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    rows = data if isinstance(data, list) else [data]
    if not rows or len(rows) > MOST_REPORTS or not all(isinstance(row, dict) and row.get("message_id") for row in rows):
        return None
    return [_refusal(row) for row in rows]


def _refusal(row: dict[str, Any]) -> Refusal:
    message_id = _clean(row["message_id"]).strip().strip("<>")[:250]
    return Refusal(
        message_ids=frozenset({f"<{message_id}>"}),
        tokens=frozenset(),
        has_failed=str(row.get("action", "failed")).lower() == "failed",
        status=_clean(row.get("status", ""))[:12],
        diagnostic=" ".join(_clean(row.get("diagnostic", "")).split()),
    )


def _clean(value: Any) -> str:
    """As text that any database takes: no NUL, no half characters."""
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()
