"""Kinds of prompts, and whose default an event gets."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from events.enums import PartyRole
from events.models import EventParty
from tests.factories import (
    CapturePromptFactory,
    CaptureTemplateFactory,
    EventPageFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.workshops.desk import Desk
from workshops.domain.reading import captured
from workshops.domain.templates import default_templates, own_template, templates_for
from workshops.enums import PromptKind, SheetKind
from workshops.models import ActionItem, CaptureTemplate, Outcome, Quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.mark.parametrize(("typed", "shown"), [("3,5", "3,5"), ("100", "100"), ("0", "0")])
def test_prompt_for_a_number_keeps_number_and_text(desk, typed, shown):
    prompt = CapturePromptFactory(template=desk.sheet.template, kind=PromptKind.NUMBER)

    desk.client.post(
        desk.url("add_card", "opbrengst"),
        {"uid": "00000000-0000-4000-8000-000000000001", "prompt": prompt.pk, "number": typed, "text": "meldingen"},
    )

    assert Outcome.objects.get().shown_number == shown
    assert captured(desk.event).outcomes[0].text == f"{shown} meldingen"


@pytest.mark.parametrize("typed", ["", "veel", "1" * 20, "1,234"])
def test_prompt_for_a_number_refuses_what_is_none_at_the_field(desk, typed):
    prompt = CapturePromptFactory(template=desk.sheet.template, kind=PromptKind.NUMBER)
    data = {"uid": "00000000-0000-4000-8000-000000000001", "prompt": prompt.pk, "number": typed, "text": "meldingen"}

    answer = desk.client.post(desk.url("add_card", "opbrengst"), data)

    assert answer.status_code == 422
    assert f"#id_opbrengst-{prompt.pk}_number" in answer.content.decode()
    assert not Outcome.objects.exists()


def test_prompts_for_quotes_and_actions_hold_those(desk):
    quotes = CapturePromptFactory(template=desk.sheet.template, kind=PromptKind.QUOTE, title="Mooi gezegd")
    actions = CapturePromptFactory(template=desk.sheet.template, kind=PromptKind.ACTION, title="Wie doet wat")
    desk.add("citaat", text="Ja", prompt=quotes.pk, attribution_kind="survey", consent="given")
    desk.add("afspraak", text="Maken", prompt=actions.pk, kind="commitment", owners=["OCW", "Els"])

    content = desk.get().content.decode()

    assert (Quote.objects.get().prompt, ActionItem.objects.get().prompt) == (quotes, actions)
    assert f'data-list="citaat-{quotes.pk}"' in content
    assert 'data-list="citaat"' not in content
    assert (
        desk.add("citaat", text="Nee", prompt=actions.pk, attribution_kind="survey", consent="given").status_code == 422
    )


def test_what_stands_under_no_prompt_is_shown_in_the_first_list_of_its_kind(desk):
    desk.add("citaat", text="Eerder gezegd", attribution_kind="survey", consent="given")
    prompt = CapturePromptFactory(template=desk.sheet.template, kind=PromptKind.QUOTE)

    assert f'data-list-key="citaat-{prompt.pk}"' in desk.get().content.decode()


def test_event_gets_its_own_prompts_else_those_of_its_organiser_else_of_all():
    event, organiser, other = EventPageFactory(), OrganisationFactory(), OrganisationFactory()
    default_templates()
    theirs = CaptureTemplateFactory(organisation=organiser)
    CaptureTemplateFactory(organisation=other)
    general = templates_for(event)[SheetKind.WORKSHOP]
    assert general.organisation is None

    EventParty.objects.create(page=event, role=PartyRole.CO_ORGANISER, organisation=other)
    assert templates_for(event)[SheetKind.WORKSHOP] == general
    EventParty.objects.create(page=event, role=PartyRole.ORGANISER, organisation=organiser)
    assert templates_for(event)[SheetKind.WORKSHOP] == theirs
    CapturePromptFactory(template=theirs, title="Knelpunten")
    own = own_template(event, SheetKind.WORKSHOP)
    assert (own.event, own.organisation) == (event, None)
    assert [prompt.title for prompt in own.prompts.all()] == ["Knelpunten"]
    assert own_template(event, SheetKind.WORKSHOP) == templates_for(event)[SheetKind.WORKSHOP] == own
    assert theirs.prompts.count() == 1


def test_list_of_defaults_shows_and_edits_defaults_only(client):
    editor = UserFactory()
    for codename in ("access_admin", "change_capturetemplate", "add_capturetemplate", "delete_capturetemplate"):
        editor.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(editor)
    default = CaptureTemplateFactory(name="Van iedereen")
    own = CaptureTemplateFactory(name="Van een bijeenkomst", event=EventPageFactory())
    names = CaptureTemplate.snippet_viewset

    content = client.get(reverse(names.get_url_name("list"))).content.decode()

    assert "Van iedereen" in content
    assert "Van een bijeenkomst" not in content
    for view in ("edit", "delete", "usage", "history", "copy"):
        address = names.get_url_name(view)
        assert client.get(reverse(address, args=[own.pk])).status_code == 404, view
        assert client.get(reverse(address, args=[default.pk])).status_code == 200, view
