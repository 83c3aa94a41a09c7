"""Voting in the hall: three phones, the big screen and the chair's remote, on the main door alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token, make_token
from polls.domain.ballots import Vote, cast_votes, count_received
from polls.domain.rooms import get_or_create_room, registrant_token, set_current_round, set_screen_view
from polls.domain.rounds import close_round, get_or_create_round, open_round
from polls.domain.voters import read_voter_token
from polls.enums import ScreenView
from polls.models import Room, Round
from tests.factories import (
    AccessLinkFactory,
    EventPageFactory,
    OptionFactory,
    PollFactory,
    QuestionFactory,
    RegistrationFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [360, 1280]


@pytest.fixture
def question():
    """A prepared question in an event with two groups of 25 people."""
    poll = PollFactory(event=EventPageFactory(title="Samen werken aan genderbewuste zorg"))
    question = QuestionFactory(poll=poll, options=0, text="De gemeente moet de regie nemen")
    for number, text in enumerate(("Eens", "Oneens", "Weet ik nog niet")):
        OptionFactory(question=question, text=text, sort_order=number)
    for name in ("Gemeente", "Politie"):
        RegistrationFactory.create_batch(25, event=poll.event, sector=SectorFactory(name=name))
    return question


@pytest.fixture
def addresses(question):
    event = question.poll.event
    person = event.registrations.first()
    screen, chair = (AccessLinkFactory(event=event, purpose=p) for p in (LinkPurpose.SCREEN, LinkPurpose.CHAIR))
    return {
        "join": reverse("polls:join"),
        "room": reverse("polls:room", args=(get_or_create_room(event).join_code,)),
        "personal": reverse("polls:room_personal", args=(make_token("registration", person.reference),)),
        "screen": reverse("polls:screen", args=(link_token(screen),)),
        "remote": reverse("polls:remote", args=(link_token(chair),)),
        "protection": reverse("polls:protection"),
    }


def _room_votes(question):
    """Everybody with a place votes: municipalities split, the police mostly agrees."""
    round_ = Round.objects.get(question=question)
    options = [option.pk for option in question.options.all()]
    people = question.poll.event.registrations.select_related("sector")
    picks = {"Gemeente": [0] * 8 + [1] * 12 + [2] * 5, "Politie": [0] * 15 + [1] * 5 + [2] * 5}
    votes = []
    for person in people:
        pick = picks[person.sector.name].pop()
        votes.append(Vote(read_voter_token(registrant_token(person)), round_.pk, options[pick]))
    assert all(result.accepted for result in cast_votes(votes))
    return round_


def test_three_phones_vote_and_the_room_sees_it(new_page, question, addresses):
    remote, screen = new_page(width=360), new_page(width=1920, height=1080)
    code, plain, personal = new_page(width=360), new_page(width=360, javascript=False), new_page(width=320)
    room = Room.objects.get()
    remote.goto(addresses["remote"])
    screen.goto(addresses["screen"])
    expect(screen.locator(".screen__code")).to_contain_text(room.join_code[:3])

    # One joins by typing the code, one without a script, one by personal link.
    for phone in (code, plain):
        phone.goto(addresses["join"])
        phone.get_by_label(re.compile("Code")).fill(f"{room.join_code[:3]} {room.join_code[3:]}")
        phone.locator("main button").click()
        phone.get_by_role("button", name="Gemeente").click()
    personal.goto(addresses["personal"])

    remote.locator(".remote__queue [id^=choose-]").click()
    remote.locator("#press-open").click()
    expect(remote.locator("#press-close")).to_be_visible()

    announced = code.locator("[role=status][data-announce]")
    expect(announced).to_have_text("Er is een nieuwe vraag open.")
    for phone, answer in ((code, "Eens"), (personal, "Oneens")):
        phone.get_by_role("button", name=answer, exact=True).click()
        expect(phone.locator("[data-receipt]")).to_contain_text(re.compile("Ontvangen|Received"))
    plain.goto(addresses["room"])
    plain.get_by_role("button", name="Eens", exact=True).click()
    expect(plain.locator("[data-receipt]")).to_contain_text(re.compile("Ontvangen|Received"))
    expect(screen.locator("[data-received]")).to_have_text("3")

    # A tap can be changed and stays one vote.
    code.get_by_role("button", name="Weet ik nog niet").click()
    expect(code.get_by_role("button", name="Weet ik nog niet")).to_have_attribute("aria-pressed", "true")
    expect(code.locator("[data-receipt]")).to_contain_text(re.compile("Ontvangen|Received"))
    round_ = _room_votes(question)
    assert count_received(round_.pk) == 52  # 50 with a place, of whom one voted before, and two by code

    remote.locator("#press-close").click()
    expect(code.locator("[data-vote-form]")).to_have_count(0)
    expect(announced).to_have_text("De stemming is gesloten.")
    remote.locator("#press-result").click()
    expect(announced).to_have_text("De uitslag staat op deze pagina.")
    expect(screen.locator(".chart__value")).to_have_count(3)
    expect(code.locator(".chart__value")).to_have_count(3)
    plain.goto(addresses["room"])
    expect(plain.locator(".chart__value")).to_have_count(3)

    remote.locator("#press-breakdown").click()
    expect(screen.locator(".chart-compare__row, .chart-compare .chart__stack")).to_have_count(2)
    expect(personal.locator(".chart-group")).to_have_count(2)
    expect(announced).to_have_text("De vergelijking van groepen staat op deze pagina.")


def test_tap_without_a_connection_is_kept_and_sent_later(new_page, question, addresses):
    round_ = open_round(get_or_create_round(question), actor="test")
    phone = new_page(width=360)
    phone.goto(addresses["personal"])
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Oneens").click()
    expect(phone.locator("[data-receipt]")).to_contain_text(re.compile("Bewaard|Kept"))
    assert count_received(round_.pk) == 0

    phone.context.set_offline(False)

    expect(phone.locator("[data-receipt]")).to_contain_text(re.compile("Ontvangen|Received"))
    assert count_received(round_.pk) == 1


def test_two_chairs_press_at_once_and_one_is_told(new_page, question, addresses):
    QuestionFactory(poll=question.poll, text="Een andere vraag")
    first, second = new_page(width=360), new_page(width=360, javascript=False)
    first.goto(addresses["remote"])
    first.locator(".remote__queue [id^=choose-]").first.click()
    expect(first.locator("#press-open")).to_be_visible()
    second.goto(addresses["remote"])
    first.locator(".remote__queue [id^=choose-]").first.click()
    expect(first.locator("h1")).to_have_text("Een andere vraag")

    second.locator("#press-open").click()

    expect(second.locator(".notice-warning")).to_be_visible()
    assert not Round.objects.filter(state="open").exists()


def test_screen_keys_change_the_theme(new_page, question, addresses):
    screen = new_page(width=1280)
    screen.goto(addresses["screen"])
    screen.keyboard.press("d")
    expect(screen.locator("html")).to_have_attribute("data-theme", "dark")
    screen.keyboard.press("d")
    expect(screen.locator("html")).to_have_attribute("data-theme", "light")


def _stages(question):
    """The room at every stage, by name."""
    room = get_or_create_room(question.poll.event)
    yield "waiting"
    round_ = get_or_create_round(question)
    set_current_round(room, round_, actor="test")
    yield "ready"
    open_round(round_, actor="test")
    yield "open"
    _room_votes(question)
    close_round(round_, actor="test")
    yield "closing"
    set_screen_view(room, ScreenView.RESULT, actor="test")
    yield "result"
    set_screen_view(room, ScreenView.BREAKDOWN, actor="test")
    yield "breakdown"


@pytest.mark.parametrize("dark", [False, True])
def test_every_stage_of_every_screen_is_accessible(new_page, axe, question, addresses, dark):
    small, large = (new_page(width=width, dark=dark) for width in WIDTHS)
    found = {}
    for stage in _stages(question):
        for name, page in (
            ("room", small),
            ("personal", small),
            ("remote", small),
            ("remote", large),
            ("screen", large),
        ):
            page.goto(addresses[name])
            if name == "screen":
                page.wait_for_timeout(300)
            elif name == "room" and page.get_by_role("button", name="Gemeente").count():
                found[f"background on {stage}"] = axe(page)
                page.get_by_role("button", name="Gemeente").click()
            found[f"{name} at {stage}"] = axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, stage)
    for name in ("join", "protection"):
        for page in (small, large):
            page.goto(addresses[name])
            found[name] = axe(page)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_phone_draws_a_result_as_the_server_does(new_page, question, addresses):
    phone = new_page(width=360)
    stages = _stages(question)
    while next(stages) != "closing":
        phone.goto(addresses["personal"])
    for stage in ("result", "breakdown"):
        assert next(stages) == stage
        expect(phone.locator(".chart__value, .chart-group").nth(1 if stage == "breakdown" else 2)).to_be_visible()
        expect(phone.locator(".chart-group")).to_have_count(2 if stage == "breakdown" else 0)
        drawn = phone.locator("[data-stage]").inner_text().split()
        phone.reload()
        assert drawn == phone.locator("[data-stage]").inner_text().split()
    assert drawn


@pytest.mark.parametrize("extra_options", [0, 9])
def test_everything_on_the_screen_fits_and_is_large(new_page, question, addresses, extra_options):
    screen = new_page(width=1920, height=1080)
    for number in range(extra_options):
        OptionFactory(question=question, text=f"Nog een mogelijk antwoord, nummer {number}", sort_order=10 + number)
    for stage in _stages(question):
        screen.goto(addresses["screen"])
        smallest = screen.evaluate(
            """() => Math.min(...[...document.querySelectorAll('[data-stage] *')]
              .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
              .filter(e => !e.closest('.visually-hidden, svg'))
              .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
        )
        assert smallest >= 27, stage
        assert screen.evaluate("document.documentElement.scrollHeight") <= 1080, stage
