"""Carries out work on many registrations in short transactions; killed anywhere, it goes on where it was.

A chunk does items until it has held the locks for 40 ms, and writes in the same transaction how far it came. So
nothing is done twice and nobody at the public form waits long. Two workers on one job take turns.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from mailing.domain.waking import send_task
from registrations.domain.errors import RegistrationError
from registrations.enums import JobKind, JobState
from registrations.models import PeopleJob

CHUNK_SECONDS = 0.04
KEPT = timedelta(days=1)
MOST_PROBLEMS = 500

# Does one item of a job and returns the name of its outcome; raises RegistrationError when it cannot be done.
Doer = Callable[[Any], str]
# Makes the doer of a job; called once per chunk, inside its transaction.
Preparer = Callable[[PeopleJob], Doer]
_preparers: dict[str, Preparer] = {}


def register_job(kind: JobKind, prepare: Preparer) -> None:
    """Tell how jobs of a kind are done."""
    _preparers[kind.value] = prepare


def prepare_job(event: Any, kind: JobKind, items: Sequence[Any], *, actor: str, **settings: Any) -> PeopleJob:
    """Write down what could be done; nothing happens before somebody says yes."""
    return PeopleJob.objects.create(
        event=event, kind=kind, items=list(items), total=len(items), by=actor[:120], settings=settings
    )


def start_job(job: PeopleJob, *, seconds: float = 1.0) -> PeopleJob:
    """Say yes. Small work is done at once, the rest by a worker; saying yes twice starts it once."""
    started = PeopleJob.objects.filter(pk=job.pk, state=JobState.PREPARED).update(state=JobState.RUNNING)
    if started and not run_job(job.pk, seconds=seconds):
        transaction.on_commit(partial(send_task, "registrations.tasks.run_people_job", job.pk))
    job.refresh_from_db()
    return job


def run_job(pk: int, *, seconds: float = 3600.0) -> bool:
    """Go on with a job for so long; whether it is finished."""
    until = time.monotonic() + seconds
    items = PeopleJob.objects.values_list("items", flat=True).filter(pk=pk).first() or []
    while not _do_chunk(pk, items):
        if time.monotonic() >= until:
            return False
    return True


def go_on_with_jobs() -> None:
    """Finish what a lost wake-up or a dead worker left behind, and forget what nobody said yes to."""
    for pk in PeopleJob.objects.filter(state=JobState.RUNNING).values_list("pk", flat=True):
        run_job(pk)
    PeopleJob.objects.filter(state=JobState.PREPARED, created_at__lt=timezone.now() - KEPT).delete()


def _do_chunk(pk: int, items: Sequence[Any]) -> bool:
    """Do items until the time of a chunk is over; whether none are left. They never change once work has begun."""
    with transaction.atomic():
        job = (
            PeopleJob.objects.select_for_update(of=("self",))
            .select_related("event")
            .defer("items")
            .filter(pk=pk)
            .first()
        )
        if job is None or not job.is_running:
            return True
        do = _preparers[job.kind](job)
        until = time.monotonic() + CHUNK_SECONDS
        while job.position < len(items):
            _do_item(job, do, items[job.position])
            job.position += 1
            if time.monotonic() >= until:
                break
        if job.position >= len(items):
            job.state, job.items, job.finished_at = JobState.DONE, [], timezone.now()
            job.save()
        else:
            job.save(update_fields=["position", "numbers", "problems"])
    return not job.is_running


def _do_item(job: PeopleJob, do: Doer, item: Any) -> None:
    try:
        with transaction.atomic():
            outcome = do(item)
    except RegistrationError as error:
        outcome = "problem"
        if len(job.problems) < MOST_PROBLEMS:
            job.problems.append({"item": _name_of(item), "why": str(error)})
    job.numbers[outcome] = job.numbers.get(outcome, 0) + 1


def _name_of(item: Any) -> Any:
    """What a problem remembers of an item: its number, never the person's data."""
    return item.get("number") if isinstance(item, dict) else item
