"""The stage of a phone: drawn once per language for everybody in the room, from what everybody may know.

The gateway sends the drawn stage along its stream and the main door keeps it by version, so ten thousand phones cost
one drawing. Nothing of a voter is in it: the page's own script adds the address, the token and the voter's own answer.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from live.channels import read_version
from polls import charts
from polls.domain.snapshots import phone_snapshot
from polls.domain.voters import room_channel
from polls.enums import RoundState, ScreenView, VoterScope
from polls.faces import face
from polls.models import Room

KEPT_SECONDS = 30
PHONE_VIEW = "phone"
SCREEN_VIEW = "screen"
TYPE_STEPS = (7, 10, 14, 19, 26)
LONG_LABEL = 60
_KEPT = re.compile(r"(<(textarea|pre)\b.*?</\2>)", re.DOTALL)
_INDENTED = re.compile(r"\s*\n\s*")


def phone_views() -> dict[str, str]:
    """The language of each view in which the gateway gives drawn stages: phone-nl, phone-en."""
    return {f"{PHONE_VIEW}-{code}": code for code, _ in settings.LANGUAGES}


def stage_of(snapshot: Mapping[str, Any]) -> str:
    """The name of what a phone shows."""
    if snapshot["result"]:
        return "result"
    if snapshot["show"] == ScreenView.ANSWERS and snapshot.get("answers"):
        return "answers"
    return str(snapshot["state"])


def stage_context(snapshot: Mapping[str, Any], *, place: str = PHONE_VIEW, answer: str = "") -> dict[str, Any]:
    """What the templates of a stage need to know; ``answer`` only on a page for one voter."""
    question = snapshot["question"]
    return {
        "snapshot": snapshot,
        "stage": stage_of(snapshot),
        "place": place,
        "face": face(question, answer) if question else None,
        "answers": _answers(snapshot),
        "shown": charts.draw_shown(snapshot),
        "may_vote": True,
        "voters": VoterScope(question["voters"]).rank if question else 0,
        "content_language": settings.WAGTAIL_CONTENT_LANGUAGES[0][0],
    }


def screen_stage(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """The same for the big screen, with what grows live and a guess at how large the type can be."""
    question = snapshot["question"]
    labels = [option["text"] for option in question["options"]] if question else []
    return {
        **stage_context(snapshot, place=SCREEN_VIEW),
        "live": charts.draw_live(question, snapshot) if question else None,
        "fit": type_step(question["text"], labels) if question else 1,
        "is_long": max(map(len, labels), default=0) > LONG_LABEL,
    }


def type_step(question: str, labels: Sequence[str]) -> int:
    """How large the type can be, 1 (large) to 6, guessed from the number and the length of the answers.

    The page's own script measures and mends the guess; without a script it stands.
    """
    load = len(question) / 40 + sum(1 + len(label) / 70 for label in labels)
    return 1 + sum(load > limit for limit in TYPE_STEPS)


def _answers(snapshot: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The open answers that a moderator approved, the one in the spotlight first."""
    shown = snapshot.get("answers") or {"items": [], "spotlit": None}
    return sorted(shown["items"], key=lambda item: item["uid"] != shown["spotlit"])


def draw_stage(snapshot: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What a phone gets: the stage as HTML, and what its script must know.

    ``key`` names the stage: as long as it stays the same the phone leaves alone what somebody may be filling in.
    """
    with translation.override(language):
        html = squeezed(render_to_string("polls/phone/stage.html", stage_context(snapshot)))
    round_ = snapshot["round"]
    return {
        **{name: snapshot[name] for name in ("version", "event", "state", "show", "qa", "report_back")},
        "stage": stage_of(snapshot),
        "key": stage_key(snapshot, html),
        "round": round_["id"] if round_ else None,
        "until": round_.get("countdown_until") if round_ else None,
        "html": html,
    }


def squeezed(html: SafeString) -> SafeString:
    """The same page without the indentation of templates, which ten thousand phones would fetch for nothing.

    A blank with a line's end in it becomes one line's end, which a browser shows as the same blank. What people may
    have typed over several lines (``textarea``, ``pre``) stays as it is.
    """
    parts = _KEPT.split(html)
    parts[::3] = [_INDENTED.sub("\n", part) for part in parts[::3]]
    kept = "".join(part for place, part in enumerate(parts) if place % 3 != 2).strip()
    return mark_safe(kept)  # noqa: S308 (a drawn template, with fewer blanks)


def stage_key(snapshot: Mapping[str, Any], html: str) -> str:
    """An open question is the same stage until it closes; anything else changes with what it looks like."""
    if stage_of(snapshot) == RoundState.OPEN:
        return f"open-{snapshot['round']['id']}"
    return hashlib.sha256(html.encode()).hexdigest()[:16]


def phone_stage(room: Room, language: str) -> dict[str, Any]:
    """The drawn stage of a room now."""
    return draw_stage(phone_snapshot(room), language)


def kept_phone_stage(room: Room, language: str) -> dict[str, Any]:
    """The same, made once per version for all phones that ask at the main door.

    The version is read first: what is drawn is then never older than the version that it is kept under.
    """
    channel = room_channel(room.event_id)
    key = f"polls.stage:{channel}:{language}:{read_version(channel).version}"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = phone_stage(room, language)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
