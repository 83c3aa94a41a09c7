"""What was captured, read in bulk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    CapturePromptFactory,
    CaptureSheetFactory,
    CaptureTemplateFactory,
    CaseFactory,
    EventPageFactory,
    OrganisationFactory,
    ProgrammeItemFactory,
    SectorFactory,
    SpeakerFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.domain.reading import SpeakerFacts, captured
from workshops.enums import ConsentState, SheetKind
from workshops.models import ActionItem, ActionOwner, Outcome, Quote, RunningNote

pytestmark = pytest.mark.django_db


def sheet_with_cards(*, event, template, number=1, cards=1):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), number=number, title=f"Workshop {number}")
    sheet = CaptureSheetFactory(workshop=workshop, template=template)
    case = CaseFactory(workshop=workshop, title="Casus Anna")
    prompt = template.prompts.get()
    organisation, sector = OrganisationFactory(), SectorFactory()
    RunningNote.objects.create(sheet=sheet, text="Losse regels")
    for position in range(cards):
        Outcome.objects.create(sheet=sheet, prompt=prompt, case=case, text=f"Opbrengst {position}", position=position)
        Quote.objects.create(sheet=sheet, text="Zo is het.", sector=sector, consent=ConsentState.GIVEN)
        action = ActionItem.objects.create(sheet=sheet, text="Instrumenten maken", period="komende maanden")
        ActionOwner.objects.create(action=action, organisation=organisation)
        ActionOwner.objects.create(action=action, name="Margreet de Boer")
    return sheet


@pytest.fixture
def template():
    return CapturePromptFactory(key="good-examples", title="Goede voorbeelden", report_heading="").template


def test_captured_reads_sheets_cards_and_owners_in_order(template):
    event = EventPageFactory()
    item = ProgrammeItemFactory(page=event, title="Inleiding")
    SpeakerFactory(item=item)
    plenary = CaptureSheetFactory(
        workshop=None, programme_item=item, event=event, template=CaptureTemplateFactory(kind=SheetKind.PLENARY)
    )
    second = sheet_with_cards(event=event, template=template, number=2)
    first = sheet_with_cards(event=event, template=template, number=1, cards=2)

    facts = captured(event)

    assert [sheet.id for sheet in facts.sheets] == [plenary.pk, first.pk, second.pk]
    assert facts.plenary[0].speakers == (SpeakerFacts("Renée Römkens", "Atria"),)
    assert facts.plenary[0].running_note == ""
    assert facts.workshops[0].running_note == "Losse regels"
    outcome = facts.workshops[0].outcomes[0]
    assert (outcome.report_heading, outcome.case, outcome.workshop_number) == ("Goede voorbeelden", "Casus Anna", 1)
    assert [outcome.text for outcome in facts.workshops[0].outcomes] == ["Opbrengst 0", "Opbrengst 1"]
    assert facts.actions[0].owners[1] == "Margreet de Boer"
    assert facts.quotes[0].is_publishable


def test_quote_without_consent_is_not_publishable(template):
    event = EventPageFactory()
    sheet_with_cards(event=event, template=template)
    Quote.objects.update(consent=ConsentState.NOT_ASKED)

    assert not captured(event).quotes[0].is_publishable


def test_captured_reads_nothing_of_another_event(template):
    sheet_with_cards(event=EventPageFactory(), template=template)

    assert captured(EventPageFactory()).sheets == ()


def test_captured_takes_the_same_number_of_queries_for_one_and_many(template):
    small, large = EventPageFactory(), EventPageFactory()
    sheet_with_cards(event=small, template=template)
    for number in range(5):
        sheet_with_cards(event=large, template=template, number=number, cards=6)
    counts = []
    for event in (small, large):
        with CaptureQueriesContext(connection) as queries:
            captured(event)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8
