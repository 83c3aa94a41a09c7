"""Workshops on the public timetable, and outcomes in the workspace."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.sections import WORKSPACE, sections_for
from events.domain.timetable import timetable_for
from events.enums import EventKind
from tests.factories import CaptureSheetFactory, CaseFactory, EventPageFactory, WorkshopFactory, WorkshopRoundFactory
from workshops.enums import WorkshopRole
from workshops.models import Quote, WorkshopPerson
from workshops.sections import timetable_entries

pytestmark = pytest.mark.django_db


def round_with_workshops(event, count):
    round_ = WorkshopRoundFactory(event=event)
    for number in range(1, count + 1):
        workshop = WorkshopFactory(round=round_, number=number, room=f"Zaal {number}", content_warning="Geweld")
        WorkshopPerson.objects.create(workshop=workshop, role=WorkshopRole.LEADER, name="Anne Leider")
        WorkshopPerson.objects.create(workshop=workshop, role=WorkshopRole.SCRIBE, name="Verborgen Verslaglegger")
        CaseFactory(workshop=workshop, title="Geheime casus")
    return round_


def test_round_shows_its_workshops_side_by_side_without_scribes_and_cases():
    event = EventPageFactory()
    round_ = round_with_workshops(event, 2)
    round_with_workshops(EventPageFactory(), 1)

    [day] = timetable_for(None, event)
    [entry] = [entry for entry in day.entries if entry.kind == "round"]

    assert (entry.title, entry.starts_at, entry.ends_at) == (round_.title, round_.starts_at, round_.ends_at)
    assert [(part.number, part.room, part.content_warning) for part in entry.parallel] == [
        (1, "Zaal 1", "Geweld"),
        (2, "Zaal 2", "Geweld"),
    ]
    assert [person.name for person in entry.parallel[0].leaders] == ["Anne Leider"]
    assert "Verborgen" not in repr(entry)
    assert "Geheime" not in repr(entry)


def test_timetable_takes_the_same_number_of_queries_for_one_and_thirty_workshops():
    small, large = EventPageFactory(), EventPageFactory()
    round_with_workshops(small, 1)
    for _ in range(3):
        round_with_workshops(large, 10)
    counts = []
    for event in (small, large):
        with CaptureQueriesContext(connection) as queries:
            list(timetable_entries(None, event))
        counts.append(len(queries))

    assert counts == [1, 1]


def test_workspace_counts_the_cards_of_each_sheet():
    sheet = CaptureSheetFactory()
    Quote.objects.create(sheet=sheet, text="Ja")
    Quote.objects.create(sheet=sheet, text="Nee")

    [section] = [
        section
        for section in sections_for(WORKSPACE, None, sheet.event)
        if section.template == "workshops/sections/workspace.html"
    ]

    assert [(row.pk, row.outcome_count, row.quote_count) for row in section.context["sheets"]] == [(sheet.pk, 0, 2)]


@pytest.mark.parametrize("kind", [EventKind.WORKING_SESSION, EventKind.NATIONAL_MEETING])
def test_workspace_sends_a_working_session_to_its_programme_and_another_meeting_to_a_round(admin_client, kind):
    event = EventPageFactory(kind=kind)
    page = admin_client.get(reverse("workspace:event", args=[event.pk])).content.decode()
    is_session = kind == EventKind.WORKING_SESSION
    assert ("een verslaglegger maakt notities" in page) is is_session
    assert ("Maak eerst een ronde" in page) is not is_session
