"""Runs inside the project: an event with an open round, voter tokens, the chair's doings, and what is stored.

Called by the bench as a process of its own, so that the load generator never loads Django.
"""

import json
import os
import secrets
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def make(voters: int, long: str = "") -> dict:
    """An event whose round is open, and a token for each voter; ``long`` gives answers of many words."""
    from django.urls import reverse
    from wagtail.models import Page

    from events.models import EventPage
    from live.addresses import stream_url
    from polls.domain.rounds import open_round
    from polls.domain.voters import browser_voter_id, mint_voter_token, room_channel
    from polls.enums import VoterScope
    from polls.models import Option, Poll, Question, Room, Round

    event = EventPage(title="Bench", slug=f"bench-{secrets.token_hex(4)}")
    Page.objects.get(depth=1).add_child(instance=event)
    question = Question.objects.create(poll=Poll.objects.create(event=event, title="Bench"), text="Bench?")
    words = "lange antwoorden " * 20 if long else ""
    options = [
        Option.objects.create(question=question, text=f"{n} {words}"[:190].strip(), sort_order=n)
        for n in range(40 if long else 4)
    ]
    round_ = open_round(Round.objects.create(question=question), actor="bench", max_minutes=600)
    tokens = [
        mint_voter_token(event.pk, voter_id=browser_voter_id(event.pk, str(number)), sector=None, scope=VoterScope.ROOM)
        for number in range(voters)
    ]
    channel = room_channel(event.pk)
    return {
        "event": event.pk,
        "round": round_.pk,
        "options": [option.pk for option in options],
        "tokens": tokens,
        "phone": stream_url(channel, "phone"),
        "drawn": stream_url(channel, "phone-nl"),
        "poll": reverse("polls:room_state", args=(Room.objects.get(event=event).join_code,)),
        "screen": stream_url(channel, "screen", needs_token=True),
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


def count(round_id: int) -> int:
    """How many ballots are in the box."""
    from polls.domain.ballots import count_received

    return count_received(round_id)


def shut(round_id: int) -> str:
    """The chair closes the question; its result is not made yet."""
    from polls.domain.rounds import close_round
    from polls.models import Round

    return close_round(Round.objects.get(pk=round_id), actor="bench").state


def hold(round_id: int, seconds: float) -> float:
    """Hold the ballot box locked for some time: nobody can write."""
    from django.conf import settings
    from django.db import transaction

    from polls.models import BallotBox

    with transaction.atomic(using=settings.LIVE_DATABASE):  # on SQLite the transaction alone keeps writers away
        BallotBox.objects.select_for_update().get(round_id=round_id)
        print("held", flush=True)
        time.sleep(seconds)
    return seconds


def publish(event_id: int) -> None:
    """For each line that comes in: something new in the room; its version and the moment before it."""
    from live.channels import bump, read_version
    from polls.domain.voters import room_channel

    channel = room_channel(event_id)
    for _line in sys.stdin:
        moment = time.monotonic()
        bump(channel)
        print(json.dumps([read_version(channel).version, moment]), flush=True)


def close(round_id: int) -> dict:
    """Close and freeze the round; how long that takes and what it counted."""
    from polls.domain.rounds import close_round, freeze_round
    from polls.models import Ballot, BallotBox, Round

    round_ = Round.objects.get(pk=round_id)
    started = time.perf_counter()
    result = freeze_round(close_round(round_, actor="bench"))
    seconds = time.perf_counter() - started
    left = Ballot.objects.filter(round_id=round_id).count() + BallotBox.objects.filter(round_id=round_id).count()
    counts = {str(option["id"]): option["count"] for option in result.payload["options"] if option["count"]}
    return {"n": result.payload["n"], "counts": counts, "seconds": seconds, "left": left}


COMMANDS = {"make": make, "orm": orm, "count": count, "shut": shut, "hold": hold, "publish": publish, "close": close}


def main() -> None:
    """``make VOTERS``, ``close ROUND`` and so on, as above; gives JSON."""
    django.setup()
    command, *arguments = sys.argv[1:]
    given = [json.loads(text) if text[:1].isdigit() else text for text in arguments]
    print(json.dumps(COMMANDS[command](*given)))


if __name__ == "__main__":
    main()
