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
from workspace.domain.demo import announce, attendance, captured, chairing, notes, room, series
from workspace.domain.demo.day import prepare_day
from workspace.domain.demo.form import give_needs_role, show_form
from workspace.domain.demo.hall import open_the_hall, star_points
from workspace.domain.demo.inviting import load_inviting
from workspace.domain.demo.mailing import show_mail
from workspace.domain.demo.presentations import hand_in_2015
from workspace.domain.demo.ranking import divide_2015, load_ranking
from workspace.domain.demo.research import load_research
from workspace.domain.demo.selfservice import show_selfservice
from workspace.domain.demo.signoff import keep_a_round_running, sign_off_and_publish
from workspace.domain.demo.site import LOGIN, load_organisations, load_sectors, load_site
from workspace.domain.demo.waiting import load_waiting
from workspace.domain.demo.wall import arrange_2015, give_wall_links, show_room_cards_today, spend_dots_2015
from workspace.domain.demo.working_session import load_working_sessions


def load_demo() -> None:
    """Make everything of the demo that is not there yet, and move today's meeting to today."""
    home = load_site()
    organisations, sectors = load_organisations(), load_sectors()
    if not EventPage.objects.filter(slug=meeting_2015.SLUG).exists():
        load_2015(home, sectors)
    give_wall_links(EventPage.objects.get(slug=meeting_2015.SLUG))
    if not EventPage.objects.filter(slug=masterclass.SLUG).exists():
        load_masterclass(home, sectors)
    if not EventPage.objects.filter(slug=masterclass.FINISHED_SLUG).exists():
        series.load_finished_series(home, sectors)
    finished = EventPage.objects.get(slug=masterclass.FINISHED_SLUG)
    keep_a_round_running(finished, actor=User.objects.get(username=LOGIN))
    load_inviting(home, sectors)
    load_waiting(home, sectors)
    load_ranking(home, sectors)
    load_research(home, sectors)
    load_working_sessions(home, sectors)
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
    divide_2015(event, registered)
    room.vote_2015(event, closed_at=date.starts_at + timedelta(minutes=100))
    room.give_links(event)
    notes.capture_2015(event, organisations, sectors)
    captured.add_to_2015(event)
    arrange_2015(event)
    spend_dots_2015(event, room.present_voters(event), closed_at=date.starts_at + timedelta(minutes=290))
    notes.hand_in_all(event)
    captured.give_links(event)
    hand_in_2015(event)
    actor = User.objects.get(username=LOGIN)
    sign_off_and_publish(draft_report(event, actor=actor), actor=actor)


def load_masterclass(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """The upcoming masterclass, with some people in it."""
    event = announce.announce_masterclass(home, sectors)
    registered = attendance.register_people(
        event, masterclass.REGISTERED, sectors, tag="masterclass", since=timezone.now() - timedelta(days=12)
    )
    attendance.add_needs(registered)
    show_selfservice(event, registered)
    show_form(event, registered)
    series.fill_series(event)
    show_mail(event, registered)


def load_today(home: EventIndexPage, sectors: dict[str, Sector]) -> None:
    """Today's meeting, with people checked in and a poll open."""
    event = EventPage.objects.filter(slug=today.SLUG).first()
    if event is None:
        event = announce.announce_today(home, sectors)
        registered = attendance.register_people(
            event, today.REGISTERED, sectors, tag="vandaag", since=timezone.now() - timedelta(days=20)
        )
        attendance.check_in_people(event, registered, {**today.REGISTERED, "hulpverlening": 3, "politie": 2})
        attendance.seat_people(event, [*registered[:18], *registered[28:43]])  # of several sectors in each room
        attendance.add_needs(registered)
        give_needs_role(event)
        room.prepare_today(event)
        chairing.show_chairing(event)
    else:
        move_to_today(event)
    room.give_links(event)
    chairing.give_frame_link(event)
    prepare_day(event)
    captured.give_links(event)
    captured.capture_today(event, sectors)
    show_room_cards_today(event)
    give_wall_links(event)
    room.keep_a_poll_open(event)
    open_the_hall(event)
    star_points(event)


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
