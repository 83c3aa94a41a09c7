"""Capturing with several people, without a network, and through the links of leader and speaker: whole journeys."""

import re
import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Error, expect

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.models import Place
from tests.factories import (
    CaptureSheetFactory,
    CaseFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    SectorFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)
from tests.live.gateway import GatewayProcess, free_port
from workshops.domain.cards import create_card
from workshops.domain.links import make_link, revoke_links
from workshops.domain.passages import ask_speaker, passage_link
from workshops.domain.starring import points_of
from workshops.domain.templates import GENDER, PLENARY, add_preset
from workshops.models import CaptureSheet, Outcome, Passage, Photo, Quote, RunningNote

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
NOTES = "#id_note_text"
EXAMPLES = "Goede voorbeelden"


@pytest.fixture
def gateway(settings, live_server):
    """The page asks the live server; the stream comes from a gateway process of its own."""
    port = free_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PUBLIC_ORIGIN", live_server.url)
        process = GatewayProcess(port)
    settings.LIVE_ORIGIN = f"http://127.0.0.1:{port}"
    policy = settings.CONTENT_SECURITY_POLICY
    directives = {**policy["DIRECTIVES"], "connect-src": ["'self'", settings.LIVE_ORIGIN]}
    settings.CONTENT_SECURITY_POLICY = {**policy, "DIRECTIVES": directives}
    yield process
    process.stop()


@pytest.fixture
def allowed_origins(gateway, live_server, settings):
    return [live_server.url, settings.LIVE_ORIGIN]


@pytest.fixture
def sheet():
    now = timezone.now()
    round_ = WorkshopRoundFactory(starts_at=now - timedelta(minutes=40), ends_at=now + timedelta(minutes=25))
    workshop = WorkshopFactory(round=round_, number=2, title="Partnergeweld en afhankelijkheid", room="Zaal 3")
    CaseFactory(workshop=workshop, title="Anna en Bram")
    CaseFactory(workshop=workshop, title="Chantal en Dirk")
    return CaptureSheetFactory(workshop=workshop, template=add_preset(GENDER, event=round_.event))


def scribe_address(sheet):
    return f"/verslaglegger/{link_token(make_link(sheet))}/"


def panel(page, title):
    return page.locator("[data-panel]", has=page.get_by_role("heading", name=re.compile(title)))


def add_outcome(page, title, text):
    form = panel(page, title).locator("form.scribe-add")
    form.get_by_label("Tekst").fill(text)
    form.get_by_role("button", name="Toevoegen").click()


def state(page):
    return page.locator("[data-state]")


