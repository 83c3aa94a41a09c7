"""What the organiser does in the admin, as a person with a mouse and a keyboard."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

LOGIN, PASSWORD = "demo", "plenair-demo"
QUESTION = "De gemeente moet de regie nemen"


class Organiser:
    """A signed-in organiser in one window."""

    def __init__(self, window):
        self.window = window
        window.goto("/beheer/login/")
        window.fill("[name=username]", LOGIN)
        window.fill("[name=password]", PASSWORD)
        window.click("button[type=submit]")
        window.wait_for_url("**/beheer/")

    def announce(self, title):
        """Write an event that is going on now, and publish it."""
        window, now = self.window, timezone.localtime()
        home = self._home()
        window.goto(f"/beheer/pages/add/events/eventpage/{home}/")
        window.fill("#id_title", title)
        window.fill("#id_introduction", "Een middag voor iedereen die in de regio samenwerkt.")
        self._moment("#id_dates-0-starts_at", now - timedelta(hours=1))
        self._moment("#id_dates-0-ends_at", now + timedelta(hours=5))
        self._add("programme_items")
        window.fill("#id_programme_items-0-title", "Wat werkt in de regio")
        self._clock("#id_programme_items-0-starts_at", now)
        self._clock("#id_programme_items-0-ends_at", now + timedelta(minutes=45))
        window.check("#id_programme_items-0-is_captured")
        window.get_by_role("tab", name=re.compile("Aanmeld")).click()
        self._moment("#id_registration_opens_at", now - timedelta(days=1))
        self._moment("#id_registration_closes_at", now + timedelta(hours=4))
        window.fill("#id_capacity", "40")
        for number, sector in enumerate(("Gemeente: beleid", "Politie")):
            self._add("event_sectors")
            self._choose(f"event_sectors-{number}-sector", sector)
        self._publish()
        link = window.locator("a", has_text=re.compile("bekijken")).first
        expect(link).to_be_visible()
        window.goto("/beheer/bijeenkomsten/")
        window.get_by_role("link", name=title).first.click()
        window.wait_for_url(re.compile(r"/beheer/bijeenkomsten/\d+/$"))
        self.event_id = int(window.url.rstrip("/").rpartition("/")[2])
        return self.event_id

    def add_workshop(self, title):
        """A round, and a workshop in it."""
        window, now = self.window, timezone.localtime()
        self._open("rondes/nieuw/")
        window.fill("#id_title", "Workshopronde")
        self._moment("#id_starts_at", now + timedelta(hours=1))
        self._moment("#id_ends_at", now + timedelta(hours=2))
        self._save()
        self._open("workshops/nieuw/")
        window.fill("#id_title", title)
        window.select_option("#id_round", index=1)
        window.fill("#id_capacity", "20")
        self._save()

    def prepare_poll(self):
        """One question with two answers that say how the report should put them."""
        window = self.window
        self._open("peilingen/nieuw/")
        window.fill("#id_title", "Peiling")
        self._save()
        window.locator("a[href$='/nieuw/single/']").click()
        window.fill("#id_text", QUESTION)
        for number, (text, clause) in enumerate(
            (("Eens", "vindt dat de gemeente de regie moet nemen"), ("Oneens", "vindt van niet"))
        ):
            window.locator("[name=answer]").nth(number).fill(text)
            window.locator("[name=clause]").nth(number).fill(clause)
        window.locator("button[name=do][value=save]").click()
        window.wait_for_load_state()

    def give_links(self):
        """Links for chair, screen and the scribe of the workshop, and the join code."""
        window = self.window
        self._open("zaal/")
        for purpose in ("chair", "screen"):
            if not window.locator(f"#address-{purpose}").count():
                window.locator(f"form:has(input[value={purpose}]) button[value=renew]").click()
                window.wait_for_load_state()
        chair, screen = (window.input_value(f"#address-{purpose}") for purpose in ("chair", "screen"))
        code = window.locator(".room-link__code").inner_text()
        window.goto(f"/beheer/bijeenkomsten/{self.event_id}/")
        window.get_by_role("link", name="Bladen en links voor verslagleggers").click()
        window.get_by_role("button", name="Maak ontbrekende bladen en links").click()
        scribe = window.locator("input[value*='/verslaglegger/']").first.input_value()
        return {"chair": chair, "screen": screen, "code": code, "scribe": scribe}

    def letter_to(self, address):
        """The personal link in the mail that this address got."""
        window = self.window
        for _ in range(60):
            window.goto("/beheer/inbox/")
            row = window.locator("tr", has_text=address)
            if row.count():
                row.first.locator("a").first.click()
                window.wait_for_load_state()
                text = window.locator("pre").first
                if text.count() and "/mijn-plek/" in text.inner_text():
                    return re.search(r"https?://\S+/mijn-plek/\S+/", text.inner_text()).group()
            window.wait_for_timeout(500)
        raise AssertionError(f"no letter to {address}")

    def draft_and_publish_report(self):
        """One click drafts; the reporter reads and publishes."""
        window = self.window
        window.goto(f"/beheer/bijeenkomsten/{self.event_id}/")
        window.get_by_role("button", name="Maak het verslag").click()
        window.wait_for_url(re.compile(r"/beheer/pages/\d+/edit/"))
        expect(window.locator("#id_title")).to_have_value(re.compile("Verslag"))
        self._publish()

    def _home(self):
        self.window.goto("/beheer/pages/")
        for _ in range(5):
            found = re.search(r"/beheer/pages/(\d+)/$", self.window.url)
            if found and self.window.get_by_role("heading", name="Bijeenkomsten").count():
                return found.group(1)
            self.window.get_by_role("link", name="Bijeenkomsten", exact=True).last.click()
            self.window.wait_for_load_state()
        raise AssertionError("the home page is not in the page explorer")

    def _open(self, path):
        self.window.goto(f"/beheer/bijeenkomsten/{self.event_id}/{path}")

    def _add(self, prefix):
        self.window.locator(f"#id_{prefix}-ADD").click()

    def _choose(self, field, name):
        """Pick something in the window that a chooser opens."""
        self.window.locator(f"#id_{field}-chooser button:visible").first.click()
        self.window.locator(".modal-dialog").get_by_role("link", name=name, exact=True).click()
        expect(self.window.locator(f"#id_{field}-chooser")).to_contain_text(name)

    def _moment(self, field, moment):
        self.window.fill(field, moment.strftime("%Y-%m-%d %H:%M"))
        self.window.keyboard.press("Escape")

    def _clock(self, field, moment):
        self.window.fill(field, moment.strftime("%H:%M"))
        self.window.keyboard.press("Escape")

    def _save(self):
        before = self.window.url
        self.window.locator("main form [type=submit], form footer button[type=submit]").last.click()
        self.window.wait_for_url(lambda url: url != before)

    def _publish(self):
        self.window.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").last.click()
        self.window.get_by_role("button", name=re.compile("^Publi")).last.click()
        self.window.wait_for_load_state()
