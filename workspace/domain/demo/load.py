"""Loads the whole demo; loading it again changes only what must be of today."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.models import Sector, User
from events.models import EventIndexPage, EventPage
from reports.domain.drafting import draft_report
from workshops.models import WorkshopRound
from workspace.demo import masterclass, meeting_2015, today
from workspace.domain.demo import announce, attendance, notes, room
from workspace.domain.demo.site import LOGIN, load_organisations, load_sectors, load_site


def load_demo() -> None:
    """Make everything of the demo that is not there yet, and move today's meeting to today."""
    home = load_site()
    organisations, sectors = load_organisations(), load_sectors()
    if not EventPage.objects.filter(slug=meeting_2015.SLUG).exists():
        load_2015(home, sectors)
    if not EventPage.objects.filter(slug=masterclass.SLUG).exists():
        load_masterclass(home, sectors)
    load_today(home, sectors)
    assert organisations


def load_2015(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """The finished meeting, up to and including its published verslag."""
    organisations = load_organisations()
    event = announce.announce_2015(home, organisations, sectors)
    date = event.dates.get()
    registered = attendance.register_people(
        event, meeting_2015.REGISTERED, sectors, tag="2015", since=date.starts_at - timedelta(days=36)
    )
    attendance.check_in_people(event, registered, meeting_2015.ATTENDED)
    attendance.seat_people(event, registered)
    room.vote_2015(event, closed_at=date.starts_at + timedelta(minutes=100))
    room.give_links(event)
    notes.capture_2015(event, organisations, sectors)
    notes.give_scribe_links(event)
    report = draft_report(event, actor=User.objects.get(username=LOGIN))
    report.save_revision().publish()


def load_masterclass(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """The upcoming masterclass, with some people in it."""
    event = announce.announce_masterclass(home, sectors)
    registered = attendance.register_people(
        event, masterclass.REGISTERED, sectors, tag="masterclass", since=timezone.now() - timedelta(days=12)
    )
    attendance.add_needs(registered)


def load_today(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """Today's meeting, with people checked in and a poll open."""
    event = EventPage.objects.filter(slug=today.SLUG).first()
    if event is None:
        event = announce.announce_today(home, sectors)
        registered = attendance.register_people(
            event, today.REGISTERED, sectors, tag="vandaag", since=timezone.now() - timedelta(days=20)
        )
        attendance.check_in_people(event, registered, {**today.REGISTERED, "hulpverlening": 3, "politie": 2})
        attendance.seat_people(event, registered[:30])
        attendance.add_needs(registered)
        room.prepare_today(event)
    else:
        move_to_today(event)
    room.give_links(event)
    notes.give_scribe_links(event)
    room.keep_a_poll_open(event)


def move_to_today(event: EventPage) -> None:
    """Shift a meeting by whole days so that it is today again; on the same day nothing changes."""
    date = event.dates.order_by("starts_at").first()
    if date is None:
        return
    days = (timezone.localdate() - timezone.localdate(date.starts_at)).days
    if days == 0:
        return
    shift = timedelta(days=days)
    with transaction.atomic():
        for rows in (event.dates.all(), event.programme_items.all(), WorkshopRound.objects.filter(event=event)):
            rows.update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)
        page = EventPage.objects.get(pk=event.pk)
        page.registration_opens_at = page.registration_opens_at and page.registration_opens_at + shift
        page.registration_closes_at = page.registration_closes_at and page.registration_closes_at + shift
        page.save_revision().publish()
