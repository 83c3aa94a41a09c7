"""What an attacker has who holds everything: databases with the order of their rows, files, Redis, cache, logs.

The attacker also knows the secret key, who was in the room and in which order people voted, and links
persons to answers in every way that these allow.
"""

import base64
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.db import connections

from polls.domain.ballots import voter_key


@dataclass(frozen=True)
class Person:
    """Somebody in the room: what names them in any record, their voter id, and what they truly answered."""

    traces: tuple[str, ...]
    voter_id: bytes
    answer: object


@dataclass
class Evidence:
    """Everything that was found: tables in the physical order of their rows, and lines of text."""

    tables: dict[str, list[dict]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def gather(log: str) -> Evidence:
    """Read every table of every database in physical order, and every line of logs, Redis, cache and sessions."""
    found = Evidence()
    for connection in connections.all():
        names = connection.introspection.table_names()
        for name in names:
            found.tables[f"{connection.alias}.{name}"] = _rows(connection, name)
    found.lines += log.splitlines()
    found.lines += [repr(row) for rows in found.tables.values() for row in rows]
    found.lines += _cached()
    return found


def _rows(connection, name: str) -> list[dict]:
    quoted = connection.ops.quote_name(name)
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    extra = ", xmin::text::bigint AS _xmin" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"SELECT *{extra} FROM {quoted} ORDER BY {order}")
        except Exception:  # tables of the full-text index have no rowid
            cursor.execute(f"SELECT * FROM {quoted}")
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _cached() -> list[str]:
    """Everything in the cache, and everything in Redis."""
    if not settings.REDIS_URL:
        return [f"{key} {value!r}" for key, value in cache._cache.items()]
    import redis

    client = redis.Redis.from_url(settings.REDIS_URL)
    readers = {
        b"string": client.get,
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"list": lambda key: client.lrange(key, 0, -1),
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
    }
    return [f"{key!r} {readers.get(client.type(key), repr)(key)!r}" for key in client.scan_iter(count=1000)]


# --- Ways to link. Each takes the people in the order in which they voted, and guesses answers. ---


def by_key(people: Sequence[Person], found: Evidence, answers: Sequence) -> list:
    """Work out each person's voter key with any key that is left, and look the ballot up."""
    rows = [row for rows in found.tables.values() for row in rows]
    keys = {value for row in rows for value in row.values() if isinstance(value, bytes) and len(value) >= 16}
    ballots = {row["voter_key"]: _answer(row, answers) for row in rows if "voter_key" in row}
    guesses = []
    for person in people:
        candidates = (ballots.get(voter_key(key, person.voter_id)) for key in keys)
        guesses.append(next((answer for answer in candidates if answer is not None), None))
    return guesses


def by_order(people: Sequence[Person], found: Evidence, answers: Sequence) -> list:
    """Lay the order of the rows beside the order of voting: the best table, physical order or transaction number."""
    best: list = [None] * len(people)
    for rows in found.tables.values():
        if len(rows) < len(people) // 2:
            continue
        for ordered in (rows, sorted(rows, key=lambda row: row.get("_xmin", 0))):
            guessed = [_answer(row, answers) for row in ordered]
            guesses = ([answer for answer in guessed if answer is not None] + [None] * len(people))[: len(people)]
            best = max(best, guesses, key=lambda some: score(people, some))
    return best


def by_record(people: Sequence[Person], found: Evidence, answers: Sequence) -> list:
    """A line that names a person and an answer."""
    guesses: list = []
    for person in people:
        named = [line for line in found.lines if any(trace in line for trace in person.traces)]
        guesses.append(next((a for line in named for a in answers if _names(line, a)), None))
    return guesses


WAYS = {"key": by_key, "order": by_order, "record": by_record}


def score(people: Sequence[Person], guesses: Sequence) -> float:
    """The share of people whose answer was found; who could not be linked counts as a draw from the totals."""
    totals = Counter(person.answer for person in people)
    right = sum(
        totals[person.answer] / len(people) if guess is None else guess == person.answer
        for person, guess in zip(people, guesses, strict=True)
    )
    return right / len(people)


def spellings(value: bytes | str) -> tuple[str, ...]:
    """How some bytes or text may stand in a record."""
    if isinstance(value, str):
        return (value,)
    plain = base64.b64encode(value).decode().rstrip("=")
    return value.hex(), plain, plain.replace("+", "-").replace("/", "_"), repr(value)[2:-1]


def _answer(row: dict, answers: Sequence) -> object | None:
    """The answer that a row tells of: a text of somebody's, or a number where a choice may stand."""
    for name, value in row.items():
        if value in answers and (isinstance(value, str) or re.search("choice|option|answer|value", name)):
            return value
    return None


def _names(line: str, answer: object) -> bool:
    if isinstance(answer, str):
        return answer in line
    return re.search(rf"(?:answer|option|choice)\W{{1,4}}{answer}\b", line) is not None
