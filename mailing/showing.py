"""What the app shows in the workspace of an event: mail that waits, that came back, and the way to all of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from core.sections import WORKSPACE, Section, register
from mailing.enums import MessageState
from mailing.models import OutboxMessage


def register_sections() -> None:
    """Tell the workspace what this app has to show."""
    register(WORKSPACE, workspace_section)


def workspace_section(request: HttpRequest | None, event: Any) -> Iterable[Section]:
    """Numbers of mails per state. One query."""
    rows = OutboxMessage.objects.filter(event=event).order_by().values_list("state").annotate(number=Count("pk"))
    counted = dict(rows)
    numbers = [(state, counted[state]) for state in MessageState if counted.get(state)]
    return [Section("mailing/sections/workspace.html", {"event": event, "numbers": numbers}, order=40)]
