"""Waking the worker: the broker only says that there is something to do (D8)."""

import logging

from celery import current_app
from django.db import connection, transaction

logger = logging.getLogger(__name__)


def wake_after_commit() -> None:
    """Wake the worker when this transaction commits; asked twice in one transaction, it wakes once."""
    if not any(callback is _wake_worker for _, callback, *_ in connection.run_on_commit):
        transaction.on_commit(_wake_worker, robust=True)


def _wake_worker() -> None:
    """Tell the worker that there is mail. A broker that is away costs at most until the next sweep."""
    send_task("mailing.tasks.deliver_outbox")


def send_task(name: str, *arguments: int) -> None:
    """Ask for a task; what a lost request leaves behind is found by a sweep."""
    try:
        current_app.send_task(name, args=arguments, retry=False, ignore_result=True)
    except Exception as error:
        logger.warning("The worker could not be woken; the sweep will do it: %s", type(error).__name__)
