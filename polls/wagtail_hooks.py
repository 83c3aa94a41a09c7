"""Registers the organisers' pages with Wagtail."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from polls.viewsets.polls import PollViewSet


@hooks.register("register_admin_urls")
def register_room_urls() -> list[URLResolver]:
    """The room of an event, and the questions of its polls."""
    return [
        path("bijeenkomsten/<pk:event_id>/zaal/", include("polls.admin_urls")),
        path("bijeenkomsten/<pk:event_id>/peilingen/<pk:poll_id>/vragen/", include("polls.question_urls")),
    ]


@hooks.register("register_admin_viewset")
def register_poll_viewset() -> PollViewSet:
    """The polls of an event."""
    return PollViewSet()
