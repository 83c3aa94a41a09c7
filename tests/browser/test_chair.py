"""The chair at work: a phone on a bad line, a laptop with keys, and preparing questions in the admin."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.enums import RoundState
from polls.models import Press, Question, Round
from tests.factories import AccessLinkFactory, EventPageFactory, PollFactory, QuestionFactory, UserFactory
from tests.polls.rooms import cast_many

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def poll():
    return PollFactory(event=EventPageFactory(title="Samen werken aan genderbewuste zorg"))


@pytest.fixture
def question(poll):
    return QuestionFactory(poll=poll, text="De gemeente moet de regie nemen", is_before_after=True, sort_order=0)


@pytest.fixture
def remote(poll, question):
    return reverse("polls:remote", args=(link_token(AccessLinkFactory(event=poll.event, purpose=LinkPurpose.CHAIR)),))


@pytest.fixture
def organiser(live_server):
    """Puts the session of an administrator into a window."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True, username="organisator"))
    cookie = client.cookies["sessionid"].value

    def give(page):
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return give


def _no_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_chair_on_a_bad_line_asks_before_and_after(new_page, axe, remote, question):
    QuestionFactory(poll=question.poll, text="Een andere vraag", sort_order=1)
    phone = new_page(width=360, touch=True)
    phone.goto(remote)
    phone.locator("#press-next").click()
    expect(phone.locator("h1")).to_have_text(question.text)
    phone.locator("#press-open-120").click()
    expect(phone.locator("[data-countdown]")).to_have_text(re.compile(r"[12]:\d\d"))
    assert axe(phone) == []
    _no_sideways(phone)
    cast_many(Round.objects.get(), [8, 4])

    # The line is gone: the press waits, is sent when the line is back, and is done once.
    phone.context.set_offline(True)
    phone.locator("#press-close").click()
    expect(phone.locator("[data-notice]")).to_contain_text(re.compile("bewaard|kept"))
    assert Round.objects.get().state == RoundState.OPEN
    phone.context.set_offline(False)
    expect(phone.locator("#press-result")).to_be_visible()
    assert Round.objects.get().state == RoundState.CLOSING

    # The answer gets lost on the way back: the phone sends it again, the server does it no second time.
    phone.locator("#press-result").click()
    expect(phone.locator("#press-again")).to_be_visible()
    lost = []

    def lose_the_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    phone.route("**/doe/", lose_the_answer)
    phone.locator("#press-again").click()
    expect(phone.locator("#press-open")).to_be_visible()
    expect(phone.locator(".remote__state")).to_contain_text(re.compile("na het gesprek|after the discussion"))
    assert len(lost) == 1
    assert Round.objects.count() == 2
    assert Press.objects.filter(key__contains="again").count() == 1

    phone.locator("#press-open").click()
    expect(phone.locator("#press-close")).to_be_visible()
    cast_many(Round.objects.get(number=2), [4, 8])
    phone.locator("#press-close").click()
    phone.locator("#press-result").click()
    phone.locator("#press-before_after").click()
    expect(phone.locator(".remote__sees")).to_contain_text(re.compile("vóór en na|before and after"))
    assert axe(phone) == []
    _no_sideways(phone)


def test_press_that_waits_can_be_given_up(new_page, remote, question):
    phone = new_page(width=360)
    phone.goto(remote)
    phone.locator("#press-next").click()
    expect(phone.locator("#press-open")).to_be_visible()
    phone.context.set_offline(True)
    phone.locator("#press-open").click()
    phone.locator("[data-give-up]").click()
    phone.context.set_offline(False)
    expect(phone.locator("[data-line]")).to_be_hidden()
    expect(phone.locator("#press-open")).to_be_visible()
    assert Round.objects.get().state == RoundState.READY


def test_keys_steer_the_screen_that_was_opened_with_the_chairs_link(new_page, axe, remote, question):
    screen = new_page(width=1280, height=720)
    screen.goto(f"{remote}scherm/")
    screen.keyboard.press("Space")
    expect(screen.locator("h1")).to_have_text(question.text)
    screen.keyboard.press("ArrowRight")
    expect(screen.locator("[data-received]")).to_be_visible()
    screen.keyboard.press("?")
    expect(screen.locator("[data-keys] p")).to_be_visible()
    assert axe(screen) == []
    screen.keyboard.press("f")
    screen.keyboard.press("?")
    expect(screen.locator("[data-keys]")).to_have_css("opacity", "0")
    cast_many(Round.objects.get(), [8, 4])
    screen.keyboard.press("Space")
    expect(screen.locator('[data-action="result"]')).to_have_count(1)
    screen.keyboard.press("Space")
    expect(screen.locator(".chart").first).to_be_visible()
    screen.keyboard.press("h")
    expect(screen.locator('[data-stage] [data-action="hide"]')).to_have_count(0)
    assert Round.objects.get().state == RoundState.CLOSED


def test_organiser_prepares_moves_and_previews_a_question(new_page, axe, organiser, poll, question):
    QuestionFactory(poll=poll, text="Een andere vraag", sort_order=1)
    page = organiser(new_page())
    page.goto(reverse("polls_questions:list", args=(poll.event_id, poll.pk)))
    page.locator("a[href$='/nieuw/ranking/']").click()
    page.fill("#id_text", "Wat moet het eerst beter?")
    for number, text in enumerate(("Tijd", "Geld", "Kennis")):
        page.locator("[name=answer]").nth(number).fill(text)
    preview = page.frame_locator("iframe[name=preview-phone]")
    expect(preview.locator("body")).to_contain_text("Kennis")
    expect(page.frame_locator("iframe[name=preview-screen]").locator("h1")).to_have_text("Wat moet het eerst beter?")
    page.locator("button[name=row][value='up:2']").click()
    expect(page.locator("[name=answer]").nth(1)).to_have_value("Kennis")
    assert not [line for line in axe(page) if "prepare" in line or "id_" in line]
    page.locator("button[name=do][value=save]").click()
    made = Question.objects.get(kind="ranking")
    assert [option.text for option in made.options.all()] == ["Tijd", "Kennis", "Geld"]

    # Moving keeps the focus, without drag and with the keyboard alone.
    page.locator(f"#up-{made.pk}").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".prepare__text").nth(1)).to_have_text("Wat moet het eerst beter?")
    expect(page.locator(f"#up-{made.pk}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".prepare__text").first).to_have_text("Wat moet het eerst beter?")
    expect(page.locator(f"#down-{made.pk}")).to_be_focused()
    assert poll.questions.order_by("sort_order").first().text == "Wat moet het eerst beter?"
    assert not [line for line in axe(page) if "prepare" in line]
