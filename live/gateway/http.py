"""The gateway's side of HTTP: two hot routes, raw ASGI, no cookies, no sessions."""

import asyncio
import json
import logging
import random
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from core.tokens import BadToken
from live.gateway.bodies import Receive, TooLarge, read_body, read_fields
from live.gateway.hub import Client, Key
from live.gateway.memory import collect_when_quiet, spare_the_streams
from live.gateway.protocol import Headers, Reply, ShortWay, chunk_writer
from live.gateway.watcher import Watcher
from live.gateway.writer import BUSY, QueueFull, Writer
from live.registry import Answer, Refused, Sources, TakingSource, registered
from live.tokens import read_view_token

logger = logging.getLogger(__name__)
STREAM_BUFFER = 64 * 1024  # bytes the kernel keeps for a stream; without it, megabytes for who never reads
SWITCH_SECONDS = 0.001  # the writer's thread gives way to the event loop sooner than Python's 5 ms

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]

RECEIVED = b'{"received":true}'
JSON = (b"content-type", b"application/json")
NO_STORE = (b"cache-control", b"no-store")
RECEIVED_HEADERS: Headers = [JSON, NO_STORE, (b"content-length", b"%d" % len(RECEIVED))]
HELLO_HEADERS: Headers = [JSON, RECEIVED_HEADERS[-1]]
UNREADABLE = Answer(400, "unreadable")
STREAM_HEADERS: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
PREFLIGHT: Headers = [
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"7200"),
]


