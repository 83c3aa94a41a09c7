"""Where browsers reach the gateway: on an origin of its own, or behind the proxy on ours."""

from urllib.parse import urlencode

from django.conf import settings

from live.tokens import make_view_token


def vote_url() -> str:
    """Where messages are posted."""
    return f"{settings.LIVE_ORIGIN}/live/vote"


def stream_url(channel: str, view: str, *, needs_token: bool = False) -> str:
    """The event stream of a view. It carries no personal token; screens and remotes get one for the view."""
    query = {"view": view}
    if needs_token:
        query["token"] = make_view_token(channel, view)
    return f"{settings.LIVE_ORIGIN}/live/{channel}/events?{urlencode(query)}"
