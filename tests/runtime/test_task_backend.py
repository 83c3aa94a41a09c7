"""Wagtail's background tasks on Celery."""

import django_tasks
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from kombu.exceptions import OperationalError
from wagtail.tasks import delete_file_from_storage_task

from core import task_backend

STORAGE = ("django.core.files.storage.FileSystemStorage", [], {})


@pytest.fixture
def stored(settings, tmp_path):
    """A stored file that a task may delete."""
    settings.MEDIA_ROOT = tmp_path
    return default_storage.save("picture.png", ContentFile(b"picture"))


def test_wagtail_tasks_use_the_celery_backend():
    assert isinstance(django_tasks.task_backends["default"], task_backend.CeleryBackend)


@pytest.mark.django_db(transaction=True)
def test_task_in_a_transaction_runs_after_commit_only(stored):
    with transaction.atomic():
        delete_file_from_storage_task.enqueue(STORAGE, stored)
        assert default_storage.exists(stored)
    assert not default_storage.exists(stored)


@pytest.mark.django_db(transaction=True)
def test_task_of_a_rolled_back_transaction_never_runs(stored):
    with transaction.atomic():
        delete_file_from_storage_task.enqueue(STORAGE, stored)
        transaction.set_rollback(True)
    assert default_storage.exists(stored)


@pytest.mark.django_db(transaction=True)
def test_task_without_broker_runs_at_once(stored, monkeypatch):
    def refuse(*args):
        raise OperationalError("no broker")

    monkeypatch.setattr(task_backend.run_task, "delay", refuse)
    delete_file_from_storage_task.enqueue(STORAGE, stored)
    assert not default_storage.exists(stored)


def test_run_task_of_something_that_is_no_task_is_refused():
    with pytest.raises(TypeError, match="not a task"):
        task_backend.run_task("os.getcwd", [], {})
