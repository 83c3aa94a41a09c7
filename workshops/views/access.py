"""Who may open a sheet: whoever holds a link that works. No account, no cookie but the CSRF one."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from workshops.domain.cards import Conflict, HandedIn, UnknownCard
from workshops.domain.starring import TooManyPoints
from workshops.models import CaptureSheet

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's own script asks, rather than a browser that submits a form."""
    return request.headers.get("Accept", "").startswith("application/json")


def holder_of(purpose: LinkPurpose) -> Callable[[View], View]:
    """Views for who holds a link of this purpose; a link that does not work gets a friendly 404."""

    def with_sheet(view: View) -> View:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            try:
                sheet = _open(purpose, token)
            except Http404:
                return _refused(request)
            try:
                return view(request, sheet, token, **kwargs)
            except (HandedIn, UnknownCard, TooManyPoints) as refusal:
                code, status = REFUSALS[type(refusal)]
                return refuse(request, code, str(refusal), status)
            except Conflict as conflict:
                texts = {"theirs": conflict.theirs, "mine": conflict.mine, "version": conflict.version}
                return refuse(request, "conflict", str(conflict), 409, **texts)

        return opened

    return with_sheet


REFUSALS: dict[type[Exception], tuple[str, int]] = {
    HandedIn: ("handed-in", 423),
    UnknownCard: ("unknown-card", 404),
    TooManyPoints: ("too-many", 409),
}
with_sheet = holder_of(LinkPurpose.SCRIBE)
with_led_sheet = holder_of(LinkPurpose.LEADER)


def refuse(request: HttpRequest, code: str, message: str, status: int, **details: Any) -> HttpResponse:
    """Say no, to the script in JSON and to a person on a page that shows both texts."""
    if wants_json(request):
        return JsonResponse({"code": code, "message": message, **details}, status=status)
    match = request.resolver_match
    kwargs = dict(match.kwargs) if match else {}
    context = {
        "code": code,
        "message": message,
        "back": reverse(
            PAGES.get(str(match.url_name if match else ""), "workshops:scribe"), args=(kwargs.get("token", ""),)
        ),
        "address": _address_to_save(request, kwargs),
        "kept": [(name, value) for name, values in request.POST.lists() for value in values if name in KEPT],
        **details,
    }
    return render(request, "workshops/scribe/refused.html", context, status=status)


PAGES = {"leader_star": "workshops:leader", "leader_move": "workshops:leader", "leader_add": "workshops:leader"}
# What a refused form sends again when the scribe chooses her own text; the text itself she can edit.
KEPT = {
    "prompt",
    "number",
    "programme_item",
    "case",
    "attribution_kind",
    "sector",
    "attribution",
    "consent",
    "kind",
    "owners",
    "due_on",
    "period",
    "commissioned_by",
}


def _address_to_save(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    """Where "save my text" goes: a card that turned out to exist is changed, not added."""
    if "slug" in kwargs and "uid" not in kwargs and request.POST.get("uid"):
        with suppress(NoReverseMatch):
            return reverse("workshops:change_card", kwargs={**kwargs, "uid": request.POST["uid"]})
    return request.path


def _open(purpose: LinkPurpose, token: str) -> CaptureSheet:
    link = get_link_or_404(purpose, token)
    sheets = CaptureSheet.objects.select_related(
        "event", "workshop__round", "programme_item", "template", "running_note"
    ).prefetch_related("template__prompts", "workshop__cases__approved_version")
    return get_object_or_404(sheets, pk=link.target or 0, event=link.event_id)


def _refused(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        message = _("This link does not work any more.")
        return JsonResponse({"code": "link", "message": message}, status=404)
    return render(request, "workshops/scribe/closed.html", status=404)
