"""Dots on sixty cards, on the big screen: what weighs most stands first, in type that the last row reads."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token
from polls.domain.ballots import cast_votes
from polls.domain.dots import prepare_dots
from polls.domain.rooms import get_or_create_room, set_current_round, set_screen_view
from polls.domain.rounds import close_round, freeze_round, get_or_create_round, open_round
from polls.enums import ScreenView
from tests.factories import AccessLinkFactory, CapturePromptFactory, CaptureSheetFactory
from tests.polls.rooms import answer_of, option_ids
from workshops.domain.cards import create_card
from workshops.models import Outcome

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
TEXTS = (
    "Te weinig plek in de opvang",
    "Vraag door naar geld, wonen en alles waar iemand anders dan zijzelf over gaat, ook als het ongemakkelijk is",
    "Signalen van school komen te laat bij Veilig Thuis, omdat niemand weet wie er belt",
)
ROWS = """() => [...document.querySelectorAll('.screen .chart tbody tr')].filter((row) => !row.hidden).map((row) => ({
  label: row.querySelector('.chart__label').textContent.trim(),
  count: Number(row.querySelector('.chart__count').textContent),
  height: parseFloat(getComputedStyle(row.querySelector('.chart__label')).fontSize) / innerHeight,
  isInside: row.getBoundingClientRect().bottom <= innerHeight && row.getBoundingClientRect().right <= innerWidth,
}))"""


@pytest.fixture
def address():
    """The big screen with the closed question."""
    sheet = CaptureSheetFactory()
    prompt = CapturePromptFactory(template=sheet.template, key="knelpunten", title="Knelpunten")
    for place in range(60):
        fields = {"text": f"{TEXTS[place % 3]} ({place + 1})", "prompt_id": prompt.pk}
        create_card(sheet, Outcome, uid=uuid4(), fields=fields)
    question = prepare_dots(sheet.event, "knelpunten", dots=5, text="Wat weegt het zwaarst?", by_group=False)
    round_ = open_round(get_or_create_round(question), actor="test")
    room, options = get_or_create_room(sheet.event), option_ids(round_)
    set_current_round(room, round_, actor="test")
    for number in range(70):
        chosen = sorted({(number * number + step * (number % 7 + 3)) % 60 for step in range(5)})
        (result,) = cast_votes([answer_of(round_, number, ",".join(str(options[place]) for place in chosen))])
        assert result.accepted
    close_round(round_, actor="test")
    freeze_round(round_)
    set_screen_view(room, ScreenView.RESULT, actor="test")
    link = AccessLinkFactory(event=sheet.event, purpose=LinkPurpose.SCREEN)
    return reverse("polls:screen", args=(link_token(link),))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_sixty_cards_turn_in_readable_pages_with_the_most_dots_first(new_page, axe, address, width, height, dark):
    screen = new_page(width=width, height=height, dark=dark, reduced_motion="reduce")
    screen.goto(address)
    pages = screen.locator("[data-pages]")
    expect(pages).to_have_text(re.compile("^1 van [4-7]$"))
    total = int(pages.inner_text().split()[-1])
    seen = []
    for number in range(1, total + 1):
        expect(pages).to_have_text(f"{number} van {total}")
        seen += screen.evaluate(ROWS)
        screen.keyboard.press("PageDown")
    counts = [row["count"] for row in seen]
    assert len({row["label"] for row in seen}) == len(seen) == 60
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    assert total > 4  # the control: in the smallest type there are four, and then the type is smaller than it need be
    assert all(row["isInside"] for row in seen)
    assert min(row["height"] for row in seen) >= 0.025
    assert axe(screen) == []
