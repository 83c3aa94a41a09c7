"""Questions from the hall and the report-back: phones, a moderator, the chair and the big screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain.rooms import get_or_create_room
from tests.factories import (
    AccessLinkFactory,
    CapturePromptFactory,
    CaptureSheetFactory,
    EventPageFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from workshops.domain.starring import star_outcome
from workshops.models import Outcome

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
QUESTION = "Wanner komt er plek in de opvang?"
MENDED = "Wanneer komt er plek in de opvang?"


def starred(sheet, text):
    prompt = sheet.template.prompts.first() or CapturePromptFactory(template=sheet.template)
    outcome = Outcome.objects.create(sheet=sheet, prompt=prompt, text=text)
    star_outcome(sheet, outcome.uid, is_starred=True)


def test_a_question_goes_from_a_phone_by_the_moderator_to_the_screen_and_rooms_report_back(new_page, axe):
    event = EventPageFactory(title="Van regiovisie naar uitvoering")
    round_ = WorkshopRoundFactory(event=event)
    sheets = [
        CaptureSheetFactory(workshop=WorkshopFactory(round=round_, number=n, title=f"Workshop {n}", room=f"Zaal {n}"))
        for n in (1, 2)
    ]
    address = {
        name: reverse(f"polls:{name}", args=(link_token(AccessLinkFactory(event=event, purpose=purpose)),))
        for name, purpose in (
            ("screen", LinkPurpose.SCREEN),
            ("remote", LinkPurpose.CHAIR),
            ("moderator", LinkPurpose.MODERATOR),
        )
    }
    phone_address = reverse("polls:room", args=(get_or_create_room(event).join_code,))
    chair, moderator, screen = new_page(width=360), new_page(width=820), new_page(width=1280, height=720)
    phone, plain = new_page(width=320), new_page(width=360, javascript=False)
    chair.goto(address["remote"])
    chair.locator("#hall-open").click()
    chair.locator("#hall-show").click()
    expect(chair.locator("#hall-code")).to_be_visible()
    screen.goto(address["screen"])
    moderator.goto(address["moderator"])

    plain.goto(phone_address)
    if plain.locator("button[name=sector][value='0']").count():
        plain.locator("button[name=sector][value='0']").click()
    plain.locator("textarea").fill(QUESTION)
    plain.locator("[data-send]").click()
    expect(plain.locator(".messages")).to_be_visible()
    expect(screen.locator("body")).not_to_contain_text(QUESTION)

    moderator.get_by_role("link", name=re.compile("Wanner komt")).click()
    assert axe(moderator) == []
    moderator.locator("textarea").fill(MENDED)
    moderator.get_by_role("button", name="Opslaan").click()
    moderator.locator("[id^=approve-]").click()
    moderator.locator("[id^=pin-]").click()
    expect(moderator.locator("[id^=answered-]")).to_be_visible()
    expect(screen.locator("h1")).to_have_text(MENDED)

    phone.goto(phone_address)
    if phone.locator("button[name=sector][value='0']").count():
        phone.locator("button[name=sector][value='0']").click()
    phone.get_by_role("button", name="Steun deze vraag").click()
    expect(phone.locator("[data-support] button[aria-pressed=true]")).to_be_visible()
    expect(moderator.locator("[data-votes]")).to_have_text("1", timeout=20_000)
    for page in (phone, moderator, screen, chair):
        assert axe(page) == []

    moderator.locator("[id^=answered-]").click()
    expect(phone.locator("[data-badge=answered]")).to_be_visible(timeout=20_000)
    expect(phone.locator("[data-support]")).to_be_hidden()

    starred(sheets[1], "Eén plan per gezin")
    chair.locator("[id^=report-]").last.click()
    chair.locator("#hall-next").click()
    expect(screen.locator("h1")).to_have_text("Workshop 2", timeout=20_000)
    starred(sheets[0], "Spreek af wie belt")  # a late room: what is on screen stays
    starred(sheets[1], "Vraag kinderen apart")
    expect(screen.locator(".hall-screen__points li")).to_have_text(["Eén plan per gezin", "Vraag kinderen apart"])
    expect(phone.locator("[data-points] li")).to_have_count(2, timeout=20_000)
    expect(phone.locator("[role=status][data-announce]")).to_have_text("De terugkoppeling staat op deze pagina.")
    for page in (screen, chair, phone):
        assert axe(page) == []
    chair.locator("#hall-next").click()
    expect(screen.locator("h1")).to_have_text("Workshop 1", timeout=20_000)
