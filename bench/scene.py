"""Runs inside the project: an event with an open round, voter tokens, the ORM's rate, and what is stored.

Called by the bench as a process of its own, so that the load generator never loads Django.
"""

import json
import os
import secrets
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def make(voters: int) -> dict:
    """An event whose round is open, and a token for each voter."""
    from wagtail.models import Page

    from events.models import EventPage
    from live.addresses import stream_url
    from polls.domain.rounds import open_round
    from polls.domain.voters import browser_voter_id, mint_voter_token, room_channel
    from polls.enums import VoterScope
    from polls.models import Option, Poll, Question, Round

    event = EventPage(title="Bench", slug=f"bench-{secrets.token_hex(4)}")
    Page.objects.get(depth=1).add_child(instance=event)
    question = Question.objects.create(poll=Poll.objects.create(event=event, title="Bench"), text="Bench?")
    options = [Option.objects.create(question=question, text=str(n), sort_order=n) for n in range(4)]
    round_ = open_round(Round.objects.create(question=question), actor="bench", max_minutes=600)
    tokens = [
        mint_voter_token(event.pk, voter_id=browser_voter_id(event.pk, str(number)), sector=None, scope=VoterScope.ROOM)
        for number in range(voters)
    ]
    channel = room_channel(event.pk)
    return {
        "round": round_.pk,
        "options": [option.pk for option in options],
        "tokens": tokens,
        "phone": stream_url(channel, "phone"),
        "screen": stream_url(channel, "screen", needs_token=True),
    }


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


def registered(event_id: int) -> dict:
    """Confirmed registrations of an event, their workshop places, and the mails about them."""
    from mailing.models import OutboxMessage
    from registrations.models import Place, Registration

    return {
        "confirmed": Registration.objects.confirmed().filter(event=event_id).count(),
        "places": Place.objects.filter(registration__event=event_id).count(),
        "mails": OutboxMessage.objects.filter(event=event_id, purpose="registration.confirmed").count(),
    }


def orm(round_id: int, seconds: float) -> float:
    """Votes per second with update_or_create, each in a commit of its own."""
    from polls.models import Ballot

    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        Ballot.objects.update_or_create(
            round_id=round_id, voter_key=secrets.token_bytes(16), defaults={"group": 0, "choice": 1}
        )
        done += 1
    rate = done / (time.perf_counter() - started)
    Ballot.objects.filter(round_id=round_id, choice=1).delete()
    return rate


def close(round_id: int) -> dict:
    """Close and freeze the round; how long that takes and what it counted."""
    from polls.domain.rounds import close_round, freeze_round
    from polls.models import Ballot, BallotBox, Round

    round_ = Round.objects.get(pk=round_id)
    started = time.perf_counter()
    result = freeze_round(close_round(round_, actor="bench"))
    seconds = time.perf_counter() - started
    left = Ballot.objects.filter(round_id=round_id).count() + BallotBox.objects.filter(round_id=round_id).count()
    return {"n": result.payload["n"], "seconds": seconds, "left": left}


def main() -> None:
    """``make VOTERS``, ``demo``, ``registered EVENT``, ``orm ROUND SECONDS``, ``count``, ``close``; gives JSON."""
    django.setup()
    from polls.domain.ballots import count_received

    command, *arguments = sys.argv[1:]
    if command == "make":
        answer = make(int(arguments[0]))
    elif command == "demo":
        answer = demo()
    elif command == "registered":
        answer = registered(int(arguments[0]))
    elif command == "orm":
        answer = orm(int(arguments[0]), float(arguments[1]))
    elif command == "count":
        answer = count_received(int(arguments[0]))
    else:
        answer = close(int(arguments[0]))
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
