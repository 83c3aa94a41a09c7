"""Runs inside the project: events to register for, mailings, and what is stored afterwards.

Called by the bench as a process of its own, so that the load generator never loads Django.
"""

import json
import os
import secrets
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def demo() -> dict:
    """The coming demo meeting, open for everybody with room for all; its address, and queries per page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from events.models import EventPage
    from workshops.models import Workshop

    event = EventPage.objects.live().filter(workshop_rounds__isnull=False).upcoming()[0]
    EventPage.objects.filter(pk=event.pk).update(
        capacity=None, registration_opens_at=None, registration_closes_at=event.last_ends_at
    )
    Workshop.objects.filter(round__event=event).update(capacity=1_000_000)
    visitor = Client(headers={"host": "127.0.0.1:8000"})
    queries = {}
    for path in (event.url, "/", f"/aanmelden/{event.pk}/"):
        for _ in range(2):  # the first one fills caches
            with CaptureQueriesContext(connection) as captured:
                visitor.get(path)
        queries[path] = len(captured)
    return {"event": event.pk, "path": event.url, "queries": queries}


def race(seats: int) -> int:
    """An event with so many seats and a choice of workshops, open for registration."""
    from datetime import timedelta

    from django.utils import timezone
    from wagtail.models import Site

    from events.models import EventDate, EventPage
    from workshops.models import Workshop, WorkshopRound

    start = timezone.now() + timedelta(days=30)
    event = EventPage(title="Wedloop", slug=f"wedloop-{secrets.token_hex(4)}", capacity=seats)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=event)
    EventDate.objects.create(page=event, starts_at=start, ends_at=start + timedelta(hours=5))
    round_ = WorkshopRound.objects.create(
        event=event, title="Ronde", starts_at=start + timedelta(hours=1), ends_at=start + timedelta(hours=2)
    )
    for number in range(3):
        Workshop.objects.create(round=round_, number=number, title=f"Workshop {number}")
    return event.pk


def raced(event_id: int) -> dict:
    """How many have a seat, how many wait, how many different people and mails there are."""
    from mailing.models import OutboxMessage
    from registrations.models import Registration

    people = Registration.objects.filter(event=event_id)
    return {
        "confirmed": people.filter(state="confirmed").count(),
        "waitlisted": people.filter(state="waitlisted").count(),
        "people": people.values("name", "email", "organisation_name").distinct().count(),
        "mails": OutboxMessage.objects.filter(event=event_id).count(),
    }


def registered(event_id: int) -> dict:
    """Confirmed registrations of an event, their workshop places, and the mails about them."""
    from mailing.models import OutboxMessage
    from registrations.models import Place, Registration

    return {
        "confirmed": Registration.objects.confirmed().filter(event=event_id).count(),
        "places": Place.objects.filter(registration__event=event_id).count(),
        "mails": OutboxMessage.objects.filter(event=event_id, purpose="registration.confirmed").count(),
    }


def mails(number: int) -> dict:
    """An event with so many people, and a mailing to all of them that was just started."""
    from django.utils import timezone
    from wagtail.models import Page

    from events.models import EventDate, EventPage
    from mailing.domain.campaigns import start_campaign
    from mailing.models import Campaign
    from registrations.models import Registration

    event = EventPage(title="Bench", slug=f"bench-{secrets.token_hex(4)}")
    Page.objects.get(depth=1).add_child(instance=event)
    starts_at = timezone.now() + timedelta(days=30)
    EventDate.objects.create(page=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    rows = [
        Registration(
            event=event,
            name=f"Bench {n}",
            email=f"p{n}@bench.example",
            email_key=f"p{n}@bench.example",
            confirmed_at=timezone.now(),
        )
        for n in range(number)
    ]
    Registration.objects.bulk_create(rows, batch_size=500)
    campaign = Campaign.objects.create(
        event=event,
        audience="registrations",
        selection={"state": ["confirmed"]},
        subject_nl="Nieuws over {bijeenkomst}",
        body_nl="Dag {naam},\n\n{gegevens}\n\n[Naar mijn pagina]({link})",
        rate_per_minute=60_000,
    )
    start_campaign(campaign, version=campaign.version, actor=None)
    return {"campaign": campaign.pk}


def mail_states(campaign_id: int) -> dict:
    """How many recipients are in each state, and the state of the mailing."""
    from mailing.domain.campaigns import numbers_of
    from mailing.models import Campaign

    campaign = Campaign.objects.get(pk=campaign_id)
    return {**numbers_of(campaign), "campaign": campaign.state}


def main() -> None:
    """``demo``, ``mails NUMBER`` and so on, as below; gives JSON."""
    django.setup()
    command, *arguments = sys.argv[1:]
    if command == "demo":
        answer = demo()
    elif command == "race":
        answer = race(int(arguments[0]))
    elif command == "raced":
        answer = raced(int(arguments[0]))
    elif command == "registered":
        answer = registered(int(arguments[0]))
    elif command == "mails":
        answer = mails(int(arguments[0]))
    else:
        answer = mail_states(int(arguments[0]))
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
