"""uvicorn's HTTP protocol with a short way for votes: no scope, no task, one write for the answer.

``uvicorn live.asgi:application --http live.gateway.protocol:LiveProtocol``. The same parser reads every request.
A whole small POST to an address in the application's ``short_ways`` goes there; all else, also a vote in an unusual
form, goes the usual way through ASGI and gets the same answer. Without this protocol everything does.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.protocols.utils import is_ssl

from live.gateway.bodies import BODY_LIMIT

Headers = list[tuple[bytes, bytes]]
Reply = Callable[[int, Headers, bytes], None]  # status, headers with the length of the body, body


class ShortWay(Protocol):
    """What takes a request: its headers, its body, and what to call in the event loop with the answer, once."""

    def __call__(self, headers: Mapping[bytes, bytes], body: bytes, reply: Reply) -> None:
        """Take the request."""


class _Nobody:
    """An event that nobody waits for; uvicorn sets it when a request goes on."""

    def set(self) -> None:
        """Wake nobody."""


class ShortCycle:
    """One request on the short way, as far as uvicorn's protocol asks after it."""

    __slots__ = ("body", "disconnected", "headers", "keep_alive", "more_body", "protocol", "response_complete", "way")
    message_event = _Nobody()

    def __init__(
        self, protocol: "LiveProtocol", way: ShortWay, headers: Mapping[bytes, bytes], keep_alive: bool
    ) -> None:
        self.protocol = protocol
        self.way = way
        self.headers = headers
        self.body = b""
        self.keep_alive = keep_alive
        self.more_body = True
        self.disconnected = self.response_complete = False

    def reply(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer in one write, as uvicorn would have done in two."""
        if self.disconnected or self.response_complete:
            return
        protocol = self.protocol
        if protocol.transport.is_closing():
            return
        if any(name == b"connection" and value == b"close" for name, value in headers):
            self.keep_alive = False
        elif not self.keep_alive:
            headers = [*headers, (b"connection", b"close")]
        lines = b"".join([b"%b: %b\r\n" % header for header in headers])
        protocol.transport.write(b"%b%b%b\r\n%b" % (STATUS_LINE[status], protocol.default_lines(), lines, body))
        self.response_complete = True
        if not self.keep_alive:
            protocol.transport.close()
        protocol.on_response_complete()


def chunk_writer(send: Callable[..., Any]) -> Callable[[bytes], bool] | None:
    """How to hand a part of a started stream to uvicorn's transport without a task; None under another server.

    What ``send`` would write, as long as it would not have to wait: then the writer says False and does nothing.
    """
    cycle = getattr(send, "__self__", None)
    if not isinstance(cycle, RequestResponseCycle) or not cycle.chunked_encoding:
        return None
    flow, transport = cycle.flow, cycle.transport

    def write(part: bytes) -> bool:
        if flow.write_paused or cycle.disconnected or transport.is_closing():
            return False
        transport.write(b"%x\r\n%b\r\n" % (len(part), part))
        return True

    return write


class LiveProtocol(HttpToolsProtocol):
    """A connection of the live room."""

    _default_lines: tuple[Headers, bytes] = ([], b"")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._ways: Mapping[bytes, ShortWay] = getattr(self.app, "short_ways", {})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """As uvicorn does, without asking the kernel twice for addresses that the gateway never reads."""
        self.connections.add(self)
        self.transport = transport
        self.flow = FlowControl(transport)
        self.scheme = "https" if is_ssl(transport) else "http"

    def default_lines(self) -> bytes:
        """The lines that every answer has; uvicorn makes new ones each second, for the date."""
        headers = self.server_state.default_headers
        known, lines = LiveProtocol._default_lines
        if known is not headers:
            lines = b"".join([b"%b: %b\r\n" % header for header in headers])
            LiveProtocol._default_lines = (headers, lines)
        return lines

    def on_message_begin(self) -> None:
        """Leave the scope until it is known whether the request needs one."""
        self.url = b""
        self.expect_100_continue = False
        self.headers = []

    def on_headers_complete(self) -> None:
        """Send a vote the short way."""
        way = self._ways.get(self.url)
        if way is None or not self._is_short(headers := dict(self.headers)):
            kept = self.url, self.headers, self.expect_100_continue
            super().on_message_begin()
            self.url, self.headers, self.expect_100_continue = kept
            self.scope["headers"] = self.headers
            super().on_headers_complete()
        else:
            self.cycle = ShortCycle(self, way, headers, self.parser.should_keep_alive())  # type: ignore[assignment]

    def _is_short(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether this is a plain small POST, and nothing else is under way on this connection."""
        length = headers.get(b"content-length", b"")
        return (
            self.parser.get_method() == b"POST"
            and self.parser.get_http_version() == "1.1"
            and length.isdigit()
            and int(length) <= BODY_LIMIT
            and b"transfer-encoding" not in headers
            and not self.expect_100_continue
            and not self.parser.should_upgrade()
            and (self.cycle is None or self.cycle.response_complete)
        )

    def on_message_complete(self) -> None:
        """The request is whole."""
        cycle: Any = self.cycle
        super().on_message_complete()
        if type(cycle) is not ShortCycle or cycle.response_complete:
            return
        try:
            cycle.way(cycle.headers, bytes(cycle.body), cycle.reply)
        except Exception:  # as through ASGI; the parser would call it a bad request
            self.logger.exception("a request on the short way failed")
            cycle.reply(500, [(b"content-length", b"0"), (b"connection", b"close")], b"")
