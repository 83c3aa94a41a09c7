"""Scanning at the desk in a real browser: with a camera, without a network, at two desks, at the door of a workshop."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.enums import LinkPurpose
from core.tokens import link_token
from registrations.domain.checkin import check_in
from registrations.domain.links import link_of
from registrations.domain.printing.badges import CODE_SIDE, check_in_code
from registrations.enums import RegistrationState
from registrations.models import Attendance, DoorAttendance, HistoryEntry, Place
from tests.browser.conftest import ARGUMENTS, chromium_path
from tests.factories import (
    AccessLinkFactory,
    EventDateFactory,
    EventPageFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FIELD = "Scan een code, of typ een naam of organisatie"
QUEUED = "Object.keys(localStorage).filter(key => key.startsWith('plenair:desk:')).length"
LISTS = """async () => {
  const opening = indexedDB.open("plenair-desk", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("lists");
  await new Promise(done => { opening.onsuccess = done; });
  const rows = opening.result.transaction("lists").objectStore("lists").getAll();
  await new Promise(done => { rows.onsuccess = done; });
  opening.result.close();
  return JSON.stringify(rows.result);
}"""


@pytest.fixture
def event():
    event = EventPageFactory(dates=0)
    EventDateFactory(page=event, starts_at=timezone.now() - timedelta(minutes=5))
    return event


@pytest.fixture
def link(event):
    return AccessLinkFactory(event=event, purpose=LinkPurpose.CHECK_IN)


@pytest.fixture
def address(link):
    return f"/balie/{link_token(link)}/"


@pytest.fixture
def samira(event):
    return RegistrationFactory(event=event, name="Samira de Vries", organisation_name="Politie Oost")


def answer(page):
    return page.locator("[data-answer]")


def send(page, typed):
    page.get_by_label(FIELD).fill(typed)
    page.keyboard.press("Enter")


def until(page, expression, wanted):
    """Wait for something in the page; the policy forbids the browser's own waiting on an expression."""
    deadline = time.monotonic() + 30
    while (found := page.evaluate(expression)) != wanted:
        assert time.monotonic() < deadline, found
        page.wait_for_timeout(100)


def ready(page, address):
    """Open a desk and wait for its list."""
    page.goto(address)
    expect(page.locator("[data-list-line]")).to_contain_text("Klaar voor als de verbinding wegvalt")


def test_desk_with_a_list_answers_without_a_network_and_sends_later(new_page, address, event, samira):
    inside, later = RegistrationFactory.create_batch(2, event=event)
    gone = RegistrationFactory(event=event, name="Wim Weg", state=RegistrationState.CANCELLED)
    waiting = RegistrationFactory(event=event, name="Wendy Wacht", state=RegistrationState.WAITLISTED)
    check_in(inside, event.dates.get())
    page = new_page(width=360)
    ready(page, address)
    page.context.set_offline(True)
    send(page, "vries")
    expect(page.locator("[data-net]")).to_contain_text("Zoeken moet even wachten")
    for typed, told in (
        (link_of(samira), "Welkom, Samira de Vries"),
        (samira.reference, "Al ingecheckt om"),
        (inside.reference, "Al ingecheckt om"),
        (gone.reference, "Afgemeld"),
        (waiting.reference, "Nog geen plek"),
        ("0" * 24, "Niet op de lijst"),
    ):
        send(page, typed)
        expect(answer(page)).to_contain_text(told)
        expect(answer(page)).to_contain_text("Volgens de lijst van")
        expect(page.get_by_label(FIELD)).to_have_value("")
    expect(page.locator("[data-net]")).to_contain_text("5 nog niet verstuurd")
    kept = page.evaluate("JSON.stringify(localStorage)") + page.evaluate(LISTS)
    assert samira.reference in kept
    assert later.reference not in kept
    for person in (samira, later, gone):
        assert person.name not in kept
    assert Attendance.objects.count() == 1
    page.context.set_offline(False)
    until(page, QUEUED, 0)
    expect(page.locator("[data-count]")).to_contain_text("2 van 3 binnen")
    expect(page.locator("[data-later-list] li")).to_have_count(1)
    expect(page.locator("[data-later-list]")).to_contain_text("Niet gevonden")
    assert samira.history.filter(kind="checked_in").count() == 1


def test_desk_without_a_list_keeps_scans_and_checks_them_later(new_page, address, event, samira):
    page = new_page(width=360)
    page.route("**/lijst/*", lambda route: route.abort())
    page.goto(address)
    expect(page.locator("[data-list-line]")).to_contain_text("bewaart deze balie scans")
    page.context.set_offline(True)
    send(page, link_of(samira))
    expect(answer(page)).to_contain_text("Bewaard, nog niet gecontroleerd")
    page.context.set_offline(False)
    expect(page.locator("[data-count]")).to_have_text("1 van 1 binnen")
    until(page, QUEUED, 0)
    expect(page.locator("[data-later]")).to_be_hidden()


def test_two_desks_without_a_network_admit_once_and_both_scans_are_logged(new_page, address, event, samira):
    first, second = new_page(), new_page()
    for page in (first, second):
        ready(page, address)
        page.context.set_offline(True)
        send(page, samira.reference)
        expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    second.context.set_offline(False)
    until(second, QUEUED, 0)
    first.context.set_offline(False)
    until(first, QUEUED, 0)
    expect(second.locator("[data-later]")).to_be_hidden()
    expect(first.locator("[data-later-list]")).to_contain_text("Al ingecheckt om")
    assert Attendance.objects.count() == 1
    assert sorted(samira.history.values_list("kind", flat=True)) == ["checked_in", "scan_again"]
    send(second, samira.reference)
    expect(answer(second)).to_contain_text("Al ingecheckt om")


def test_scan_whose_answer_was_lost_is_not_told_that_it_was_there_already(new_page, address, event, samira):
    page = new_page()
    ready(page, address)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/scans/", lose_the_answer, times=1)
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    until(page, QUEUED, 0)
    expect(page.locator("[data-later]")).to_be_hidden()
    assert list(samira.history.values_list("kind", flat=True)) == ["checked_in"]


@pytest.mark.parametrize("reopened", [False, True])
def test_revoked_link_empties_what_was_kept(new_page, address, link, samira, reopened):
    page = new_page()
    ready(page, address)
    page.context.set_offline(True)
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Welkom")
    assert page.evaluate(QUEUED) == 1
    assert page.evaluate(LISTS) != "[]"
    link.revoked_at = timezone.now()
    link.save()
    if reopened:
        page.route("**/balie/*/scans/", lambda route: route.abort())
        page.context.set_offline(False)
        page.goto(address)
        expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    else:
        page.context.set_offline(False)
        expect(page.get_by_text("Deze link werkt niet meer")).to_have_count(2)
    until(page, QUEUED, 0)
    until(page, LISTS, "[]")
    assert not Attendance.objects.exists()


def test_list_is_used_until_its_time_is_over_and_then_wiped(new_page, address, samira):
    page = new_page()
    page.clock.install(time=timezone.now())
    ready(page, address)
    page.route("**/lijst/*", lambda route: route.abort())
    page.reload()
    expect(page.locator("[data-list-line]")).to_contain_text("Klaar voor als de verbinding wegvalt")
    page.clock.set_fixed_time(timezone.now() + timedelta(days=2))
    page.reload()
    expect(page.locator("[data-list-line]")).to_contain_text("bewaart deze balie scans")
    until(page, LISTS, "[]")


def test_list_that_was_changed_on_the_way_is_not_believed(new_page, address, samira):
    page = new_page()

    def change(route):
        content = route.fetch().json()
        content["payload"] = content["payload"].replace('"welcome"', '"cancelled"')
        route.fulfill(json=content)

    page.route("**/lijst/*", change)
    page.goto(address)
    expect(page.locator("[data-list-line]")).to_contain_text("bewaart deze balie scans")
    page.context.set_offline(True)
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Bewaard, nog niet gecontroleerd")


def test_workshop_door_shows_who_is_expected_and_sends_others_on(new_page, axe, event, samira):
    date = event.dates.get()
    round_ = WorkshopRoundFactory(event=event, starts_at=date.starts_at, ends_at=date.ends_at)
    here = WorkshopFactory(round=round_, title="De wijk in", room="Zaal 3", capacity=1)
    there = WorkshopFactory(round=round_, title="Samen optrekken", room="Zaal 9")
    Place.objects.create(registration=samira, round=round_, workshop=here)
    lost = RegistrationFactory(event=event, name="Lotte Verdwaald")
    Place.objects.create(registration=lost, round=round_, workshop=there)
    link = AccessLinkFactory(event=event, purpose=LinkPurpose.CHECK_IN_WORKSHOP, target=here.pk)
    for dark, width in ((False, 360), (True, 1280)):
        page = new_page(width=width, dark=dark)
        ready(page, f"/balie/{link_token(link)}/")
        expect(page.locator("ul[data-expected], .desk-people")).to_contain_text("Samira de Vries")
        send(page, link_of(lost))
        expect(answer(page)).to_contain_text("Plaats in een andere workshop")
        expect(answer(page)).to_contain_text("Samen optrekken, Zaal 9")
        expect(answer(page)).to_contain_text("0 van 1 zijn binnen")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("button", name="Toch toelaten Lotte Verdwaald").dblclick()
    expect(answer(page)).to_contain_text("Welkom, Lotte Verdwaald")
    expect(page.locator("[data-count]")).to_have_text("1 van 1 binnen")
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    expect(page.locator("ul[data-expected]")).to_contain_text("Ingecheckt om")
    page.get_by_role("button", name="Inchecken terugdraaien Samira de Vries").first.click()
    expect(answer(page)).to_contain_text("teruggedraaid")
    assert DoorAttendance.objects.count() == 1
    page.context.set_offline(True)
    send(page, samira.reference)
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")


# --- the camera ------------------------------------------------------------------------------------------------------


def video_of(path, reference):
    """A film (YUV4MPEG2, 4:2:0) of a badge's code held before a camera."""
    code, scale, width, height = check_in_code(reference), 10, 640, 480
    rows = [bytearray(b"\xb4" * width) for _ in range(height)]
    left, top = (width - CODE_SIDE * scale) // 2, (height - CODE_SIDE * scale) // 2
    for y in range(CODE_SIDE * scale):
        row = code[y // scale * CODE_SIDE : (y // scale + 1) * CODE_SIDE]
        rows[top + y][left : left + CODE_SIDE * scale] = b"".join(bytes([grey]) * scale for grey in row)
    frame = b"FRAME\n" + b"".join(rows) + b"\x80" * (width * height // 2)
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 10)


@pytest.fixture
def camera_page(chromium, live_server, tmp_path, samira):
    """A window in a browser of its own whose camera shows the badge of Samira."""
    film = tmp_path / "badge.y4m"
    video_of(film, samira.reference)
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    browser = chromium.browser_type.launch(
        executable_path=chromium_path(), args=[*ARGUMENTS, *fake, f"--use-file-for-fake-video-capture={film}"]
    )
    page = browser.new_page(base_url=live_server.url, viewport={"width": 360, "height": 800}, locale="nl-NL")
    yield page
    page.goto("about:blank")  # nothing of the desk is under way when the database is emptied
    browser.close()


@pytest.mark.parametrize("own_reader", [True, False])
def test_camera_reads_a_badge_and_checks_in_once(camera_page, address, samira, own_reader):
    page = camera_page
    problems = []
    page.on("console", lambda message: problems.append(message.text) if "Security Policy" in message.text else None)
    if not own_reader:
        page.add_init_script("delete window.BarcodeDetector;")
    page.goto(address)
    page.get_by_role("button", name="Scannen met de camera").click()
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    page.wait_for_timeout(1_500)  # still held before the camera: not a second scan
    expect(answer(page)).to_contain_text("Welkom, Samira de Vries")
    assert samira.history.count() == 1
    page.get_by_role("button", name="Camera stoppen").click()
    page.get_by_role("button", name="Scannen met de camera").click()
    expect(answer(page)).to_contain_text("Al ingecheckt om")
    page.get_by_role("button", name="Camera stoppen").click()
    assert Attendance.objects.count() == 1
    assert HistoryEntry.objects.filter(kind="checked_in").count() == 1
    assert problems == []


def test_camera_that_may_not_be_used_says_so(new_page, address):
    page = new_page(width=360)
    page.add_init_script("navigator.mediaDevices.getUserMedia = async () => { throw new Error('no'); };")
    page.goto(address)
    page.get_by_role("button", name="Scannen met de camera").click()
    expect(page.get_by_text("De camera mag hier niet worden gebruikt")).to_be_visible()