def kept_on(page):
    """What the browser still holds of a sheet."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('plenair:sheet:'))")


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_two_scribes_see_each_other_within_a_second_and_type_in_the_same_notes(new_page, sheet):
    one, two = new_page(), new_page(width=820, touch=True)
    for page in (one, two):
        page.goto(scribe_address(sheet))
        expect(page.locator("html[data-kept]")).to_be_attached()
    two.get_by_role("link", name=EXAMPLES).click()
    lag = []
    for number in range(3):
        text = f"Voorbeeld {number}"
        add_outcome(one, EXAMPLES, text)
        wait_for(lambda text=text: Outcome.objects.filter(text=text).exists())
        saved_at = time.monotonic()
        panel(two, EXAMPLES).locator("[data-version]", has_text=text).wait_for()
        lag.append(time.monotonic() - saved_at)
    assert min(lag) < 1, lag

    one.locator(NOTES).type("Boven: geld")
    expect(state(one)).to_contain_text("Opgeslagen om")
    expect(two.locator(NOTES)).to_have_value("Boven: geld")
    one.locator(NOTES).press("End")
    two.locator(NOTES).press("End")
    one.locator(NOTES).type("\nEen typt door")
    two.locator(NOTES).type("\nTwee ook")
    for page in (one, two):
        expect(page.locator(NOTES)).to_have_value(
            re.compile("Boven: geld\n(Een typt door\nTwee ook|Twee ook\nEen typt door)")
        )
        expect(page.locator(".scribe-conflict")).to_have_count(0)

    heard = {}
    for page in (one, two):
        page.on("response", lambda answer, page=page: hears(answer) and heard.setdefault(page, time.monotonic()))
    revoke_links(sheet)
    revoked_at = time.monotonic()
    for page in (one, two):
        page.get_by_role("heading", name="Deze link werkt niet").wait_for()
        assert kept_on(page) == []
    lags = [heard[page] - revoked_at for page in (one, two)]
    assert max(lags) < 1, lags


def hears(answer):
    """Whether this is where a page is told that its link does not work any more."""
    return answer.status == 404 and answer.url.endswith("/kaarten/")


def test_a_day_without_a_network_loses_nothing(new_page, sheet):
    """Reloaded and killed while offline, with a photo; everything arrives once when the network is back."""
    page = new_page(width=820, touch=True)
    context, address = page.context, scribe_address(sheet)
    page.goto(address)
    expect(page.locator("html[data-kept]")).to_be_attached()
    context.set_offline(True)
    page.reload()
    page.locator(NOTES).type("Zonder netwerk getypt")
    page.get_by_role("link", name=EXAMPLES).click()
    for number in range(2):
        add_outcome(page, EXAMPLES, f"Opbrengst {number}")
    page.get_by_role("link", name="Foto’s").click()
    form = panel(page, "Foto’s").locator("form[data-photo]")
    form.get_by_label("Foto van een flip-over").set_input_files(photo_with_place())
    form.get_by_label("Wat staat erop?").fill("Drie kernwoorden")
    form.get_by_role("button", name="Foto toevoegen").click()
    expect(state(page)).to_contain_text("2 kaarten nog niet verstuurd · 1 foto nog niet verstuurd")
    page.get_by_role("link", name="Citaten").click()
    half = panel(page, "Citaten").locator("form.scribe-add").get_by_label("Tekst")
    half.type("Wij vroegen het nooit")
    page.get_by_role("link", name="Foto’s").click()
    form.get_by_label("Wat staat erop?").type("Nog een vel")
    page.wait_for_timeout(400)  # what is typed is kept within 250 ms; 2 s is allowed
    with pytest.raises(Error, match="crash"):
        page.goto("chrome://crash")  # the tab is killed: nothing tells the page

    crashed, page = page, context.new_page()
    crashed.close()
    open_without_network(page, address)
    expect(page.locator(NOTES)).to_have_value("Zonder netwerk getypt")
    page.get_by_role("link", name="Citaten").click()
    expect(panel(page, "Citaten").locator("form.scribe-add").get_by_label("Tekst")).to_have_value(
        "Wij vroegen het nooit"
    )
    expect(page.locator("form[data-photo]").get_by_label("Wat staat erop?")).to_have_value("Nog een vel")
    expect(state(page)).to_contain_text("2 kaarten nog niet verstuurd · 1 foto nog niet verstuurd")
    assert not Outcome.objects.exists()

    context.set_offline(False)
    expect(state(page)).to_contain_text("Opgeslagen om")
    assert sorted(Outcome.objects.values_list("text", flat=True)) == ["Opbrengst 0", "Opbrengst 1"]
    assert RunningNote.objects.get().text == "Zonder netwerk getypt"
    photo = Photo.objects.get()
    assert (photo.text, max(photo.width, photo.height)) == ("Drie kernwoorden", 2000)
    assert not Image.open(BytesIO(bytes(photo.content))).getexif()

    page.get_by_role("link", name="Citaten").click()
    quotes = panel(page, "Citaten").locator("form.scribe-add")
    quotes.get_by_role("button", name="Toevoegen").click()
    wait_for(lambda: Quote.objects.filter(text="Wij vroegen het nooit").exists())
    page.get_by_role("button", name="Inleveren").click()
    expect(page.locator("[data-state-message]")).to_contain_text("Deze tekst is nog niet toegevoegd")
    expect(page.locator("form[data-photo]").get_by_label("Wat staat erop?")).to_be_focused()
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("Ingeleverd op")).to_be_visible()
    wait_for(lambda: kept_on(page) == [])


def open_without_network(page, address):
    """The worker opens the page; it died with the tab, so the browser may need a moment to start it again."""
    for _ in range(5):
        try:
            page.goto(address, wait_until="domcontentloaded", timeout=5_000)
        except Error:
            continue
        return
    raise AssertionError("the page does not open without a network")


def photo_with_place():
    """A large photo that knows where it was made."""
    picture = Image.new("RGB", (2600, 1900), "#fbfaf4")
    exif = Image.Exif()
    exif[0x010E] = "geheime beschrijving"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    written = BytesIO()
    picture.save(written, "JPEG", exif=exif)
    assert b"geheime" in written.getvalue()
    return {"name": "flip.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def test_scribe_orders_merges_and_marks(new_page, axe, sheet):
    page = new_page(height=2200)
    page.goto(scribe_address(sheet))
    page.get_by_role("link", name="Chantal en Dirk").click()
    page.locator(NOTES).focus()
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.setData("text/html", "<p><b>Een</b></p><p>Twee</p>"); data.setData("text/plain", "Een\\nTwee");
        document.querySelector("#id_note_text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
        document.execCommand("insertText", false, "Een\\u000bTwee"); }"""
    )
    page.get_by_role("group", name="Zet dit onder:").get_by_role("button", name=EXAMPLES).click()
    expect(state(page)).to_contain_text("Opgeslagen om")
    wait_for(lambda: RunningNote.objects.filter(text="Een\nTwee").exists())
    assert Outcome.objects.get().case.title == "Chantal en Dirk"
    Outcome.objects.all().delete()
    page.reload()
    for text in ("Praat eerst over geld en wonen", "Eerst praten over wonen en geld", "Iets heel anders"):
        add_outcome(page, EXAMPLES, text)
    cards = panel(page, EXAMPLES).locator("[data-version]:visible")
    expect(cards).to_have_count(3)

    page.get_by_role("button", name="Samenvoegen, de eerste blijft").press("Enter")
    expect(cards).to_have_count(2)
    expect(page.get_by_role("heading", name="Staat er iets dubbel?")).to_be_focused()
    expect(cards.first).to_contain_text("Samengevoegd: Eerst praten over wonen en geld")
    cards.first.get_by_role("button", name=re.compile("Ongedaan maken")).click()
    expect(cards).to_have_count(3)

    drag(page, cards.last, cards.first, 4)
    expect(cards.first).to_contain_text("Iets heel anders")
    wait_for(lambda: Outcome.objects.order_by("position").first().text == "Iets heel anders")
    expect(page.locator(".scribe-card--unsent")).to_have_count(0)
    drag(page, cards.first, panel(page, "Instrumenten").get_by_role("heading"), 60)
    wait_for(lambda: Outcome.objects.get(text="Iets heel anders").prompt.key == "instruments")
    expect(panel(page, "Instrumenten").locator("[data-version]")).to_contain_text("Iets heel anders")
    assert axe(page) == []


