"""Calendar entries pass through a parser unchanged, keep their UID and count up when something changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from events.domain.calendar_entries import date_entry, event_entries
from events.domain.ical import CANCEL, CANCELLED, REQUEST, CalendarPerson, calendar
from events.models import EventPage
from tests.factories import EventDateFactory, EventPageFactory, VenueFactory

pytestmark = pytest.mark.django_db


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def parsed(*entries, **options):
    return Calendar.from_ical(calendar(entries, **options))


@pytest.mark.parametrize(
    ("start", "local_hour", "offset_hours"),
    [
        (utc(2015, 3, 28, 12), 13, 1),
        (utc(2015, 3, 29, 12), 14, 2),
        (utc(2015, 10, 24, 12), 14, 2),
        (utc(2015, 10, 25, 12), 13, 1),
    ],
    ids=["day before summer time", "first day of it", "last day of it", "day after"],
)
def test_times_survive_the_round_trip_over_both_changes_of_the_clock(start, local_hour, offset_hours):
    date = EventDateFactory(starts_at=start, ends_at=start + timedelta(hours=4))
    text = calendar([date_entry(date)])
    found = Calendar.from_ical(text).walk("VEVENT")[0]
    assert found.start == start
    assert found.end == start + timedelta(hours=4)
    assert found.start.hour == local_hour
    assert found.start.utcoffset() == timedelta(hours=offset_hours)
    assert f"DTSTART;TZID=Europe/Amsterdam:{start:%Y%m%d}T{local_hour}0000".encode() in text


@pytest.mark.parametrize("moment", [utc(2015, 3, 29, 0, 30), utc(2015, 3, 29, 1, 30), utc(2027, 10, 31, 1, 30)])
def test_own_time_zone_says_the_same_as_the_zone_database(moment):
    zone = Calendar.from_ical(calendar([])).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    expected = moment.astimezone(__import__("zoneinfo").ZoneInfo("Europe/Amsterdam"))
    assert expected.replace(tzinfo=zone).utcoffset() == expected.utcoffset()


def test_calendar_has_what_rfc_5545_requires_and_ends_lines_with_crlf():
    text = calendar([date_entry(EventDateFactory())])
    found = Calendar.from_ical(text)
    entry = found.walk("VEVENT")[0]
    assert str(found["version"]) == "2.0"
    assert {"PRODID", "VERSION"} <= set(found)
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY"} <= set(entry)
    assert found.walk("VTIMEZONE")[0]["tzid"] == "Europe/Amsterdam"
    assert all(line.endswith(b"\r") and len(line) <= 76 for line in text.split(b"\n")[:-1])


def test_text_with_commas_semicolons_and_newlines_comes_back_as_typed():
    title = 'Geweld; "thuis", en\\dan? – ë' + "x" * 90
    event = EventPageFactory(
        title=title,
        introduction="Regel een\nRegel twee; met, tekens",
        venue=VenueFactory(name="Zaal; A, B", latitude="52.08900", longitude="5.11000"),
    )
    entry = parsed(*event_entries(event)).walk("VEVENT")[0]
    assert str(entry["summary"]) == title
    assert str(entry["location"]) == "Zaal; A, B, Catharijnesingel 48, 3511 GC Utrecht"
    assert str(entry["description"]).startswith("Regel een\nRegel twee; met, tekens\n\n")
    assert entry["geo"].to_ical() == "52.089;5.11"


def test_every_date_has_an_entry_with_its_own_uid():
    event = EventPageFactory()
    EventDateFactory(page=event, label="Terugkomdag")
    entries = parsed(*event_entries(event)).walk("VEVENT")
    assert len({str(entry["uid"]) for entry in entries}) == 2
    assert str(entries[1]["summary"]).endswith("– Terugkomdag")


def test_sensitive_event_shows_only_the_kind_of_meeting():
    event = EventPageFactory(title="Huiselijk geweld", introduction="Over geweld", is_sensitive=True)
    entry = parsed(*event_entries(event)).walk("VEVENT")[0]
    assert "geweld" not in str(entry["summary"]).lower() + str(entry["description"]).lower().replace(event.url, "")


def test_invitation_and_withdrawal_share_their_uid_and_carry_one_attendee():
    date = EventDateFactory()
    person = {"uid_suffix": "abc", "attendee": CalendarPerson("a@b.example", "Jansen, A.")}
    organizer = CalendarPerson("o@b.example", "Organisatie")
    invitation = parsed(date_entry(date, sequence=0, organizer=organizer, **person), method=REQUEST)
    withdrawal = parsed(date_entry(date, sequence=1, status=CANCELLED, organizer=organizer, **person), method=CANCEL)
    first, second = invitation.walk("VEVENT")[0], withdrawal.walk("VEVENT")[0]
    assert (str(invitation["method"]), str(withdrawal["method"])) == ("REQUEST", "CANCEL")
    assert first["uid"] == second["uid"] == f"{date.uid}-abc@plenair"
    assert (first["sequence"], second["sequence"], str(second["status"])) == (0, 1, "CANCELLED")
    assert str(first["attendee"]) == "mailto:a@b.example"
    assert first["attendee"].params["cn"] == "Jansen, A."


def published(event, **changes):
    page = EventPage.objects.get(pk=event.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def test_sequence_rises_when_time_place_or_title_changes_and_only_then():
    event = published(EventPageFactory())
    assert event.calendar_sequence == 0
    assert published(event, introduction="Anders").calendar_sequence == 0
    assert published(event, title="Andere titel").calendar_sequence == 1
    assert published(event, venue=VenueFactory(name="Elders")).calendar_sequence == 2
    page = EventPage.objects.get(pk=event.pk)
    date = page.dates.get()
    date.ends_at += timedelta(minutes=30)
    page.dates = [date]
    page.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).calendar_sequence == 3


def test_sequence_does_not_fall_back_when_an_old_revision_is_published():
    event = EventPageFactory()
    old = EventPage.objects.get(pk=event.pk).save_revision()
    old.publish()
    published(event, title="Andere titel")
    old.publish()
    assert EventPage.objects.get(pk=event.pk).calendar_sequence == 2


def test_what_may_still_change_makes_the_entry_tentative_and_certainty_raises_the_sequence(client):
    event = EventPageFactory(provisional="both")
    EventPage.objects.get(pk=event.pk).save_revision().publish()
    address = reverse("events:calendar", args=[event.pk])
    [entry] = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert (entry["STATUS"], entry["TRANSP"], entry["SEQUENCE"]) == ("TENTATIVE", "TRANSPARENT", 0)
    assert "Datum en plaats onder voorbehoud" in client.get(event.url).content.decode()
    page = EventPage.objects.get(pk=event.pk)
    page.provisional = ""
    page.save_revision().publish()
    [entry] = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert (entry["STATUS"], entry["TRANSP"], entry["SEQUENCE"]) == ("CONFIRMED", "OPAQUE", 1)
