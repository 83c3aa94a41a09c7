"""The gateway's side of HTTP: two hot routes, raw ASGI, no cookies, no sessions."""

import asyncio
import json
import logging
import random
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from django.conf import settings

from core.tokens import BadToken
from live.gateway.hub import Client, Key
from live.gateway.watcher import Watcher
from live.gateway.writer import QueueFull, Writer
from live.registry import Answer, Refused, Source, registered
from live.tokens import read_view_token

logger = logging.getLogger(__name__)
BODY_LIMIT = 4096
SWITCH_SECONDS = 0.001  # the writer's thread gives way to the event loop sooner than Python's 5 ms

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

RECEIVED = b'{"received":true}'
JSON = (b"content-type", b"application/json")
NO_STORE = (b"cache-control", b"no-store")
RECEIVED_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [JSON, NO_STORE, (b"content-length", b"%d" % len(RECEIVED))],
}
RECEIVED_BODY = {"type": "http.response.body", "body": RECEIVED}
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


class TooLarge(Exception):
    """The body is larger than any message can be."""


class Gateway:
    """The ASGI application. Its threads start with the server's lifespan."""

    def __init__(self, source: Source | None = None, queue_limit: int | None = None) -> None:
        self._source = source
        self._queue_limit = queue_limit
        self._origins = {origin.encode() for origin in [settings.PUBLIC_ORIGIN, *settings.CSRF_TRUSTED_ORIGINS]}
        self._tasks: list[asyncio.Task[None]] = []
        self._ready = False

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
        self.source = self._source or registered()
        limit = {} if self._queue_limit is None else {"limit": self._queue_limit}
        self.writer = Writer(self.source, loop, **limit)
        self.watcher = Watcher(self.source, loop)
        self.writer.start()
        self.watcher.start()
        hub = self.watcher.hub
        self._tasks = [loop.create_task(hub.keep_alive()), loop.create_task(hub.clean())]
        self._ready = True

    async def _shut_down(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.to_thread(self.writer.stop)
        await asyncio.to_thread(self.watcher.stop)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, path, headers = scope["method"], scope["path"], dict(scope["headers"])
        cors = self._cors(headers)
        if method == "POST" and path == "/live/vote":
            await self._take(receive, send, headers, cors)
        elif method == "OPTIONS":
            await _send(send, 204, b"", [*cors, *(PREFLIGHT if cors else [])])
        elif path == "/live/vote":
            await _error(send, Answer(405, "method"), [*cors, (b"allow", b"POST, OPTIONS")])
        elif method != "GET":
            await _error(send, Answer(405, "method"), [*cors, (b"allow", b"GET, OPTIONS")])
        elif path.startswith("/live/") and path.endswith("/events"):
            await self._stream(scope, receive, send, path[6:-7], cors)
        elif path == "/live/hello":
            await _send(send, 200, RECEIVED, [JSON])
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
        await _send(send, 200 if alive else 503, json.dumps(state).encode(), [JSON, NO_STORE])

    async def _take(self, receive: Receive, send: Send, headers: Mapping[bytes, bytes], cors: Headers) -> None:
        """One message: read, queue, and answer only once it is committed."""
        try:
            fields = _fields(await _body(receive, headers), headers.get(b"content-type", b""))
            answer = await self.writer.submit(self.source.read(fields))
        except TooLarge:
            await _error(send, Answer(413, "too-large"), [*cors, (b"connection", b"close")])
            return
        except ValueError:
            answer = Answer(400, "unreadable")
        except Refused as refusal:
            answer = refusal.answer
        except QueueFull:
            answer = Answer(503, "busy")
        if answer.status != 200:
            await _error(send, answer, cors)
        elif cors:
            await _send(send, 200, RECEIVED, [JSON, NO_STORE, *cors])
        else:
            await send(RECEIVED_START)
            await send(RECEIVED_BODY)

    async def _stream(self, scope: Scope, receive: Receive, send: Send, channel: str, cors: Headers) -> None:
        """One event stream, until the client goes or is dropped."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        view = query.get("view", ["phone"])[0]
        if not self.source.knows(channel) or view not in self.source.open_views | self.source.token_views:
            await _error(send, Answer(404, "not-found"), cors)
            return
        revocations: int | None = None
        if view in self.source.token_views:
            try:
                revocations = read_view_token(channel, view, query.get("token", [""])[0])
                if revocations < self.watcher.hub.revocations.get(channel, 0):
                    raise BadToken("revoked")
            except BadToken:
                await _error(send, Answer(401, "token"), cors)
                return
        await send({"type": "http.response.start", "status": 200, "headers": [*STREAM_HEADERS, *cors]})
        retry = b"retry: %d\n\n" % random.randint(2000, 6000)  # noqa: S311 (spreads reconnects, no secret)
        await send({"type": "http.response.body", "body": retry, "more_body": True})
        key, client = Key(channel, view), Client(send, _abort(send), revocations)
        self.watcher.hub.join(key, client)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:  # the server stops; thousands of streams end without a word in the log
            client.abort()
            await asyncio.sleep(0)
        finally:
            self.watcher.hub.leave(key, client)


def _abort(send: Send) -> Callable[[], None]:
    """How to end a stream whose other side does not read: ASGI has no word for it, uvicorn's transport has."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is not None:
        return transport.abort
    task = asyncio.current_task()

    def cancel() -> None:
        if task is not None:
            task.cancel()

    return cancel


async def _body(receive: Receive, headers: Mapping[bytes, bytes]) -> bytes:
    """The request's body. Raises TooLarge before reading more than a message can be."""
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > BODY_LIMIT:
        raise TooLarge
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ValueError("gone")
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise TooLarge
        if not message.get("more_body", False):
            return body


def _fields(body: bytes, content_type: bytes) -> Mapping[str, Any]:
    """The fields of a JSON object or a form. Raises ValueError for anything else."""
    if content_type.startswith(b"application/json"):
        try:
            fields = json.loads(body)
        except RecursionError as error:
            raise ValueError("too deep") from error
        if not isinstance(fields, dict):
            raise ValueError("not an object")
        return fields
    text = body.decode()
    if "%" in text or "+" in text:
        return dict(parse_qsl(text, max_num_fields=16))
    pairs = text.split("&", 16)  # what our own pages send needs no unquoting
    if len(pairs) > 16:
        raise ValueError("too many fields")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


async def _error(send: Send, answer: Answer, headers: Headers) -> None:
    extra: Headers = [(b"retry-after", b"%d" % random.randint(1, 3))] if answer.status == 503 else []  # noqa: S311
    body = json.dumps({"received": False, "error": answer.code}).encode()
    await _send(send, answer.status, body, [JSON, NO_STORE, *extra, *headers])


async def _send(send: Send, status: int, body: bytes, headers: Headers) -> None:
    length = [] if status == 204 else [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body})
