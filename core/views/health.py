"""Answers for machines that watch: is the process there, and can it do its work?"""

import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

logger = logging.getLogger(__name__)
_migrated: set[str] = set()


def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when databases, migrations and broker are in order, 503 otherwise.

    Failures are named by one word; the cause stands in the log, not in the answer.
    """
    checks: dict[str, str] = {}
    for alias in connections:
        checks[f"database:{alias}"] = _attempt(partial(_check_database, alias))
    for alias in connections:
        checks[f"migrations:{alias}"] = _attempt(partial(_check_migrations, alias))
    checks["broker"] = _attempt(_check_broker)
    is_ready = all(outcome == "ok" for outcome in checks.values())
    status = {"status": "ok" if is_ready else "unavailable", "checks": checks}
    return JsonResponse(status, status=200 if is_ready else 503)


class NotReady(Exception):
    """A check found something out of order; the message is one safe word."""


def _attempt(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as reason:
        return str(reason)
    except Exception:
        logger.warning("Not ready: %s", check, exc_info=True)
        return "unreachable"
    return "ok"


def _check_database(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1")


def _check_migrations(alias: str) -> None:
    if alias in _migrated:  # reading the whole graph is dear, and what is applied stays applied
        return
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("pending")
    _migrated.add(alias)


def _check_broker() -> None:
    if settings.REDIS_URL:
        import redis

        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
            client.ping()
        return
    folder = Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise NotReady("missing")