def drag(page, card, target, down):
    """Drag a card by its grip to some pixels under the top of something else."""
    for _attempt in range(5):  # what another save brings in may move the grip just before it is taken
        card.locator("[data-grip]").hover()
        page.mouse.down()
        if page.locator(".scribe-card--dragged").count():
            break
        page.mouse.up()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + down, steps=8)
    page.mouse.up()


def test_leader_watches_the_clock_and_chooses_three_points(new_page, axe, sheet):
    CaptureSheet.objects.update(briefing="<p>Begin met vijf minuten lezen.</p>")
    prompts = list(sheet.template.prompts.all())
    for number in range(4):
        fields = {"text": f"Punt {number}", "prompt_id": prompts[number % 3].pk, "case_id": None}
        create_card(sheet, Outcome, uid=f"00000000-0000-4000-8000-00000000000{number}", fields=fields)
    for name, people in (("Politie", 6), ("Opvang", 7), ("Ervaringsdeskundigen", 2), ("OM", 4)):
        sector = SectorFactory(name=name)
        for _ in range(people):
            registration = RegistrationFactory(event=sheet.event, sector=sector)
            Place.objects.create(registration=registration, workshop=sheet.workshop, round=sheet.workshop.round)
    page = new_page(width=360, dark=True)
    page.clock.install()
    page.goto(f"/workshopleider/{link_token(make_link(sheet, LinkPurpose.LEADER))}/")
    expect(page.get_by_text("19 deelnemers")).to_be_visible()
    mix = page.locator(".leader-mix")
    expect(mix).to_contain_text(re.compile(r"Overige\s*6"))
    expect(mix).not_to_contain_text("Ervaringsdeskundigen")
    expect(page.get_by_text("Begin met vijf minuten lezen.")).to_be_visible()
    expect(page.locator("[data-clock-time]")).to_have_text(re.compile(r"2[45]\.\d\d"))

    for number in (2, 0, 1):
        page.get_by_role("button", name=re.compile(f"Terugkoppelen ?: Punt {number}")).click()
        expect(page.locator(".scribe-points__list li", has_text=f"Punt {number}")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Terugkoppelen ?: Punt 3"))).to_have_count(0)
    page.get_by_role("button", name=re.compile("Eerder ?: Punt 1")).click()
    wait_for(lambda: [point.text for point in points_of(sheet)] == ["Punt 2", "Punt 1", "Punt 0"])

    page.clock.fast_forward("22:20")
    expect(page.locator("[data-clock-words]")).to_have_text("Nog drie minuten: kies drie punten.")
    expect(page.locator("[data-clock-spoken]")).to_have_text("Nog drie minuten: kies drie punten.")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_speaker_agrees_if_and_the_reporter_reads_it(new_page, axe):
    item = ProgrammeItemFactory(title="Wat casussen leren", is_captured=True)
    sheet = CaptureSheetFactory(
        workshop=None, programme_item=item, event=item.page, template=add_preset(PLENARY, event=item.page)
    )
    fields = {"text": "Vraag door naar geld.", "prompt_id": sheet.template.prompts.first().pk, "case_id": None}
    create_card(sheet, Outcome, uid="00000000-0000-4000-8000-000000000001", fields=fields)
    passage = ask_speaker(sheet, name="Noor van Vliet", answer_by=timezone.now() + timedelta(days=3))
    page = new_page(width=360)
    page.goto(f"/spreker/{link_token(passage_link(passage))}/")
    expect(page.get_by_role("heading", name="Mag dit geplaatst worden?")).to_be_visible()
    expect(page.get_by_text("Vraag door naar geld.")).to_be_visible()
    page.get_by_label("Akkoord, mits er iets verandert").check()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator(".error-summary")).to_contain_text("Schrijf op wat er moet veranderen.")
    assert axe(page) == []
    page.get_by_label("Wat moet er veranderen?").fill("Zeg: door naar geld én wonen.")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_text("De eindredacteur heeft uw antwoord.")).to_be_visible()
    assert Passage.objects.get().condition == "Zeg: door naar geld én wonen."
    assert axe(page) == []
