"""gunicorn's settings for the main door, embedded and in production; the command line overrides them."""

import os
from pathlib import Path
from typing import Any

from core.serve.lifeline import die_with_parent

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 6
keepalive = 5
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  heartbeat files, not data
control_socket_disable = True

# No access log: the addresses of participants' pages carry their personal token.
accesslog = None
errorlog = "-"
logconfig_dict = {
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "handlers": ["error_console"], "propagate": False},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns about every answer to HEAD
    },
    "formatters": {
        "generic": {
            "()": "core.logs.TokenFreeFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
}

# Longer than any address or header of ours; bodies are limited by DATA_UPLOAD_MAX_MEMORY_SIZE and the proxy.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190


def post_fork(server: Any, worker: Any) -> None:
    """A worker whose master is killed is gone at once and gives the port back."""
    die_with_parent(server.pid)
