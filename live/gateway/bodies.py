"""What a small message looks like on the line: a form or a JSON object of at most 4 KiB."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

BODY_LIMIT = 4096

Receive = Callable[[], Awaitable[dict[str, Any]]]


class TooLarge(Exception):
    """The body is larger than any message can be."""


async def read_body(receive: Receive, headers: Mapping[bytes, bytes]) -> bytes:
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


def read_fields(body: bytes, content_type: bytes) -> Mapping[str, Any]:
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
