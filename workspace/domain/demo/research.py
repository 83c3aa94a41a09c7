"""Makes the report with chapters of the demo: an event, its verslag with every kind of block, and its publication."""

import json
import uuid
from datetime import date, timedelta
from typing import Any

from core.models import Sector, User
from events.enums import EventKind
from events.models import EventDate, EventIndexPage, EventPage
from reports.domain.quoting.asking import need_nobody
from reports.domain.quoting.listing import quotes_of
from reports.models import ReportPage
from workspace.demo import meeting_2015
from workspace.demo import research_2023 as demo
from workspace.domain.demo import announce
from workspace.domain.demo.site import LOGIN

LISTS = ("remarks", "groups", "items")


def load_research(home: EventIndexPage, sectors: dict[str, Sector]) -> ReportPage:
    """The session at which the research was discussed, with the report of it; made once."""
    event = EventPage.objects.filter(slug=demo.SLUG).first() or _announce(home, sectors)
    existing = ReportPage.objects.child_of(event).first()
    if existing is not None:
        return existing
    actor = User.objects.get(username=LOGIN)
    page = ReportPage(
        title=demo.REPORT_TITLE,
        slug="rapport",
        introduction=demo.REPORT_INTRODUCTION,
        has_chapters=True,
        body=json.dumps([_stored(kind, value) for kind, value in demo.BODY]),
        owner=actor,
    )
    page.live = False
    event.add_child(instance=page)
    page.tags.add("gendersensitief beleid", "huiselijk geweld")
    page.save_revision(user=actor)
    for listed in quotes_of(page):
        need_nobody(page, listed.block_id, reason="Verzonnen citaat in de demo", actor=actor)
    page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


def _announce(home: EventIndexPage, sectors: dict[str, Sector]) -> EventPage:
    day = date(2023, 6, 15)
    event = EventPage(
        title=demo.TITLE,
        slug=demo.SLUG,
        kind=EventKind.WORKING_SESSION,
        introduction=demo.INTRODUCTION,
        audience="Landelijke organisaties die bij de aanpak van huiselijk geweld betrokken zijn.",
        registration_opens_at=announce.at(day - timedelta(days=30), "09:00"),
        registration_closes_at=announce.at(day - timedelta(days=3), "17:00"),
        capacity=25,
        retention_days=365 * 100,
    )
    event.dates = [EventDate(starts_at=announce.at(day, "13:00"), ends_at=announce.at(day, "16:00"))]
    return announce.publish(home, event, announce.choosable(sectors))


def _stored(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """A block in the stored form of the page; lists of rows get the ids that the editor gives them."""
    made = dict(value)
    for name in LISTS:
        if isinstance(made.get(name), list):
            rows = [_linked(row) for row in made[name]]
            made[name] = [{"type": "item", "value": row, "id": str(uuid.uuid4())} for row in rows]
    if kind == "table":
        columns = made.pop("columns")
        made["table"] = {
            "columns": [{"type": column_kind, "heading": heading} for column_kind, heading in columns],
            "rows": [{"values": row} for row in made.pop("rows")],
            "caption": "",
        }
    return {"type": kind, "value": made, "id": str(uuid.uuid4())}


def _linked(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose page is named by the meeting of 2015 leads to that meeting."""
    if row.get("page") != "2015":
        return row
    page = EventPage.objects.filter(slug=meeting_2015.SLUG).first()
    return {**row, "page": page.pk if page else None}
