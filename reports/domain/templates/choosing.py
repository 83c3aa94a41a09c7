"""Which layout the report of a meeting has: one of ours, or a template that the organisation kept."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from events.models import EventPage
from reports.domain.layout import LAYOUTS, Layout, parts_from_plain
from reports.domain.public_facts import MOST_COMPARED
from reports.enums import ReportKind
from reports.models import ComparedMeeting, ReportPlan, ReportTemplate

BUILT_IN = tuple(kind for kind in ReportKind if kind != ReportKind.OWN)


def templates_for(event: EventPage) -> Any:
    """The templates that a meeting may use: those of its own organisation."""
    return ReportTemplate.objects.filter(home=event.get_parent())


def plan_of(event: EventPage) -> ReportPlan | None:
    """What was chosen for the report of a meeting; None when nothing was."""
    return ReportPlan.objects.filter(event_id=event.pk).first()


def layout_of(plan: ReportPlan | None) -> Layout:
    """The layout that was chosen. A report from before there were templates has figures and numbers."""
    if plan is None:
        return LAYOUTS[ReportKind.FULL]
    if plan.kind == ReportKind.OWN:
        return Layout(parts_from_plain(plan.parts), plan.has_chapters, plan.in_words)
    return LAYOUTS[plan.kind].told_in_words(plan.in_words)


def compared_events(plan: ReportPlan | None) -> list[EventPage]:
    """The meetings that a report compares with its own, in the order that was chosen."""
    if plan is None:
        return []
    chosen = list(ComparedMeeting.objects.filter(plan=plan).values_list("event_id", flat=True))
    found = EventPage.objects.prefetch_related("dates").select_related("locale").in_bulk(chosen)
    return [found[pk] for pk in chosen if pk in found]


def choose_layout(
    event: EventPage,
    *,
    kind: ReportKind,
    template: ReportTemplate | None = None,
    in_words: bool = False,
    compared: Sequence[EventPage] = (),
) -> ReportPlan:
    """Write down what the report of a meeting looks like; a template is copied, so that it may change afterwards."""
    own = template if kind == ReportKind.OWN else None
    with transaction.atomic():
        EventPage.objects.select_for_update().get(pk=event.pk)
        plan, _is_new = ReportPlan.objects.update_or_create(
            event=event,
            defaults={
                "kind": kind if kind != ReportKind.OWN or own else ReportKind.SHORT,
                "template": own,
                "parts": own.parts if own else [],
                "has_chapters": own.has_chapters if own else LAYOUTS[kind].has_chapters if kind in LAYOUTS else False,
                "in_words": in_words,
            },
        )
        plan.compared.all().delete()
        others = [one for one in compared if one.pk != event.pk][:MOST_COMPARED]
        ComparedMeeting.objects.bulk_create(
            ComparedMeeting(plan=plan, event=one, position=place) for place, one in enumerate(others)
        )
    return plan
