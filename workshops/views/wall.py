"""The outcome wall: a screen in a room, opened by its own link. It only shows."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from live.channels import read_version
from workshops.domain.sheets import wall_channel
from workshops.domain.walls import wall_of
from workshops.models import CaptureSheet
from workshops.source import wall_stream

BY_PROMPT = "onderdeel"


@never_cache
@require_safe
def wall_page(request: HttpRequest, token: str) -> HttpResponse:
    """All cards of a room, or of all rooms; ``?deel`` gives only the part that changes, for the page's own script."""
    link = get_link_or_404(LinkPurpose.WALL, token)
    sheets = CaptureSheet.objects.select_related("workshop", "programme_item")
    sheet = get_object_or_404(sheets, event=link.event_id, pk=link.target) if link.target else None
    by_prompt = request.GET.get("per") == BY_PROMPT
    context: dict[str, Any] = {
        "wall": wall_of(link.event, sheet, by_cluster=not by_prompt),
        "by_prompt": by_prompt,
        "event": link.event,
        "sheet": sheet,
        "token": token,
    }
    if "deel" in request.GET:
        return render(request, "workshops/wall/cards.html", context)
    context |= {"stream": wall_stream(link.event_id), "version": read_version(wall_channel(link.event_id)).version}
    return render(request, "workshops/wall/page.html", context)


@never_cache
@require_safe
def wall_state(request: HttpRequest, token: str) -> HttpResponse:
    """Whether there is something new, and where to follow it, for a screen that lost the gateway."""
    link = get_link_or_404(LinkPurpose.WALL, token)
    version = read_version(wall_channel(link.event_id)).version
    return JsonResponse({"version": version, "stream": wall_stream(link.event_id)})
