"""Rounds, workshops, templates and scribes' links in the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from core.enums import LinkPurpose
from core.models import AccessLink
from tests.factories import (
    AccessLinkFactory,
    CapturePromptFactory,
    CaptureSheetFactory,
    CaptureTemplateFactory,
    CaseFactory,
    EventPageFactory,
    PollFactory,
    ProgrammeItemFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.domain.deleting import StillHeld, delete_unless_held, holdings_of
from workshops.domain.links import set_hand_in
from workshops.models import CaptureSheet, CaptureTemplate, Outcome, RunningNote, Workshop, WorkshopRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventPageFactory()


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def workshop_data(round_, **changes):
    return nested_form_data(
        {
            "round": round_.pk,
            "number": 1,
            "title": "Samen optrekken",
            "description": rich_text("<p>Over samenwerken.</p>"),
            "room": "Zaal 3",
            "capacity": 25,
            "minimum": 0,
            "sector_limits": inline_formset([]),
            "content_warning": "",
            "is_open_for_choice": "on",
            "people": inline_formset([{"role": "leader", "name": "Anne Leider", "organisation_name": "Movisie"}]),
            "cases": inline_formset([{"title": "Casus Anna", "text": rich_text("<p>Anna en Bram.</p>")}]),
            **changes,
        }
    )


def test_round_is_made_in_its_event(organiser, event):
    response = organiser.post(
        reverse("workshop_rounds:add", args=[event.pk]),
        {"title": "Ronde 1", "starts_at": "2032-03-05 14:00", "ends_at": "2032-03-05 15:15", "choice_mode": "ranking"},
    )

    assert response.status_code == 302
    assert WorkshopRound.objects.get().event == event


def test_round_that_ends_before_it_starts_is_refused(organiser, event):
    response = organiser.post(
        reverse("workshop_rounds:add", args=[event.pk]),
        {"title": "Ronde 1", "starts_at": "2032-03-05 15:00", "ends_at": "2032-03-05 14:15"},
    )

    assert response.status_code == 200
    assert not WorkshopRound.objects.exists()


def test_workshop_is_made_with_people_cases_and_a_sheet(organiser, event):
    round_ = WorkshopRoundFactory(event=event)

    response = organiser.post(reverse("workshop_list:add", args=[event.pk]), workshop_data(round_))
    workshop = Workshop.objects.get()

    assert response.status_code == 302
    assert [person.name for person in workshop.people.all()] == ["Anne Leider"]
    assert [case.title for case in workshop.cases.all()] == ["Casus Anna"]
    assert workshop.capture_sheet.event == event


def test_workshop_cannot_be_put_in_a_round_of_another_event(organiser, event):
    elsewhere = WorkshopRoundFactory()

    response = organiser.post(reverse("workshop_list:add", args=[event.pk]), workshop_data(elsewhere))

    assert response.status_code == 200
    assert not Workshop.objects.exists()


def test_workshop_is_edited_in_its_own_event_only(organiser, event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    other = WorkshopFactory()
    data = workshop_data(workshop.round, title="Nieuwe titel")

    assert organiser.get(reverse("workshop_list:edit", args=[event.pk, workshop.pk])).status_code == 200
    assert organiser.post(reverse("workshop_list:edit", args=[event.pk, workshop.pk]), data).status_code == 302
    assert organiser.post(reverse("workshop_list:edit", args=[event.pk, other.pk]), data).status_code == 404
    workshop.refresh_from_db()
    assert workshop.title == "Nieuwe titel"


def test_workshop_with_outcomes_is_not_deleted_and_says_why(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    prompt = CapturePromptFactory(template=sheet.template)
    Outcome.objects.create(sheet=sheet, prompt=prompt, text="Rolpatronen")
    address = reverse("workshop_list:delete", args=[event.pk, sheet.workshop.pk])

    page, response = organiser.get(address), organiser.post(address, follow=True)

    assert "1 opbrengst" in page.content.decode()
    assert "1 opbrengst" in response.content.decode()
    assert Workshop.objects.exists()
    with pytest.raises(StillHeld):
        delete_unless_held(sheet.workshop.round)


def test_workshop_with_places_is_not_deleted(event):
    from registrations.models import Place
    from tests.factories import RegistrationFactory

    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    Place.objects.create(registration=RegistrationFactory(event=event), round=workshop.round, workshop=workshop)

    assert len(holdings_of(workshop)) == 1
    with pytest.raises(StillHeld):
        delete_unless_held(workshop)
    assert Workshop.objects.filter(pk=workshop.pk).exists()


def test_workshop_with_a_poll_is_not_deleted_and_the_page_says_what_goes_along(organiser, event):
    workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event))
    CaseFactory(workshop=workshop)
    poll = PollFactory(event=event, workshop=workshop)
    address = reverse("workshop_list:delete", args=[event.pk, workshop.pk])
    assert "1 peiling" in organiser.get(address).content.decode()
    organiser.post(address)
    poll.refresh_from_db()
    assert poll.workshop == workshop
    poll.delete()
    assert "Dit gaat mee: 1 casus." in organiser.get(address).content.decode()
    organiser.post(address)
    assert not Workshop.objects.exists()


def test_case_with_outcomes_or_attachments_is_not_ticked_away(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    case = CaseFactory(workshop=sheet.workshop, title="Casus Anna")
    outcome = Outcome.objects.create(
        sheet=sheet, prompt=CapturePromptFactory(template=sheet.template), case=case, text="Rolpatronen"
    )
    address = reverse("workshop_list:edit", args=[event.pk, sheet.workshop.pk])
    row = {"id": case.pk, "title": case.title, "text": rich_text("<p>Anna.</p>"), "DELETE": "on", "ORDER": 1}
    data = workshop_data(sheet.workshop.round, cases=inline_formset([row], initial=1), people=inline_formset([]))
    body = organiser.post(address, data).content.decode()
    assert "“Casus Anna” kan niet weg, want er hangt nog aan: 1 opbrengst." in body
    outcome.refresh_from_db()
    assert outcome.case == case
    outcome.delete()
    assert organiser.post(address, data).status_code == 302
    assert not sheet.workshop.cases.exists()


def test_workshop_that_nobody_holds_is_deleted_with_its_own_parts(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    RunningNote.objects.create(sheet=sheet, text="")
    CaseFactory(workshop=sheet.workshop)

    response = organiser.post(reverse("workshop_list:delete", args=[event.pk, sheet.workshop.pk]))

    assert response.status_code == 302
    assert not Workshop.objects.exists()


def test_workshop_with_running_notes_is_not_deleted(event):
    sheet = CaptureSheetFactory()
    RunningNote.objects.create(sheet=sheet, text="Getypt")

    with pytest.raises(StillHeld):
        delete_unless_held(sheet.workshop)


def template_data(prompts, **changes):
    return nested_form_data({"name": "Eigen", "kind": "workshop", "prompts": inline_formset(prompts), **changes})


def prompt_data(title, **changes):
    return {"title": title, "help_text": "", "report_heading": "", "kind": "outcome", **changes}


def test_own_template_gives_prompts_keys_and_order_and_empty_sheets_follow(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    data = template_data([prompt_data("Goede ideeën"), prompt_data("Knelpunten")])

    response = organiser.post(reverse("capture_templates:add", args=[event.pk]), data)
    template = CaptureTemplate.objects.get(event=event)

    assert response.status_code == 302
    assert [(prompt.title, prompt.key) for prompt in template.prompts.all()] == [
        ("Goede ideeën", "goede-ideeen"),
        ("Knelpunten", "knelpunten"),
    ]
    sheet.refresh_from_db()
    assert sheet.template == template


def test_two_prompts_of_the_same_title_are_refused(organiser, event):
    response = organiser.post(
        reverse("capture_templates:add", args=[event.pk]), template_data([prompt_data("Ideeën"), prompt_data("Ideeën")])
    )

    assert response.status_code == 200
    assert not CaptureTemplate.objects.filter(event=event).exists()


def test_prompt_that_holds_outcomes_stays(organiser, event):
    template = CaptureTemplateFactory(event=event)
    prompt, other = CapturePromptFactory(template=template), CapturePromptFactory(template=template)
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)), template=template)
    Outcome.objects.create(sheet=sheet, prompt=prompt, text="Rolpatronen")
    rows = [
        prompt_data(prompt.title, id=prompt.pk, DELETE="on"),
        prompt_data(other.title, id=other.pk),
    ]
    data = template_data(rows) | {"prompts-INITIAL_FORMS": "2"}

    response = organiser.post(reverse("capture_templates:edit", args=[event.pk, template.pk]), data)

    assert response.status_code == 200
    assert template.prompts.count() == 2


def test_template_in_use_is_not_deleted(organiser, event):
    template = CaptureTemplateFactory(event=event)
    CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)), template=template)

    organiser.post(reverse("capture_templates:delete", args=[event.pk, template.pk]))

    assert CaptureTemplate.objects.filter(pk=template.pk).exists()


def test_event_page_goes_with_everything_that_was_captured_in_its_own_templates(event):
    template = CaptureTemplateFactory(event=event)
    prompt = CapturePromptFactory(template=template)
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)), template=template)
    Outcome.objects.create(sheet=sheet, prompt=prompt, text="Rolpatronen")

    event.delete()

    assert not Outcome.objects.exists()
    assert not CaptureTemplate.objects.filter(pk=template.pk).exists()


def test_default_template_cannot_be_reached_through_an_event(organiser, event):
    default = CaptureTemplateFactory(event=None)

    assert organiser.get(reverse("capture_templates:edit", args=[event.pk, default.pk])).status_code == 404


def test_missing_sheets_and_links_are_made_by_post_only(organiser, event):
    WorkshopFactory(round=WorkshopRoundFactory(event=event))
    ProgrammeItemFactory(page=event, is_captured=True)
    address = reverse("capture_sheets:ensure", args=[event.pk])

    assert organiser.get(address).status_code == 405
    assert not CaptureSheet.objects.exists()
    for _ in range(2):
        organiser.post(address)

    assert CaptureSheet.objects.count() == 2
    links = AccessLink.objects.filter(event=event, purpose=LinkPurpose.SCRIBE)
    assert {link.target for link in links} == set(CaptureSheet.objects.values_list("pk", flat=True))
    assert links.count() == 2


def test_list_shows_the_link_and_renewing_stops_the_old_one(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    link = AccessLinkFactory(event=event, purpose=LinkPurpose.SCRIBE, target=sheet.pk)

    assert "/verslaglegger/" in organiser.get(reverse("capture_sheets:index", args=[event.pk])).content.decode()
    organiser.post(reverse("capture_sheets:renew", args=[event.pk, sheet.pk]))
    link.refresh_from_db()
    assert not link.is_usable
    assert AccessLink.objects.usable().filter(target=sheet.pk).count() == 1

    organiser.post(reverse("capture_sheets:revoke", args=[event.pk, sheet.pk]))
    assert not AccessLink.objects.usable().exists()


def test_sheet_of_another_event_cannot_be_reached(organiser, event):
    sheet = CaptureSheetFactory()

    for action in ("renew", "revoke", "hand_in"):
        assert organiser.post(reverse(f"capture_sheets:{action}", args=[event.pk, sheet.pk])).status_code == 404


def test_organiser_closes_and_opens_a_sheet(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    address = reverse("capture_sheets:hand_in", args=[event.pk, sheet.pk])

    organiser.post(address)
    sheet.refresh_from_db()
    assert sheet.handed_in_at
    organiser.post(address)
    sheet.refresh_from_db()
    assert sheet.handed_in_at is None


@pytest.mark.parametrize(
    "name", ["workshop_rounds:index", "workshop_list:index", "capture_templates:index", "capture_sheets:index"]
)
def test_lists_take_the_same_number_of_queries_for_one_and_thirty_rows(organiser, name):
    def fill(event, count):
        for number in range(count):
            workshop = WorkshopFactory(round=WorkshopRoundFactory(event=event), number=number)
            sheet = CaptureSheetFactory(workshop=workshop, template=CaptureTemplateFactory(event=event))
            AccessLinkFactory(event=event, purpose=LinkPurpose.SCRIBE, target=sheet.pk)

    small, large = EventPageFactory(), EventPageFactory()
    fill(small, 1)
    fill(large, 30)
    organiser.get(reverse(name, args=[small.pk]))
    counts = []
    for event in (small, large):
        with CaptureQueriesContext(connection) as queries:
            assert organiser.get(reverse(name, args=[event.pk])).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_no_link_is_made_that_would_not_work(organiser, event):
    sheet = CaptureSheetFactory(workshop=WorkshopFactory(round=WorkshopRoundFactory(event=event)))
    set_hand_in(event, timezone.now() - timedelta(hours=1))
    answer = organiser.post(reverse("capture_sheets:renew", args=[event.pk, sheet.pk]), follow=True)
    assert "Kies eerst een latere datum." in answer.content.decode()
    assert not AccessLink.objects.filter(target=sheet.pk).exists()
