"""Wagtail's background tasks on Celery."""

import contextlib
import threading

import django_tasks
import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connections, transaction
from django_tasks import task
from kombu.exceptions import OperationalError
from wagtail.tasks import delete_file_from_storage_task

from core import task_backend

pytestmark = pytest.mark.setup_matters  # tasks go by Redis or by folders

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


both_looked = threading.Barrier(2)


@task
def insert_what_is_missing(name):
    """Looks and inserts, as Wagtail's search index does; both threads look before one inserts, if they can."""
    missing = not Group.objects.filter(name=name).exists()
    with contextlib.suppress(threading.BrokenBarrierError):
        both_looked.wait(timeout=0.5)
    if missing:
        Group.objects.create(name=name)


def failures_of_two(call):
    """The errors when the call runs in two threads at once."""
    both_looked.reset()
    failed = []

    def run():
        try:
            call()
        except IntegrityError as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_insert_the_same_row_do_not_fail():
    path = f"{__name__}.insert_what_is_missing"
    assert failures_of_two(lambda: task_backend.run_task(path, ["one"], {})) == []
    assert Group.objects.filter(name="one").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_without_the_backend_fail_as_control():
    assert len(failures_of_two(lambda: insert_what_is_missing.call("two"))) == 1


@task
def always_in_the_way():
    raise IntegrityError("taken")


@pytest.mark.django_db
def test_task_that_keeps_failing_fails():
    with pytest.raises(IntegrityError):
        task_backend.run_task(f"{__name__}.always_in_the_way", [], {})
