"""How a higher app puts something on screens at once: it registers a source from its ``ready()``.

A source says which channels exist, what each view of a channel shows now, and takes the small messages
that people send back. The gateway knows nothing else of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sender is told: an HTTP status, and a code when the message was refused."""

    status: int
    code: str = ""


class Refused(Exception):
    """The message is refused before it is written."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a view shows now. ``pulse`` gives the fields that change by themselves, several times a second."""

    data: Mapping[str, Any]
    pulse: Callable[[], Mapping[str, Any]] | None = None


class Source(Protocol):
    """What a higher app shows on channels and takes from people."""

    open_views: frozenset[str]  # anyone with the channel's name may watch
    token_views: frozenset[str]  # the address carries a view token (live.tokens)

    def knows(self, channel: str) -> bool:
        """Whether the channel exists; runs in the event loop, so without a query."""

    def snapshot(self, channel: str, view: str) -> Snapshot | None:
        """What the view shows now; None when there is nothing (any more). Runs in the watcher's thread."""

    def read(self, fields: Mapping[str, Any]) -> Any:
        """Check a message and make it ready to be written. Runs in the event loop, so without a query.

        Raises Refused.
        """

    def write(self, messages: Sequence[Any]) -> list[Answer]:
        """Write a batch durably and answer each message in order. Runs in the writer's thread."""


_sources: list[Source] = []


def register(source: Source) -> None:
    """Make a source known to the gateway. There is one; a second registration replaces it."""
    _sources[:] = [source]


def registered() -> Source:
    """The source that was registered."""
    return _sources[0]