class Gateway:
    """The ASGI application. Its threads start with the server's lifespan."""

    def __init__(self, source: TakingSource | None = None, queue_limit: int | None = None) -> None:
        self._sources = Sources(source) if source else registered()
        self._queue_limit = queue_limit
        self._origins = {origin.encode() for origin in [settings.PUBLIC_ORIGIN, *settings.CSRF_TRUSTED_ORIGINS]}
        self._tasks: list[asyncio.Task[None]] = []
        self._ready = False
        self.short_ways: dict[bytes, ShortWay] = {b"/live/vote": self.take}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's lifespan."""
        if scope["type"] == "http":
            await self._route(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self._shut_down()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _start(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        loop = asyncio.get_running_loop()
        if self._sources.taking is None:
            raise RuntimeError("No app registered a source that takes messages.")
        self.source = self._sources.taking
        limit = {} if self._queue_limit is None else {"limit": self._queue_limit}
        self.writer = Writer(self.source, loop, **limit)
        self.watcher = Watcher(self._sources, loop)
        self.writer.start()
        self.watcher.start()
        hub = self.watcher.hub
        keepers = [hub.keep_alive(), hub.clean(), collect_when_quiet(lambda: self.writer.taken)]
        self._tasks = [loop.create_task(keeper) for keeper in keepers]
        spare_the_streams()
        self._ready = True

    async def _shut_down(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.to_thread(self.writer.stop)
        await asyncio.to_thread(self.watcher.stop)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, path, headers = scope["method"], scope["path"], dict(scope["headers"])
        cors = self._cors(headers)
        way = self.short_ways.get(path.encode()) if method == "POST" else None
        if way is not None:
            await self._short(way, receive, send, headers)
        elif method == "OPTIONS":
            await _send(send, 204, [*cors, *(PREFLIGHT if cors else [])], b"")
        elif path == "/live/vote":
            await _error(send, Answer(405, "method"), [*cors, (b"allow", b"POST, OPTIONS")])
        elif method != "GET":
            await _error(send, Answer(405, "method"), [*cors, (b"allow", b"GET, OPTIONS")])
        elif path.startswith("/live/") and path.endswith("/events"):
            await self._stream(scope, receive, send, path[6:-7], cors)
        elif path == "/live/hello":
            await _send(send, 200, HELLO_HEADERS, RECEIVED)
        elif path == "/live/healthz":
            await self._health(send)
        else:
            await _error(send, Answer(404, "not-found"), cors)

    def _cors(self, headers: Mapping[bytes, bytes]) -> Headers:
        """Only pages of our own origin may read answers; no credentials travel."""
        origin = headers.get(b"origin")
        if origin is not None and origin in self._origins:
            return [(b"access-control-allow-origin", origin), (b"vary", b"origin")]
        return []

    async def _health(self, send: Send) -> None:
        alive = self._ready and self.writer.is_alive and self.watcher.is_alive
        state = {
            "status": "ok" if alive else "failing",
            "clients": self.watcher.hub.client_count,
            "waiting": self.writer.waiting,
        }
        body = json.dumps(state).encode()
        await _send(send, 200 if alive else 503, [JSON, NO_STORE, (b"content-length", b"%d" % len(body))], body)

    def take(self, headers: Mapping[bytes, bytes], body: bytes, reply: Reply) -> None:
        """One message: read, queue, and answer only once it is committed."""
        origin = headers.get(b"origin")
        cors = self._cors(headers) if origin is not None else []

        def answer(found: Answer) -> None:
            if found.status != 200:
                reply(*_refusal(found, cors))
            else:
                reply(200, [*RECEIVED_HEADERS, *cors] if cors else RECEIVED_HEADERS, RECEIVED)

        try:
            self.writer.submit(self.source.read(read_fields(body, headers.get(b"content-type", b""))), answer)
        except ValueError:
            answer(UNREADABLE)
        except Refused as refusal:
            answer(refusal.answer)
        except QueueFull:
            answer(BUSY)

    async def _short(self, way: ShortWay, receive: Receive, send: Send, headers: Mapping[bytes, bytes]) -> None:
        """A request that could have gone the short way, through ASGI."""
        try:
            body = await read_body(receive, headers)
        except TooLarge:
            await _send(send, *_refusal(Answer(413, "too-large"), [*self._cors(headers), (b"connection", b"close")]))
            return
        except ValueError:
            await _send(send, *_refusal(UNREADABLE, self._cors(headers)))
            return
        replied: asyncio.Future[tuple[int, Headers, bytes]] = asyncio.get_running_loop().create_future()

        def reply(*parts: Any) -> None:
            if not replied.done():
                replied.set_result(parts)

        way(headers, body, reply)
        await _send(send, *await replied)

    async def _stream(self, scope: Scope, receive: Receive, send: Send, channel: str, cors: Headers) -> None:
        """One event stream, until the client goes or is dropped."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        view = query.get("view", ["phone"])[0]
        source = self._sources.of(channel)
        if source is None or not source.knows(channel) or view not in source.open_views | source.token_views:
            await _error(send, Answer(404, "not-found"), cors)
            return
        revocations: int | None = None
        if view in source.token_views:
            try:
                revocations = read_view_token(channel, view, query.get("token", [""])[0])
                if revocations < self.watcher.hub.revocations.get(channel, 0):
                    raise BadToken("revoked")
            except BadToken:
                await _error(send, Answer(401, "token"), cors)
                return
        _bound_buffer(send)
        await send({"type": "http.response.start", "status": 200, "headers": [*STREAM_HEADERS, *cors]})
        retry = b"retry: %d\n\n" % random.randint(2000, 6000)  # noqa: S311 (spreads reconnects, no secret)
        await send({"type": "http.response.body", "body": retry, "more_body": True})
        key, client = Key(channel, view), Client(send, _abort(send), revocations, chunk_writer(send))
        self.watcher.hub.join(key, client)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:  # the server stops; thousands of streams end without a word in the log
            client.abort()
            await asyncio.sleep(0)
        finally:
            self.watcher.hub.leave(key, client)


def _transport(send: Send) -> Any:
    """uvicorn's transport behind this connection; None under another server."""
    return getattr(getattr(send, "__self__", None), "transport", None)


def _bound_buffer(send: Send) -> None:
    """Let the kernel keep little for a stream, so that who never reads is found out soon and costs little."""
    transport = _transport(send)
    line = transport.get_extra_info("socket") if transport is not None else None
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, STREAM_BUFFER)


def _abort(send: Send) -> Callable[[], None]:
    """How to end a stream whose other side does not read: ASGI has no word for it, uvicorn's transport has."""
    transport = _transport(send)
    if transport is not None:
        return transport.abort
    task = asyncio.current_task()

    def cancel() -> None:
        if task is not None:
            task.cancel()

    return cancel


def _refusal(answer: Answer, headers: Headers) -> tuple[int, Headers, bytes]:
    """Status, headers and body of an answer that is not "received"."""
    extra: Headers = [(b"retry-after", b"%d" % random.randint(1, 3))] if answer.status == 503 else []  # noqa: S311
    body = json.dumps({"received": False, "error": answer.code}).encode()
    return answer.status, [JSON, NO_STORE, (b"content-length", b"%d" % len(body)), *extra, *headers], body


async def _error(send: Send, answer: Answer, headers: Headers) -> None:
    await _send(send, *_refusal(answer, headers))


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
