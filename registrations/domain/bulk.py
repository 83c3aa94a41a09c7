"""One action for many registrations, as work that is carried out piece by piece (``domain.jobs``)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from registrations.domain.assigning import assign_workshops
from registrations.domain.editing import edit_registration, values_of
from registrations.domain.errors import RegistrationError
from registrations.domain.jobs import Doer, prepare_job, start_job
from registrations.domain.waiting import lock_event
from registrations.enums import JobKind
from registrations.models import PeopleJob, Registration
from workshops.models import Workshop

# Does one thing with a registration: takes it, ``actor`` and the settings of the work; raises RegistrationError.
Act = Callable[..., object]


def prepare_action(event: Any, action: str, registrations: QuerySet[Registration], *, actor: str) -> PeopleJob:
    """Write down who it is about; who waits in the order of the waiting list, others in that of registering."""
    ordered = registrations.order_by(F("queue_number").asc(nulls_first=True), "pk")
    return prepare_job(event, JobKind.ACTION, list(ordered.values_list("pk", flat=True)), actor=actor, action=action)


def start_action(job: PeopleJob, **settings: Any) -> PeopleJob:
    """Carry it out with these settings; a second press starts nothing."""
    if job.is_prepared:
        PeopleJob.objects.filter(pk=job.pk).update(settings={**job.settings, **settings})
    return start_job(job)


def preparer(acts: Mapping[str, tuple[Act, Iterable[str]]]) -> Callable[[PeopleJob], Doer]:
    """What does the items of such work; ``acts`` gives for each action its function and the states it is for."""

    def prepare(job: PeopleJob) -> Doer:
        lock_event(job.event_id)
        act, states = acts[job.settings["action"]]
        allowed = set(states)

        def do(pk: int) -> str:
            found = Registration.objects.select_related("event").filter(event_id=job.event_id, pk=pk).first()
            if found is None:
                raise RegistrationError(_("This registration is gone."))
            if found.state not in allowed:
                message = _("Not possible: this registration is now “%(state)s”.")
                raise RegistrationError(message % {"state": found.get_state_display()})
            act(found, actor=job.by, **job.settings.get("options", {}))
            return "done"

        return do

    return prepare


def set_sector(registration: Registration, *, actor: str, sector_id: int | None) -> Registration:
    """Put somebody in a sector."""
    shown = values_of(registration)
    return edit_registration(registration, {**shown, "sector_id": sector_id}, seen=shown, actor=actor)


def put_in_workshop(registration: Registration, *, actor: str, workshop_id: int, anyway: bool = False) -> Registration:
    """Give somebody a place in a workshop, within its number of places unless ``anyway``."""
    workshop = Workshop.objects.filter(pk=workshop_id, round__event_id=registration.event_id).first()
    if workshop is None:
        raise RegistrationError(_("This workshop is gone."))
    return assign_workshops(registration, {workshop.round_id: workshop.pk}, actor=actor, anyway=anyway)
