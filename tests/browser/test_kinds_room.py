"""Every kind of question on a small phone and on the big screen; answers that had no connection."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token, make_token
from polls.domain.ballots import count_received
from polls.domain.choices import present_answer
from polls.domain.rooms import get_or_create_room, registrant_token, set_current_round, set_screen_view
from polls.domain.rounds import close_round, get_or_create_round, open_round
from polls.domain.voters import read_voter_token
from polls.enums import ScreenView
from tests.factories import (
    AccessLinkFactory,
    EventPageFactory,
    OptionFactory,
    PollFactory,
    QuestionFactory,
    RegistrationFactory,
)
from tests.polls import samples

pytestmark = pytest.mark.django_db(transaction=True)
RECEIVED = re.compile("Ontvangen")


@pytest.fixture
def event():
    return EventPageFactory(title="Samen werken aan genderbewuste zorg")


@pytest.fixture
def person(event):
    return RegistrationFactory(event=event)


def _address(person):
    return reverse("polls:room_personal", args=(make_token("registration", person.reference),))


def _opened(event, kind, **fields):
    """A question of this kind that is open in the room; icebreakers, so that one vote is enough for a result."""
    question = QuestionFactory(poll=PollFactory(event=event), kind=kind, options=0, is_icebreaker=True, **fields)
    if kind in ("single", "multiple", "ranking"):
        for number, text in enumerate(samples.CHOICES):
            OptionFactory(question=question, text=text, sort_order=number)
    round_ = get_or_create_round(question)
    set_current_round(get_or_create_room(event), round_, actor="test")
    return open_round(round_, actor="test")


def _send(phone):
    phone.get_by_role("button", name="Versturen").click()


def _multiple(phone):
    phone.get_by_label(samples.CHOICES[0]).check()
    _send(phone)
    expect(phone.locator("[data-error]")).to_have_text("Kies er ten minste 2.")
    phone.get_by_label(samples.CHOICES[2]).check()
    expect(phone.locator("[data-count]")).to_have_text("Gekozen: 2")
    expect(phone.get_by_label(samples.CHOICES[1])).to_be_disabled()
    _send(phone)


def _ranking(phone):
    for place in (2, 0, 1):
        phone.get_by_role("button", name=samples.CHOICES[place]).click()
    phone.get_by_role("button", name="Laatste tik terug").click()
    _send(phone)
    expect(phone.locator("[data-error]")).to_contain_text("Nog te doen: 1")
    phone.get_by_role("button", name=samples.CHOICES[3]).click()
    expect(phone.get_by_role("button", name=samples.CHOICES[3])).to_have_accessible_name(re.compile("plaats 3"))
    _send(phone)


def _number(phone):
    field = phone.get_by_label("Uw antwoord")
    field.fill("41")
    _send(phone)
    expect(phone.locator("[data-error]")).to_have_text("Vul een getal in van -10 tot en met 40.")
    expect(field).to_be_focused()
    field.fill("-3,5")
    _send(phone)


def _text(phone):
    phone.get_by_label("Uw antwoord").fill("Vaker samen <b>eten</b>")
    expect(phone.locator("p[data-left]")).to_have_text("Nog over: 257 tekens")
    _send(phone)


def _words(phone):
    phone.get_by_label("Woord 1").fill("vertrouwen")
    phone.get_by_label("Woord 3").fill("tijd")
    _send(phone)


ANSWERS = {  # fields of the question, how somebody answers, and what is in the box then (by place of the option)
    "single": ({}, lambda phone: phone.get_by_role("button", name=samples.CHOICES[1]).click(), [1]),
    "multiple": ({"minimum_choices": 2, "maximum_choices": 2}, _multiple, [0, 2]),
    "statement": ({}, lambda phone: phone.get_by_role("button", name="Zeer mee eens").click(), [4]),
    "rating": (
        {"highest": 10, "low_label": "slecht", "high_label": "goed"},
        lambda phone: phone.get_by_role("button", name="7", exact=True).click(),
        [6],
    ),
    "ranking": ({"maximum_choices": 3}, _ranking, [2, 0, 3]),
    "number": ({"lowest": -10, "highest": 40, "decimals": 1}, _number, "-3.5"),
    "text": ({}, _text, "Vaker samen <b>eten</b>"),
    "words": ({}, _words, "vertrouwen\ntijd"),
}


def _expected(round_, answer):
    ids = list(round_.question.options.order_by("sort_order").values_list("pk", flat=True))
    return answer if isinstance(answer, str) else ",".join(str(ids[place]) for place in answer)


def _is_narrow_enough(phone):
    return phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True])
def test_phone_of_320_pixels_answers_every_kind_and_sees_its_result(new_page, axe, event, person, dark):
    phone = new_page(width=320, height=640, dark=dark, touch=True)
    voter = read_voter_token(registrant_token(person))
    found = {}
    for kind, (fields, answer, expected) in ANSWERS.items():
        round_ = _opened(event, kind, **fields)
        phone.goto(_address(person))
        found[f"{kind} open"] = axe(phone)
        assert _is_narrow_enough(phone), kind
        answer(phone)
        expect(phone.locator("[data-receipt]")).to_have_text(RECEIVED)
        assert present_answer(voter, round_.pk) == _expected(round_, expected), kind
        found[f"{kind} received"] = axe(phone)
        close_round(round_, actor="test")
        set_screen_view(get_or_create_room(event), ScreenView.RESULT, actor="test")
        phone.goto(_address(person))
        expect(phone.locator(".badge")).to_have_text("Uitslag")
        found[f"{kind} result"] = axe(phone)
        assert _is_narrow_enough(phone), kind
        assert phone.locator("b").count() == 0
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_answer_without_a_connection_survives_a_killed_tab_and_is_sent_once_by_its_own_voter(new_page, event, person):
    round_ = _opened(event, "words")
    phone = new_page(width=360)
    other = RegistrationFactory(event=event)
    phone.goto(_address(person))
    phone.context.set_offline(True)
    _words(phone)
    expect(phone.locator("[data-receipt]")).to_contain_text("Bewaard op uw telefoon")
    assert count_received(round_.pk) == 0
    context = phone.context
    phone.close()
    context.set_offline(False)

    # Somebody else's link on the same phone sends nothing of it.
    stranger = context.new_page()
    stranger.goto(_address(other))
    expect(stranger.get_by_label("Woord 1")).to_have_value("")
    assert count_received(round_.pk) == 0

    again = context.new_page()
    again.goto(_address(person))
    expect(again.locator("[data-receipt]")).to_have_text(RECEIVED)
    expect(again.get_by_label("Woord 1")).to_have_value("vertrouwen")
    assert count_received(round_.pk) == 1
    assert again.evaluate("localStorage.length") == 0  # nothing of it stays on the phone

    # Changed, and changed again without a connection: still one ballot, with the last answer.
    again.get_by_label("Woord 1").fill("moed")
    expect(again.locator("[data-receipt]")).to_contain_text("nog niet verstuurd")
    context.set_offline(True)
    _send(again)
    expect(again.locator("[data-receipt]")).to_contain_text("Bewaard op uw telefoon")
    context.set_offline(False)
    expect(again.locator("[data-receipt]")).to_have_text(RECEIVED)
    assert count_received(round_.pk) == 1
    assert present_answer(read_voter_token(registrant_token(person)), round_.pk) == "moed\ntijd"


def test_kept_answer_that_comes_too_late_is_told_so_and_not_counted(new_page, event, person):
    round_ = _opened(event, "single")
    phone = new_page(width=360)
    phone.goto(_address(person))
    phone.context.set_offline(True)
    phone.get_by_role("button", name=samples.CHOICES[1]).click()
    expect(phone.locator("[data-receipt]")).to_contain_text("Bewaard op uw telefoon")
    close_round(round_, actor="test")
    set_screen_view(get_or_create_room(event), ScreenView.RESULT, actor="test")
    _opened(event, "number", lowest=0, highest=9)

    phone.context.set_offline(False)

    expect(phone.locator("[data-receipt]")).to_contain_text(re.compile("te laat|al gesloten"))
    assert phone.evaluate("localStorage.length") == 0
    assert count_received(round_.pk) == 0


def test_phone_speaks_english_when_asked_and_the_question_stays_as_entered(new_page, event, person):
    _opened(event, "number", text="Hoeveel casussen besprak u?", lowest=0, highest=40)
    phone = new_page(width=320)
    phone.goto(_address(person))
    phone.get_by_role("button", name="English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.locator("h1")).to_have_text("Hoeveel casussen besprak u?")
    expect(phone.locator("h1")).to_have_attribute("lang", "nl")
    phone.get_by_label("Your answer").fill("x")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.locator("[data-error]")).to_have_text("Fill in a number, for example 0.")


# The big screen ---------------------------------------------------------------------------------------------

SHAPES = {"wide": (1920, 1080), "4:3": (1280, 960), "upright": (1080, 1920)}
MISFITS = """() => {
  const small = 0.025 * innerHeight, wrong = [];
  const seen = (e) => e.checkVisibility() && !e.closest('.visually-hidden, [data-keys], .chart-table')
    || (e.closest('.chart-table')?.clientWidth > 1 && e.checkVisibility());
  for (const e of document.querySelectorAll('[data-stage] *')) {
    if (!seen(e) || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const size = parseFloat(getComputedStyle(e).fontSize) * (e.ownerSVGElement ? e.getScreenCTM().a : 1);
    const box = e.getBoundingClientRect(), text = e.textContent.trim().slice(0, 30);
    if (size < small - 0.01) wrong.push(`${text}: ${size} px is smaller than ${small}`);
    if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)
      wrong.push(`${text}: outside the screen`);
    if (!e.ownerSVGElement && e.clientWidth && e.scrollWidth > e.clientWidth + 1) wrong.push(`${text}: cut off`);
  }
  if (document.documentElement.scrollHeight > innerHeight + 1) wrong.push('the page scrolls');
  return wrong;
}"""
SENTENCE = "Gemeenten, politie en Veilig Thuis vinden elkaar als er haast is en niemand weet wie er dienst heeft, "


def _screens():
    """What the room may see, by name: every kind at every stage, then what is long and what is much."""
    for kind in samples.KINDS:
        yield f"{kind} open", samples.snapshot(kind)
        yield f"{kind} result", samples.snapshot(kind, "closed", "result")
        if kind not in ("text", "words"):
            yield f"{kind} breakdown", samples.snapshot(kind, "closed", "breakdown")
            yield f"{kind} before and after", samples.snapshot(kind, "closed", "before_after")
    for number in (3, 9, 15):
        texts = [f"{place}. {SENTENCE * 2}"[:200] for place in range(number)]
        asked = samples.question("single", texts=texts)
        yield f"{number} long answers open", samples.snapshot("single", question=asked)
        yield f"{number} long answers result", samples.snapshot("single", "closed", "result", question=asked)
    many = samples.question("multiple", texts=[f"Mogelijk antwoord {number}" for number in range(15)])
    yield "15 short answers compared", samples.snapshot("multiple", "closed", "breakdown", question=many)
    words = [{"word": word, "count": count} for word, count in samples.WORDS.items()]
    words += [{"word": f"heel lang woord dat bijna veertig tekens {number}"[:40], "count": 2} for number in range(36)]
    yield "cloud of 60", samples.snapshot("words", question=samples.question("words", icebreaker=True), words=words)


@pytest.fixture
def screen_of(event, monkeypatch):
    """Shows a hand-made snapshot on the big screen, in any window."""
    address = reverse("polls:screen", args=(link_token(AccessLinkFactory(event=event, purpose=LinkPurpose.SCREEN)),))
    now = {"version": 100}

    def show(page, snapshot):
        now["version"] += 1
        now["snapshot"] = {**snapshot, "version": now["version"]}
        page.goto(address)
        page.evaluate("document.fonts.ready")

    monkeypatch.setattr("polls.views.screen.screen_snapshot", lambda room: now["snapshot"])
    return show


@pytest.mark.parametrize(("shape", "dark"), [("wide", False), ("4:3", True), ("upright", False)])
def test_every_stage_fits_the_screen_is_large_and_accessible(new_page, axe, screen_of, shape, dark):
    width, height = SHAPES[shape]
    screen = new_page(width=width, height=height, dark=dark, reduced_motion="reduce")
    misfits, violations = {}, {}
    for name, snapshot in _screens():
        screen_of(screen, snapshot)
        misfits[name] = screen.evaluate(MISFITS)
        if shape != "upright":
            violations[name] = axe(screen)
    assert {name: wrong for name, wrong in misfits.items() if wrong} == {}
    assert {name: lines for name, lines in violations.items() if lines} == {}
    # The control: the measure sees small type and what sticks out.
    screen.evaluate("document.querySelector('h1').style.fontSize = '9px'")
    screen.evaluate("document.querySelector('header p').style.marginLeft = '200vw'")
    assert len(screen.evaluate(MISFITS)) >= 2


def test_pages_turn_by_key_and_the_list_of_keys_opens(new_page, axe, screen_of):
    cache.clear()
    screen = new_page(width=1080, height=1920)
    screen_of(screen, dict(_screens())["15 long answers result"])
    pages = screen.locator("[data-pages]")
    expect(pages).to_have_text(re.compile(r"^1 van \d$"))
    first = screen.locator("tbody tr:visible").first.inner_text()
    screen.keyboard.press("PageDown")
    expect(pages).to_have_text(re.compile(r"^2 van \d$"))
    assert screen.locator("tbody tr:visible").first.inner_text() != first
    screen.keyboard.press("PageUp")
    assert screen.locator("tbody tr:visible").first.inner_text() == first

    screen.keyboard.press("?")
    expect(screen.get_by_role("dialog")).to_be_visible()
    assert axe(screen) == []
    screen.keyboard.press("Escape")
    expect(screen.get_by_role("dialog")).not_to_be_visible()
