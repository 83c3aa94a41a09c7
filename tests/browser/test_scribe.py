"""A scribe at work in a real browser: with and without a script, without a connection, with two at once."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import link_token
from tests.factories import (
    AccessLinkFactory,
    CaptureSheetFactory,
    CaseFactory,
    OrganisationFactory,
    WorkshopFactory,
)
from workshops.domain.cards import save_note, update_card
from workshops.domain.templates import GENDER, add_preset
from workshops.models import ActionItem, CaptureSheet, Outcome, Quote, RunningNote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NOTES = "#id_note_text"
EXAMPLES = "Goede voorbeelden"


# What a word processor puts on the clipboard: bullets of two levels, a number, a table, curly quotes, odd spaces.
PASTED = [
    "•\tPraat eerst over\u00a0geld",
    "",
    "o\tVraag door naar wonen",
    "2)\u00a0Leg vast \u00a0wie belt",
    "Knelpunt\tWie\t\tWanneer",
    "\uf0a7\tGeen \u00adplek in \u200bde opvang",
    "“Wij vragen het nooit.”",
]
PLAIN = [
    "Praat eerst over geld",
    "Vraag door naar wonen",
    "Leg vast wie belt",
    "Knelpunt – Wie – Wanneer",
    "Geen plek in de opvang",
    "“Wij vragen het nooit.”",
]


@pytest.fixture
def sheet():
    workshop = WorkshopFactory(number=2, title="Partnergeweld en afhankelijkheid", room="Zaal 3")
    CaseFactory(workshop=workshop, title="Anna en Bram")
    CaseFactory(workshop=workshop, title="Chantal en Dirk")
    OrganisationFactory(name="Movisie")
    return CaptureSheetFactory(workshop=workshop, template=add_preset(GENDER, event=workshop.round.event))


@pytest.fixture
def address(sheet):
    link = AccessLinkFactory(event=sheet.event, purpose=LinkPurpose.SCRIBE, target=sheet.pk)
    return f"/verslaglegger/{link_token(link)}/"


def panel(page, title):
    return page.locator("[data-panel]", has=page.get_by_role("heading", name=re.compile(title)))


def add_outcome(page, title, text):
    form = panel(page, title).locator("form.scribe-add")
    form.get_by_label("Tekst").fill(text)
    form.get_by_role("button", name="Toevoegen").click()


def state(page):
    return page.locator("[data-state]")


def test_scribe_captures_a_workshop_and_hands_in(page, address, sheet):
    page.goto(address)
    page.locator(NOTES).type("Vraag door naar geld\nRolpatronen thuis")
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert RunningNote.objects.get().text == "Vraag door naar geld\nRolpatronen thuis"

    page.get_by_role("group", name="Zet dit onder:").get_by_role("button", name=EXAMPLES).click()
    card = panel(page, EXAMPLES).locator("[data-version]")
    expect(card).to_contain_text("Rolpatronen thuis")
    card.get_by_role("button", name="Terugkoppelen").click()
    expect(card.locator(".badge", has_text="Terugkoppeling")).to_be_visible()

    quotes = panel(page, "Citaten").locator("form.scribe-add")
    quotes.get_by_label("Tekst").fill("Wij vragen het nooit.")
    quotes.get_by_label("Mag dit in het verslag?").select_option("given")
    quotes.get_by_role("button", name="Toevoegen").click()
    expect(quotes.get_by_label("Mag dit in het verslag?")).to_have_value("not_asked")  # not for the next one as well
    actions = panel(page, "Afspraken").locator("form.scribe-add")
    actions.get_by_label("Tekst").fill("Instrumenten ontwikkelen")
    actions.get_by_label("Wie pakt het op").fill("Movisie")
    actions.get_by_label("Of een periode").fill("komende maanden")
    actions.get_by_role("button", name="Toevoegen").click()
    expect(panel(page, "Afspraken").locator("[data-version]")).to_contain_text("komende maanden")
    expect(state(page)).to_contain_text("Opgeslagen om")

    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("Ingeleverd op")).to_be_visible()
    sheet.refresh_from_db()
    assert sheet.handed_in_at
    assert Outcome.objects.get().is_starred
    assert Quote.objects.get().consent == "given"
    assert ActionItem.objects.get().owners.get().organisation.name == "Movisie"


def test_pasted_notes_become_cards_line_by_line_and_a_wrong_mark_is_undone(page, address):
    page.goto(address)
    page.locator(NOTES).fill("\n".join(PASTED))
    page.locator(NOTES).evaluate("field => field.setSelectionRange(0, 0)")
    marks = page.get_by_role("group", name="Zet dit onder:")
    cards = panel(page, EXAMPLES).locator("[data-version]:visible")
    line = page.locator("[data-mark-line]")
    expect(line).to_have_text("Deze regel: “Praat eerst over geld”")
    marks.get_by_role("button", name=EXAMPLES).click()
    expect(line).to_have_text("Deze regel: “Vraag door naar wonen”")
    marks.get_by_role("button", name=EXAMPLES).dblclick()
    expect(cards).to_have_text([re.compile("Praat eerst over geld"), re.compile("Vraag door naar wonen")])
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(cards).to_have_count(1)
    expect(line).to_have_text("Deze regel: “Vraag door naar wonen”")

    page.context.set_offline(True)
    page.locator(NOTES).select_text()
    expect(line).to_have_text("6 regels, elk een eigen kaart. De eerste: “Praat eerst over geld”")
    marks.get_by_role("button", name="Instrumenten").click()
    expect(state(page)).to_contain_text("6 kaarten nog niet verstuurd")
    page.get_by_role("button", name="Ongedaan maken").click()
    page.locator(NOTES).evaluate("field => field.setSelectionRange(field.value.length, field.value.length)")
    marks.get_by_role("button", name="Citaten").click()
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Opgeslagen om")
    expect(panel(page, "Citaten").locator("[data-version]")).to_contain_text("Wij vragen het nooit.")
    assert [card.text for card in Outcome.objects.all()] == ["Praat eerst over geld"]
    assert Quote.objects.get().text == "Wij vragen het nooit."

    page.locator(NOTES).select_text()
    marks.get_by_role("button", name="Instrumenten").click()
    expect(panel(page, "Instrumenten").locator("[data-version]")).to_have_count(6)
    made = Outcome.objects.filter(prompt__key="instruments").values_list("text", flat=True)
    assert list(made) == PLAIN


def test_card_is_edited_moved_and_deleted(page, address):
    page.goto(address)
    for text in ("Een", "Twee"):
        add_outcome(page, EXAMPLES, text)
    cards = panel(page, EXAMPLES).locator("[data-version]")
    expect(cards).to_have_count(2)

    cards.last.get_by_text("Bewerken").click()
    cards.last.get_by_label("Tekst").fill("Twee, beter")
    cards.last.get_by_role("button", name="Opslaan").press("Enter")
    expect(cards.last).to_contain_text("Twee, beter")
    expect(cards.last).to_have_attribute("data-version", "2")
    expect(cards.last.locator("summary")).to_be_focused()
    cards.last.get_by_text("Bewerken").click()
    cards.last.get_by_role("button", name="Omhoog").press("Enter")
    expect(cards.first).to_contain_text("Twee, beter")
    expect(page.locator(".scribe-card--unsent")).to_have_count(0)
    expect(cards.first.get_by_role("button", name="Omhoog")).to_be_focused()
    cards.last.get_by_text("Bewerken").click()
    cards.last.get_by_role("button", name="Verwijderen").press("Enter")
    expect(cards).to_have_count(1)
    expect(cards.last.locator("summary")).to_be_focused()
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert [card.text for card in Outcome.objects.all()] == ["Twee, beter"]
    page.locator("[data-state-message]").get_by_role("button", name="Ongedaan maken").click()
    expect(cards).to_have_text([re.compile("Twee, beter"), re.compile("Een")])
    assert [card.text for card in Outcome.objects.order_by("position")] == ["Twee, beter", "Een"]


def test_scribe_works_without_javascript(new_page, address, sheet):
    page = new_page(javascript=False)
    page.goto(address)
    page.locator(NOTES).fill("Getypt zonder script")
    page.get_by_role("button", name="Aantekeningen opslaan").click()
    expect(page.locator(NOTES)).to_have_value("Getypt zonder script")

    form = panel(page, EXAMPLES).locator("form.scribe-add")
    form.get_by_label("Tekst").fill("Doorvragen naar geld")
    form.get_by_label("Casus").select_option(label="Chantal en Dirk")
    form.get_by_role("button", name="Toevoegen").click()
    card = panel(page, EXAMPLES).locator("[data-version]")
    expect(card).to_contain_text("Chantal en Dirk")
    card.get_by_text("Bewerken").click()
    card.get_by_label("Tekst").fill("")
    card.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Inleveren").click()
    page.get_by_role("button", name="Open het blad weer").click()
    expect(panel(page, EXAMPLES).locator("form.scribe-add")).to_be_visible()


def test_nothing_is_lost_without_a_connection_and_all_is_sent_when_it_returns(page, address):
    page.goto(address)
    page.context.set_offline(True)
    page.locator(NOTES).fill("Zonder verbinding getypt")
    for number in range(3):
        add_outcome(page, EXAMPLES, f"Opbrengst {number}")
    expect(state(page)).to_contain_text("Verbinding weg, wij bewaren het hier")
    expect(state(page)).to_contain_text("3 kaarten nog niet verstuurd")
    assert not Outcome.objects.exists()

    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Opgeslagen om")
    expect(panel(page, EXAMPLES).locator("[data-version]")).to_have_count(3)
    expect(page.locator(".scribe-card--unsent")).to_have_count(0)
    assert [card.text for card in Outcome.objects.all()] == ["Opbrengst 0", "Opbrengst 1", "Opbrengst 2"]
    assert RunningNote.objects.get().text == "Zonder verbinding getypt"


def test_reload_without_a_server_loses_nothing(page, address):
    """The server is away (every save fails) while the page itself still loads, as behind a flaky proxy."""
    page.goto(address)
    refuse = re.compile(r"/(aantekeningen|kaarten/.+)/$")
    page.route(refuse, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator(NOTES).fill("Bijna kwijt")
    add_outcome(page, EXAMPLES, "Wacht op verzending")
    half_typed = panel(page, "Citaten").locator("form.scribe-add").get_by_label("Tekst")
    half_typed.type("Nog niet af")
    expect(state(page)).to_contain_text("1 kaart nog niet verstuurd")

    page.reload()
    expect(page.locator(NOTES)).to_have_value("Bijna kwijt")
    expect(half_typed).to_have_value("Nog niet af")
    expect(page.locator(".scribe-card--unsent")).to_contain_text("Wacht op verzending")

    page.unroute(refuse)
    expect(panel(page, EXAMPLES).locator("[data-version]")).to_have_count(1)
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert Outcome.objects.get().text == "Wacht op verzending"
    assert RunningNote.objects.get().text == "Bijna kwijt"


def test_answer_that_got_lost_never_doubles_a_card(page, address):
    page.goto(address)
    lost = []

    def lose_the_first_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/kaarten/opbrengst/$"), lose_the_first_answer)
    add_outcome(page, EXAMPLES, "Precies een keer")

    expect(panel(page, EXAMPLES).locator("[data-version]")).to_have_count(1)
    assert lost
    assert [card.text for card in Outcome.objects.all()] == ["Precies een keer"]


def test_two_scribes_who_change_the_same_card_both_see_both_texts(new_page, address):
    one, two = new_page(), new_page()
    one.goto(address)
    add_outcome(one, EXAMPLES, "Begin")
    expect(panel(one, EXAMPLES).locator("[data-version]")).to_have_count(1)
    two.goto(address)
    for page, text in ((one, "Van de een"), (two, "Van de ander")):
        card = panel(page, EXAMPLES).locator("[data-version]")
        card.get_by_text("Bewerken").click()
        card.get_by_label("Tekst").fill(text)
        if page is two:
            expect(panel(one, EXAMPLES).locator("[data-version]")).to_have_attribute("data-version", "2")
        card.get_by_role("button", name="Opslaan").click()

    conflict = two.locator(".scribe-conflict")
    expect(conflict).to_contain_text("Van de een")
    expect(conflict.locator("[data-mine]")).to_have_value("Van de ander")
    assert Outcome.objects.get().text == "Van de een"
    conflict.get_by_role("button", name="Mijn tekst opslaan").click()
    expect(panel(two, EXAMPLES).locator("[data-version]")).to_have_attribute("data-version", "3")
    assert Outcome.objects.get().text == "Van de ander"


def test_card_that_somebody_changed_is_not_deleted(page, address, sheet):
    page.goto(address)
    add_outcome(page, EXAMPLES, "Begin")
    card = panel(page, EXAMPLES).locator("[data-version]")
    expect(card).to_have_count(1)
    saved = Outcome.objects.get()
    update_card(sheet, Outcome, saved.uid, version=1, fields={"text": "Intussen gewijzigd"})
    card.get_by_text("Bewerken").click()
    card.get_by_role("button", name="Verwijderen").click()

    expect(card).to_contain_text("Intussen gewijzigd")
    assert Outcome.objects.get() == saved


def test_conflict_in_the_notes_shows_both_texts_and_keeps_both(page, address, sheet):
    page.goto(address)
    page.locator(NOTES).fill("Van mij")
    expect(state(page)).to_contain_text("Opgeslagen om")
    save_note(sheet, "Van de ander", version=1)

    page.locator(NOTES).type(" en nog wat")
    conflict = page.locator(".scribe-conflict")
    expect(conflict).to_contain_text("Van de ander")
    conflict.get_by_role("button", name="Allebei houden").click()

    expect(state(page)).to_contain_text("Opgeslagen om")
    assert RunningNote.objects.get().text == "Van de ander\n\nVan mij en nog wat"


def test_scribe_sees_what_another_scribe_added(new_page, address):
    one, two = new_page(), new_page()
    one.goto(address)
    two.goto(address)
    add_outcome(one, EXAMPLES, "Voor allebei")

    expect(panel(two, EXAMPLES).locator("[data-version]")).to_contain_text("Voor allebei", timeout=20_000)


def test_refused_card_comes_back_to_its_form(page, address):
    page.goto(address)
    form = panel(page, "Afspraken").locator("form.scribe-add")
    form.get_by_label("Tekst").fill("Instrumenten maken")
    form.get_by_label("Uiterlijk op").fill("2032-03-05")
    form.get_by_label("Of een periode").fill("komende maanden")
    form.get_by_role("button", name="Toevoegen").click()

    expect(form.get_by_role("alert")).to_contain_text("niet allebei")
    expect(form.get_by_label("Tekst")).to_have_value("Instrumenten maken")


def test_revoked_link_stops_at_once_and_says_so(page, address):
    page.goto(address)
    page.context.set_offline(True)  # or the page may hear of it before a word was typed
    page.locator(NOTES).fill("Te laat")
    AccessLink.objects.update(revoked_at=timezone.now() - timedelta(seconds=1))
    page.context.set_offline(False)

    expect(state(page)).to_contain_text("Deze link werkt niet meer")
    expect(page.locator(NOTES)).to_have_value("Te laat")
    page.goto(address)
    expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    assert not RunningNote.objects.exists()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 820, 1280])
def test_scribe_page_is_accessible_and_fits(new_page, axe, address, sheet, width, dark):
    page = new_page(width=width, height=1180, dark=dark, touch=width < 1000)
    page.goto(address)
    page.locator(NOTES).fill("Vraag door naar geld, wonen en alles waar iemand anders dan zijzelf over gaat")
    page.get_by_role("group", name="Zet dit onder:").get_by_role("button", name="Genderaspecten").click()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    form = page.locator("[data-panel][data-current] form.scribe-add")
    form.get_by_label("Tekst").fill("Rolpatronen")
    form.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("[data-version]")).to_have_count(2)
    page.locator("[data-version] summary").first.click()

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main summary, main a, main select')]
        .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height < 44).map(([text, box]) => `${text} ${box.height}`)"""
    )
    assert small == []


def test_closed_link_and_conflict_pages_are_accessible(new_page, axe, address, sheet):
    page = new_page(javascript=False)
    page.goto(address)
    save_note(sheet, "Van de ander", version=0)
    page.locator(NOTES).fill("Van mij")
    page.get_by_role("button", name="Aantekeningen opslaan").click()
    expect(page.locator("textarea")).to_have_value("Van mij")
    page.get_by_role("button", name="Mijn tekst opslaan").click()
    expect(page.locator(NOTES)).to_have_value("Van mij")
    looking = new_page()
    looking.goto("/verslaglegger/niets/")
    assert axe(looking) == []
    assert CaptureSheet.objects.count() == 1
