"""Whether the addresses that the embedded runtime needs are free."""

import errno
import socket


class PortProblem(Exception):
    """A port cannot be used; the message says which and what to do."""


def require_free(host: str, *ports: int) -> None:
    """Raise PortProblem for the first port that cannot be listened on."""
    for port in ports:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise PortProblem(_explain(error, host, port)) from error


def _explain(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what listens there, or choose another: serve --port {port + 10}."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have. Choose one above 1024: serve --port 8000."
    return f"Cannot listen on {host}:{port}: {error.strerror}."
