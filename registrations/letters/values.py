"""What the placeholders of letters are filled with: facts of a registration, or an example of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.dates import date_range, time_range
from core.origin import absolute
from events.models import EventDate
from mailing.domain.letters import name_of
from mailing.domain.markup import Facts, Value
from registrations.domain.links import link_of
from registrations.domain.programme import DayPlan, day_plans
from registrations.domain.ranking import rankings_of
from registrations.enums import EntryMode
from registrations.models import Colleague, Registration
from workshops.models import Workshop

EXAMPLE_PATH = "/mijn-plek/voorbeeld/"


def values_of(registration: Registration) -> dict[str, Value]:
    """The standard placeholders for one registration, in the active language. Three queries."""
    values = event_values(registration.event, day_plans(registration))
    if ranked := rankings_of(registration):
        values["facts"] = _with_rankings(values["facts"], registration, ranked)
    if registration.entry == EntryMode.GROUP:
        values["facts"] = _with_contact(values["facts"], registration)
    return {"name": registration.name, "link": link_of(registration), **values}


def _with_rankings(facts: Any, registration: Registration, ranked: dict[int, list[Workshop]]) -> Facts:
    """The facts, and the order that somebody gave where the places are still to be divided."""
    rows = []
    for chosen in ranked.values():
        order = "; ".join(f"{rank}. {workshop.title}" for rank, workshop in enumerate(chosen, start=1))
        hidden = _("See your personal page")
        rows.append(
            (
                _("%(round)s, your order") % {"round": chosen[0].round.title},
                hidden if registration.event.is_sensitive else order,
            )
        )
    return Facts((*facts.rows, *rows))


def _with_contact(facts: Any, registration: Registration) -> Facts:
    """The facts, and who registered this person. One query."""
    names = Colleague.objects.filter(registration=registration, is_new=True).values_list("group__contact_name")
    return Facts((*facts.rows, *((_("Registered by"), name) for (name,) in names)))


def example_values(event: Any) -> dict[str, Value]:
    """The same for an invented person who chose the first workshop of every round."""
    return {
        "name": "Samira de Vries",
        "link": absolute(EXAMPLE_PATH),
        **event_values(event, _example_plans(event)),
    }


def event_values(event: Any, plans: Iterable[DayPlan]) -> dict[str, Value]:
    plans = list(plans)
    rows = []
    for plan in plans:
        rows.append((_("When"), date_range(plan.date.starts_at, plan.date.ends_at)))
        for workshop in plan.workshops:
            hidden = _("See your personal page")
            rows.append((workshop.round.title, hidden if event.is_sensitive else _what_when_where(workshop)))
    where = _where(event)
    if where:
        rows.append((_("Where"), where))
    return {
        "event": name_of(event),
        "facts": Facts(tuple(rows)),
        "when": "\n".join(date_range(plan.date.starts_at, plan.date.ends_at) for plan in plans),
        "where": where,
    }


def _what_when_where(workshop: Workshop) -> str:
    times = time_range(workshop.round.starts_at, workshop.round.ends_at)
    return "\n".join((workshop.title, ", ".join(filter(None, (times, workshop.room)))))


def _where(event: Any) -> str:
    venue = event.venue
    return "\n".join(filter(None, (venue.name, venue.address))) if venue else ""


def _example_plans(event: Any) -> list[DayPlan]:
    """The dates of the event with the first workshop of each round. Two queries."""
    dates = EventDate.objects.filter(page_id=event.pk).order_by("starts_at", "pk")
    workshops = Workshop.objects.filter(round__event_id=event.pk).select_related("round")
    first: dict[int, Workshop] = {}
    for workshop in workshops.order_by("round__starts_at", "number", "pk"):
        first.setdefault(workshop.round_id, workshop)
    return [
        DayPlan(
            date,
            tuple(
                workshop
                for workshop in first.values()
                if workshop.round.starts_at < date.ends_at and workshop.round.ends_at > date.starts_at
            ),
        )
        for date in dates
    ]
