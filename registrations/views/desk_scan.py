"""Scans from the desk's script: one, or those that were kept without a network, in one short request each time."""

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.dates import clock
from registrations.domain.desk import Answer, scan
from registrations.views.desk_access import Desk, kept_to_itself, open_desk, refused

MOST_SCANS = 50
LONGEST_BODY = 40_000


class BadScans(ValueError):
    """What was sent are no scans."""


@dataclass(frozen=True)
class Scan:
    """One scan as a desk sends it: its own id, what was read, how long ago."""

    id: uuid.UUID
    code: str
    age: timedelta


@csrf_exempt  # the token in the address is the permission; there is no cookie that another site could borrow
@require_POST
def scans(request: HttpRequest, token: str) -> HttpResponse:
    """What came of each scan, in the order sent. Sending a scan again changes nothing and gives the same answer."""
    try:
        date, wanted = read_scans(request.body[: LONGEST_BODY + 1])
        desk = open_desk(token, date)
    except BadScans:
        return kept_to_itself(HttpResponseBadRequest("scans"))
    except Http404:
        return kept_to_itself(refused(request))
    answers = [answer_json(one, _scan(desk, one)) for one in wanted]
    return kept_to_itself(JsonResponse({"answers": answers}))


def _scan(desk: Desk, one: Scan) -> Answer | None:
    return scan(one.code, desk.door, actor=desk.actor, age=one.age, scan_id=one.id) if desk.door else None


def answer_json(one: Scan, answer: Answer | None) -> dict[str, Any]:
    """An answer for the script, which sets it as text."""
    if answer is None:
        return {"id": str(one.id), "kind": "unknown"}
    person, attendance = answer.registration, answer.attendance
    found: dict[str, Any] = {"id": str(one.id), "kind": answer.kind.value}
    if person is not None:
        found |= {
            "name": person.name_on_badge,
            "organisation": person.organisation_name,
            "reference": person.reference,
            "state": str(person.get_state_display()),
            "places": [
                {
                    "time": clock(place.round.starts_at),
                    "title": place.workshop.title,
                    "room": place.workshop.room,
                    "round": place.round_id,
                }
                for place in answer.places
            ],
        }
    if attendance is not None:
        found["time"] = clock(attendance.checked_in_at)
    if answer.full is not None:
        found["full"] = {
            "word": str(answer.full.word),
            "more": answer.full.explanation,
            "chairs": answer.full.has_empty_chairs,
        }
    elif answer.left is not None:
        found["left"] = answer.left
    return found


def read_scans(body: bytes) -> tuple[str, list[Scan]]:
    """The date and the scans in a body; raises BadScans."""
    if len(body) > LONGEST_BODY:
        raise BadScans
    try:
        content = json.loads(body)
        rows = content["scans"]
        found = [_read(row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise BadScans from error
    if not 0 < len(found) <= MOST_SCANS:
        raise BadScans
    return str(content.get("date", ""))[:20], found


def _read(row: dict[str, Any]) -> Scan:
    age = row.get("age", 0)
    seconds = min(max(float(age), 0.0), 1e6) if isinstance(age, int | float) and age == age else 0.0
    return Scan(uuid.UUID(str(row["id"])), str(row["code"])[:300].replace("\x00", ""), timedelta(seconds=seconds))
