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
    """What a higher app shows on its channels."""

    open_views: frozenset[str]  # anyone with the channel's name may watch
    token_views: frozenset[str]  # the address carries a view token (live.tokens)

    def knows(self, channel: str) -> bool:
        """Whether the channel exists; runs in the event loop, so without a query."""

    def snapshot(self, channel: str, view: str) -> Snapshot | None:
        """What the view shows now; None when there is nothing (any more). Runs in the watcher's thread."""


class TakingSource(Source, Protocol):
    """A source that also takes messages from people. There is one: messages name no channel, so none is looked up."""

    def read(self, fields: Mapping[str, Any]) -> Any:
        """Check a message and make it ready to be written. Runs in the event loop, so without a query.

        Raises Refused.
        """

    def write(self, messages: Sequence[Any]) -> list[Answer]:
        """Write a batch durably and answer each message in order. Runs in the writer's thread."""


class Sources:
    """The sources of a process, by the beginning of their channels: what stands before the colon, or nothing."""

    def __init__(self, taking: TakingSource | None = None, others: Mapping[str, Source] | None = None) -> None:
        self.taking = taking
        self._by_prefix: dict[str, Source] = {**({"": taking} if taking else {}), **(others or {})}

    def of(self, channel: str) -> Source | None:
        """The source of a channel; None when nobody shows it. One look-up, whatever the number of sources."""
        prefix, colon, _rest = channel.partition(":")
        return self._by_prefix.get(prefix if colon else "")

    def add(self, prefix: str, source: Source) -> None:
        """Give the channels that begin with ``prefix:`` a source."""
        if not prefix:
            raise ValueError("Only the source that takes messages has channels without a prefix.")
        self._by_prefix[prefix] = source

    def take(self, source: TakingSource) -> None:
        """Give the channels without a prefix, and the messages, to a source; an earlier one is replaced."""
        self.taking = self._by_prefix[""] = source


_sources = Sources()


def register(source: TakingSource) -> None:
    """Make the source known that takes messages and shows the channels without a prefix."""
    _sources.take(source)


def register_channels(prefix: str, source: Source) -> None:
    """Make the source known that shows the channels named ``prefix:…``."""
    _sources.add(prefix, source)


def registered() -> Sources:
    """The sources that were registered."""
    return _sources
