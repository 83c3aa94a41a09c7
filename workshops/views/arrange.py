"""Putting cards of all rooms in groups: a page by link for who arranges them, with forms and buttons only."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from events.models import EventPage
from workshops.domain import clusters
from workshops.domain.arranging import arrangement_of
from workshops.forms.clusters import MergeClustersForm, MoveCardsForm, NewClusterForm, TitleForm

Step = Callable[..., str]


@never_cache
@require_safe
def arrange_page(request: HttpRequest, token: str) -> HttpResponse:
    """The cards under one prompt: suggestions, groups, loose cards."""
    return _page(request, _event(token), token, request.GET.get("onderdeel", ""))


def _event(token: str) -> EventPage:
    return get_link_or_404(LinkPurpose.ARRANGE, token).event


def _page(
    request: HttpRequest, event: EventPage, token: str, prompt_key: str, status: int = 200, **kept: Any
) -> HttpResponse:
    arrangement = arrangement_of(event, prompt_key)
    context = {"event": event, "token": token, "arrangement": arrangement, "uid": uuid4(), **kept}
    return render(request, "workshops/arrange/page.html", context, status=status)


def _step(step: Step) -> Callable[..., HttpResponse]:
    """A view that does one thing by POST and goes back to the prompt; what cannot be done is said there."""

    @never_cache
    @require_POST
    @wraps(step)
    def view(request: HttpRequest, token: str, key: str, **kwargs: Any) -> HttpResponse:
        event = _event(token)
        try:
            message = step(request, event, key, **kwargs)
        except (clusters.ClusterError, Invalid) as error:
            kept = {"title": request.POST.get("title", ""), "chosen": set(request.POST.getlist("cards"))}
            return _page(request, event, token, key, status=422, error=str(error), **kept)
        messages.success(request, message)
        return HttpResponseRedirect(f"{reverse('workshops:arrange', args=(token,))}?onderdeel={key}")

    return view


class Invalid(Exception):
    """What was filled in is not right; the message says what."""


def _cleaned(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data


@_step
def make_cluster(request: HttpRequest, event: EventPage, key: str) -> str:
    """A new group of the chosen cards."""
    found = _cleaned(NewClusterForm(request.POST))
    clusters.make_cluster(event, key, found["cards"], found["title"], uid=found["uid"])
    return _("The group was made.")


@_step
def move_cards(request: HttpRequest, event: EventPage, key: str) -> str:
    """The chosen cards to another group, to a new one, or loose."""
    if "new" in request.POST:
        found = _cleaned(NewClusterForm(request.POST))
        clusters.make_cluster(event, key, found["cards"], found["title"], uid=found["uid"])
        return _("The group was made.")
    found = _cleaned(MoveCardsForm(request.POST))
    clusters.move_cards(event, key, found["cards"], found["into"])
    return _("Moved.")


@_step
def rename_cluster(request: HttpRequest, event: EventPage, key: str, uid: UUID) -> str:
    """Another title."""
    clusters.rename_cluster(event, uid, _cleaned(TitleForm(request.POST))["title"])
    return _("Saved.")


@_step
def merge_clusters(request: HttpRequest, event: EventPage, key: str, uid: UUID) -> str:
    """All its cards into another group."""
    clusters.merge_clusters(event, uid, _cleaned(MergeClustersForm(request.POST))["into"])
    return _("The groups were put together.")


@_step
def dissolve_cluster(request: HttpRequest, event: EventPage, key: str, uid: UUID) -> str:
    """Take a group apart."""
    clusters.dissolve_cluster(event, uid)
    return _("The cards stand loose again.")
