"""What every event has on the organiser's pages: the desk and the export, and the panels about the person."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.importing.writing import prepare_import
from registrations.domain.jobs import register_job
from registrations.domain.programme import day_plans
from registrations.enums import JobKind
from registrations.filters import RegistrationFilterSet
from registrations.forms.people import NoteForm
from registrations.models import Registration
from registrations.organiser.actions import actions_for, register_bulk_actions
from registrations.organiser.parts import DetailPanel, ListLink, register_list_links, register_panels
from workshops.models import WorkshopRound

PANELS = "registrations/admin/panels"


def register_organiser_parts() -> None:
    """Tell the organiser's pages what this app has by itself."""
    register_list_links(list_links)
    register_panels(panels)
    register_job(JobKind.IMPORT, prepare_import)
    register_bulk_actions()


def list_links(request: HttpRequest, event: EventPage) -> Iterable[ListLink]:
    """The desk, and the export of what the filters show."""
    query = RegistrationFilterSet.query_of(request.GET.urlencode())
    export = reverse("registrations_admin:export", args=[event.pk]) + (f"?{query}" if query else "")
    return [
        ListLink(
            _("Check-in desk"),
            reverse("registrations_admin:desk", args=[event.pk]),
            icon="check",
            order=40,
            in_menu=True,
        ),
        ListLink(_("Add somebody"), reverse("registrations_admin:add", args=[event.pk]), icon="plus", order=30),
        ListLink(
            _("Read in a list"),
            reverse("registrations_admin:import", args=[event.pk]),
            icon="upload",
            order=60,
            in_menu=True,
        ),
        ListLink(
            _("Registration rules"),
            reverse("registrations_admin:rules", args=[event.pk]),
            icon="list-ul",
            order=55,
            in_menu=True,
        ),
        ListLink(
            _("Registered twice?"),
            reverse("registrations_admin:duplicates", args=[event.pk]),
            icon="copy",
            order=70,
            in_menu=True,
        ),
        ListLink(_("Export"), export, icon="download", order=50, in_menu=True),
    ]


def panels(request: HttpRequest, registration: Registration) -> Iterable[DetailPanel]:
    """What can be done, who it is, where they go, and what happened."""
    actions = {
        "actions": actions_for([registration.state]),
        "has_workshops": registration.is_active and WorkshopRound.objects.filter(event=registration.event_id).exists(),
    }
    notes = {"notes": registration.organiser_notes.all(), "form": NoteForm()}
    found = [
        DetailPanel("actions", _("What you can do"), f"{PANELS}/actions.html", actions, icon="cogs", order=5),
        DetailPanel("registration", _("Registration"), f"{PANELS}/who.html", icon="user", order=10),
        DetailPanel("notes", _("Notes of the organisers"), f"{PANELS}/notes.html", notes, icon="edit", order=150),
    ]
    programme = {
        "plans": day_plans(registration),
        "attendances": registration.attendances.select_related("event_date"),
    }
    history = {"history": registration.history.all()}
    found += [
        DetailPanel("programme", _("Programme"), f"{PANELS}/programme.html", programme, icon="date", order=40),
        DetailPanel("history", _("History"), f"{PANELS}/history.html", history, icon="history", order=200),
    ]
    return found
