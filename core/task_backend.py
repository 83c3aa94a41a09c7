"""Wagtail's background tasks run on Celery, once the data they are about is committed (DESIGN D8)."""

import logging
from functools import partial
from typing import Any

from celery import shared_task
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id
from kombu.exceptions import KombuError, OperationalError

logger = logging.getLogger(__name__)


@shared_task(name="core.run_task")
def run_task(module_path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Call the function of a ``django_tasks`` task by its dotted path."""
    task = import_string(module_path)
    if not isinstance(task, Task):
        raise TypeError(f"{module_path} is not a task")
    _call(task, args, kwargs)


def _call(task: Task, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run a task, all or nothing, and once more when it met another one.

    Two workers that put the same page in the search index at once both find it missing and both insert it; the
    second then fails on the unique key. In a transaction tasks wait for each other on SQLite; on PostgreSQL the
    second looks again and finds the row.
    """
    try:
        with transaction.atomic():
            task.call(*args, **kwargs)
    except IntegrityError:
        logger.info("%s met another task; running it once more.", task.module_path)
        with transaction.atomic():
            task.call(*args, **kwargs)


class CeleryBackend(BaseTaskBackend):
    """Sends tasks to Celery after commit; without a broker they run at once rather than never."""

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Queue one task for after the commit of the transaction in hand (if any)."""
        self.validate_task(task)
        result: TaskResult = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        transaction.on_commit(partial(_send, task.module_path, result.args, result.kwargs))
        return result


def _send(module_path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    try:
        run_task.delay(module_path, args, kwargs)
    except (KombuError, OperationalError, OSError):
        logger.warning("The broker is out of reach; running %s at once.", module_path, exc_info=True)
        run_task(module_path, args, kwargs)
