"""Which sites may show the big screen inside a page of theirs: a short list of exact origins per event."""

import ipaddress
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _

MOST_ORIGINS = 10
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_HOST = RegexValidator(r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z")


def read_origins(text: str) -> list[str]:
    """The origins in a text, one a line, each once. Raises ValidationError that names the line that is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ORIGINS:
        raise ValidationError(_("At most ten addresses."))
    return list(dict.fromkeys(read_origin(line) for line in lines))


def read_origin(line: str) -> str:
    """One exact origin: https with a name, or the own computer. Raises ValidationError.

    No path, no star and no other sign can get through, because what this gives stands in a response header.
    """
    try:
        parts = urlsplit(line)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise _wrong(line) from error
    if parts.username is not None or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise _wrong(line)
    shown = f"[{host}]" if ":" in host else host
    if parts.scheme not in ("http", "https") or (parts.scheme == "http" and shown not in LOCAL_HOSTS):
        raise ValidationError(
            _("“%(line)s”: only https is possible, or http on the own computer.") % {"line": line[:80]}
        )
    if shown not in LOCAL_HOSTS:
        _check_host(host, line)
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def _ascii_host(host: str) -> str:
    return host.encode("idna").decode("ascii").lower() if host and not host.isascii() else host.lower()


def _check_host(host: str, line: str) -> None:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        try:
            _HOST(host)
        except ValidationError as error:
            raise _wrong(line) from error


def _wrong(line: str) -> ValidationError:
    return ValidationError(
        _("“%(line)s” is not the address of a site. Write it like https://slides.example.nl and nothing more.")
        % {"line": line[:80]}
    )
