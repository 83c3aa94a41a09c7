"""The public pages answer what a visitor wants to know, with a constant number of queries."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from config import celery_app
from core.sections import EVENT_TIMETABLE, Section, _providers
from events.domain.timetable import ROUND, ParallelEntry, TimetableEntry, TimetablePerson, group_by_day
from events.models import CentralQuestion, EventPage, EventParty
from tests.factories import (
    EventDateFactory,
    EventIndexPageFactory,
    EventPageFactory,
    OrganisationFactory,
    ProgrammeItemFactory,
    SpeakerFactory,
    VenueFactory,
    WorkshopFactory,
    WorkshopRoundFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime(2015, 3, 5, 11, 30, tzinfo=UTC)


@pytest.fixture
def home():
    page = EventIndexPageFactory(title="Bijeenkomsten")
    Site.objects.update(root_page=page)
    return page


def text(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def meeting(home):
    """The meeting of 5 March 2015."""
    event = EventPageFactory(
        parent=home, title="Een effectieve systeemaanpak", dates=0, venue=VenueFactory(), cost_note="Geen kosten"
    )
    EventDateFactory(page=event, starts_at=DAY, ends_at=DAY + timedelta(hours=4, minutes=30))
    ministry = OrganisationFactory(name="Ministerie van JenV")
    EventParty.objects.create(
        page=event, role="commissioner", organisation=ministry, name_at_the_time="Ministerie van VenJ"
    )
    EventParty.objects.create(page=event, role="organiser", organisation=OrganisationFactory(name="VNG"))
    EventParty.objects.create(page=event, role="organiser", organisation=OrganisationFactory(name="Atria"))
    CentralQuestion.objects.create(page=event, text="Wat is de betekenis van gender?")
    SpeakerFactory(item=ProgrammeItemFactory(page=event, title="Inleiding", starts_at=DAY))
    return event


def test_event_page_answers_what_when_where_whom_and_costs(client, meeting):
    body = text(client.get(meeting.url))
    for part in (
        "donderdag 5 maart 2015, 12.30–17.00 uur",
        "BCN Utrecht CS",
        "Geen kosten",
        "<dt>Opdrachtgever</dt>",
        "Ministerie van VenJ",
        "<dt>Organisatoren</dt>",
        "VNG, Atria",
        "Wat is de betekenis van gender?",
        "Renée Römkens",
    ):
        assert part in body
    assert "Ministerie van JenV" not in body


def test_past_event_says_so_and_offers_no_calendar(client, meeting):
    body = text(client.get(meeting.url))
    assert "is geweest" in body
    assert reverse("events:calendar", args=[meeting.pk]) not in body


def test_event_without_a_date_says_that_it_follows(client, home):
    assert "De datum volgt." in text(client.get(EventPageFactory(parent=home, dates=0).url))


def test_masterclass_names_every_date(client, home):
    event = EventPageFactory(parent=home, kind="masterclass", dates=0)
    for number in range(3):
        start = timezone.now() + timedelta(days=10 + number)
        EventDateFactory(page=event, label=f"Dagdeel {number + 1}", starts_at=start, ends_at=start + timedelta(hours=3))
    body = text(client.get(event.url))
    assert all(f"Dagdeel {number}" in body for number in (1, 2, 3))
    assert "3 datums, vanaf" in text(client.get(home.url))


def queries_of_event_page(client, home, django_assert_max_num_queries, amount):
    event = EventPageFactory(parent=home, venue=VenueFactory())
    for _number in range(amount):
        SpeakerFactory(item=ProgrammeItemFactory(page=event))
        EventParty.objects.create(page=event, role="organiser", organisation=OrganisationFactory())
    workshop_round = WorkshopRoundFactory(event=event)
    for _number in range(amount):
        WorkshopFactory(round=workshop_round)
    client.get(event.url)
    with django_assert_max_num_queries(100) as captured:
        text(client.get(event.url))
    return len(captured)


def test_event_page_takes_as_many_queries_for_1_as_for_30_of_everything(client, home, django_assert_max_num_queries):
    few = queries_of_event_page(client, home, django_assert_max_num_queries, 1)
    many = queries_of_event_page(client, home, django_assert_max_num_queries, 30)
    assert few == many
    assert many <= 12


@pytest.mark.parametrize("address", ["/", "/agenda/alles.ics"])
def test_list_takes_as_many_queries_for_1_as_for_30_events(client, home, django_assert_max_num_queries, address):
    counts = []
    for amount in (1, 29):
        for _number in range(amount):
            EventPageFactory(parent=home, venue=VenueFactory())
        client.get(address)
        with django_assert_max_num_queries(100) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_draft_and_report_below_an_event_are_routed_as_wagtail_does(client, home):
    from reports.models import ReportPage

    event = EventPageFactory(parent=home)
    report = event.add_child(instance=ReportPage(title="Verslag", slug="verslag"))
    assert client.get(report.url).status_code == 200
    assert client.get(event.url + "elders/").status_code == 404
    assert client.get(EventPageFactory(parent=home, live=False).url).status_code == 404


def test_home_tells_coming_up_from_earlier_and_hides_drafts(client, home, meeting):
    EventPageFactory(parent=home, title="Straks")
    EventPageFactory(parent=home, title="Nog geheim", live=False)
    body = text(client.get("/"))
    assert body.index("Straks") < body.index("Eerdere bijeenkomsten") < body.index(meeting.title)
    assert "Nog geheim" not in body


def test_home_without_events_says_so(client, home):
    assert "Er staat nu geen bijeenkomst gepland." in text(client.get("/"))


@pytest.mark.parametrize("wanted", ["systeemaanpak", "SYSTEEMAANPAKKEN", "betekenissen gender", "Atria"])
def test_search_finds_other_forms_of_the_word_and_words_of_parts(
    client, home, meeting, monkeypatch, django_capture_on_commit_callbacks, wanted
):
    monkeypatch.setitem(celery_app.conf, "task_always_eager", True)
    with django_capture_on_commit_callbacks(execute=True):
        EventPage.objects.get(pk=meeting.pk).save_revision().publish()
        other = EventPageFactory(parent=home, title="Iets heel anders")
        other.save_revision().publish()
    body = text(client.get("/", {"zoek": wanted}))
    assert meeting.title in body
    assert other.title not in body


@pytest.mark.parametrize(
    "wanted", ['"', "'", "*", "AND OR NOT", "a" * 100, "<script>alert(1)</script>", "100% -a :b", "é"]
)
def test_search_for_odd_text_finds_nothing_and_keeps_it(client, home, meeting, wanted):
    body = text(client.get("/", {"zoek": wanted}))
    assert "vonden we niets" in body
    assert "<script>alert" not in body


@pytest.mark.parametrize("wanted", ["x\0y", "x" * 300])
def test_search_for_impossible_text_shows_the_error_at_the_field(client, home, wanted):
    assert "field__error" in text(client.get("/", {"zoek": wanted}))


def test_timetable_groups_by_local_day_and_puts_the_longer_one_first():
    late = datetime(2015, 3, 5, 22, 30, tzinfo=UTC)
    nightly = TimetableEntry(late + timedelta(hours=1), late + timedelta(hours=2), "talk", "Na middernacht")
    short = TimetableEntry(DAY, DAY + timedelta(minutes=5), "talk", "Kort")
    long = TimetableEntry(DAY, DAY + timedelta(minutes=50), "talk", "Lang")
    days = group_by_day([nightly, short, long])
    assert [[entry.title for entry in day.entries] for day in days] == [["Lang", "Kort"], ["Na middernacht"]]


def test_contributed_round_stands_in_the_timetable_with_its_rooms(client, home, monkeypatch):
    event = EventPageFactory(parent=home)
    start = event.dates.get().starts_at
    room = ParallelEntry("De wijk in", room="Zaal 3", leaders=(TimetablePerson("Leider L."),), content_warning="Heftig")
    entry = TimetableEntry(start, start + timedelta(hours=1), ROUND, "Ronde 1", parallel=(room,))
    monkeypatch.setitem(_providers, EVENT_TIMETABLE, [lambda request, page: [Section(data=entry)]])
    body = text(client.get(event.url))
    for part in ("Ronde 1", "De wijk in", "Zaal 3", "Leider L.", "Heftig"):
        assert part in body


def structured(body):
    return json.loads(re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', body).group(1))


def test_structured_data_cannot_end_its_script_and_says_the_facts(client, home):
    event = EventPageFactory(parent=home, title="</script><b>&", venue=VenueFactory())
    body = client.get(event.url).content.decode()
    data = structured(body)
    assert data["name"] == "</script><b>&"
    assert data["location"]["address"]["addressLocality"] == "Utrecht"
    assert data["startDate"].endswith(("+01:00", "+02:00"))
    assert "</script><b>" not in body


def test_shared_link_to_a_sensitive_event_is_neutral(client, home):
    event = EventPageFactory(parent=home, title="Huiselijk geweld", introduction="Geweld", is_sensitive=True)
    body = text(client.get(event.url))
    assert '<meta property="og:title" content="Landelijke bijeenkomst">' in body
    assert '<meta property="og:description" content="">' in body


def test_calendar_of_a_live_event_downloads(client, home):
    response = client.get(reverse("events:calendar", args=[EventPageFactory(parent=home).pk]))
    assert response["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in response.content


@pytest.mark.parametrize("address", ["/agenda/0.ics", "/agenda/99999999999999999999999.ics"])
def test_calendar_of_an_unknown_event_is_not_found(client, home, address):
    assert client.get(address).status_code == 404


def test_calendar_of_a_draft_or_restricted_event_is_not_found(client, home):
    from wagtail.models import PageViewRestriction

    draft = EventPageFactory(parent=home, title="Concept", live=False)
    restricted = EventPageFactory(parent=home, title="Besloten")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    for event in (draft, restricted, EventPageFactory(parent=home, dates=0)):
        assert client.get(reverse("events:calendar", args=[event.pk])).status_code == 404
    feed = client.get("/agenda/alles.ics").content
    assert b"Concept" not in feed
    assert b"Besloten" not in feed


def test_draft_preview_shows_parts_that_are_not_saved(rf, home):
    from events.models import EventDate, ProgrammeItem, Speaker

    event = EventPage(title="Voorbeeld", slug="voorbeeld")
    event.dates.add(EventDate(starts_at=DAY, ends_at=DAY + timedelta(hours=1)))
    item = ProgrammeItem(title="Nieuw onderdeel", starts_at=DAY, ends_at=DAY + timedelta(hours=1))
    item.speakers.add(Speaker(name="Nieuwe Spreker"))
    event.programme_items.add(item)
    response = event.make_preview_request(preview_mode="")
    body = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert "Nieuw onderdeel" in body
    assert "Nieuwe Spreker" in body


@pytest.mark.parametrize("restricted", ["the event", "the overview", "the source of an alias"])
def test_restricted_event_asks_to_log_in_and_is_not_listed(client, home, restricted):
    event = EventPageFactory(parent=home, title="Besloten")
    shown = event.create_alias(update_slug="alias") if restricted == "the source of an alias" else event
    assert client.get(shown.url).status_code == 200
    page = home if restricted == "the overview" else event
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(shown.url).status_code == 302
    if page != home:
        assert event.url not in text(client.get("/"))
    restriction.delete()
    assert event.url in text(client.get("/"))
