"""Opens views by personal token; a link that leads nowhere gets a page that helps, never a bare 404."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from registrations.domain.links import find_by_token
from registrations.forms import LostLinkForm
from registrations.models import Registration

P = ParamSpec("P")


def personal(
    view: Callable[Concatenate[HttpRequest, Registration, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Opens a view by personal token; nobody keeps or indexes the page, no other site learns the address."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        registration = find_by_token(token)
        response = unknown_link(request) if registration is None else view(request, registration, *args, **kwargs)
        return kept_private(response)

    return opened


def unknown_link(request: HttpRequest) -> HttpResponse:
    """The page for a link that is wrong, withdrawn or older than the data: 404, with the way to a new one."""
    return render(request, "registrations/unknown_link.html", {"form": LostLinkForm()}, status=404)


def kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """The headers of every page behind a personal link."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def token_in(request: HttpRequest) -> str:
    """The token in the address of this request."""
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
