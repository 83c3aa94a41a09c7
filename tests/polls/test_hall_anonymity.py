"""After closing nothing leads from a question or its support to a person; each test has its control."""

import hashlib
import random
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from polls.domain.hall import sessions
from polls.domain.hall.keys import author_key, supporter_key
from polls.domain.hall.sessions import close_session, sweep_sessions
from polls.domain.hall.support import Support, write_support
from polls.enums import BoxState, HallState
from polls.enums import HallQuestionState as State
from polls.models import HallBox, HallQuestion, HallSession, KeptHallQuestion, Upvote
from tests.polls.hall import asked, opened_session, voter

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
VOTERS = 40


def test_rows_of_an_open_session_hold_an_hmac_and_nothing_about_when_or_who():
    fields = {model: {field.name for field in model._meta.fields} for model in (HallQuestion, Upvote, KeptHallQuestion)}
    assert fields[Upvote] == {"pk", "question_id", "voter_key"}
    assert fields[KeptHallQuestion] == {"uid", "session", "text", "votes", "is_answered", "is_edited"}
    for names in fields.values():
        assert not [name for name in names if name.endswith(("_at", "_on")) or name in ("id", "user", "registration")]


def test_author_and_supporter_cannot_be_matched_without_the_key():
    key, other = b"k" * 32, b"o" * 32
    ids = [hashlib.sha256(str(n).encode()).digest()[:16] for n in range(VOTERS)]
    authors, supporters = {author_key(key, i) for i in ids}, {supporter_key(key, i) for i in ids}
    assert not authors & supporters
    assert supporters & {supporter_key(key, i) for i in ids}  # control: with the key they match
    assert not supporters & {supporter_key(other, i) for i in ids}
    assert not supporters & set(ids)


def keys_of(session, box_key):
    ids = [voter(session, number).voter_id for number in range(VOTERS)]
    return [author_key(box_key, i) for i in ids] + [supporter_key(box_key, i) for i in ids] + [box_key]


def filled():
    """A session with questions in every state, all supported; and what may not be found afterwards."""
    session = opened_session()
    questions = [asked(session, f"Vraag nummer {n} over het geld?", n) for n in range(VOTERS)]
    write_support([Support(voter(session, n), question.uid, True) for n in range(VOTERS) for question in questions[:5]])
    for number, question in enumerate(questions):
        question.state = [State.APPROVED, State.ANSWERED, State.PENDING, State.HIDDEN][number % 4]
        question.save(update_fields=["state"])
    gone = [question.text.encode() for question in questions if question.state in (State.PENDING, State.HIDDEN)]
    return session, keys_of(session, bytes(HallBox.objects.get(session_id=session.pk).key)), gone


def bytes_of_live_tables() -> bytes:
    """Everything that stands in the files of the open questions, on either database."""
    live = connections[settings.LIVE_DATABASE]
    if live.vendor == "sqlite":
        path = Path(str(live.settings_dict["NAME"]))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with live.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE oid IN "
            "('polls_upvote'::regclass, 'polls_hallquestion'::regclass, 'polls_hallbox'::regclass)"
            " OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid IN "
            "('polls_upvote'::regclass, 'polls_hallquestion'::regclass, 'polls_hallbox'::regclass))"
        )
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def found(needles) -> int:
    hay = bytes_of_live_tables()
    return sum(needle in hay for needle in needles)


def test_closing_leaves_only_what_was_approved_and_no_bytes_of_the_rest(monkeypatch):
    session, keys, gone = filled()
    with monkeypatch.context() as lazy:  # control: deleting rows alone leaves them readable
        lazy.setattr(sessions, "rewrite_tables", lambda models: False)
        close_session(session)
        assert found(keys) > 0
        assert HallBox.objects.get(session_id=session.pk).state == BoxState.EMPTIED
    sweep_sessions()
    assert (HallBox.objects.count(), HallQuestion.objects.count(), Upvote.objects.count()) == (0, 0, 0)
    assert found([*keys, *gone]) == 0
    kept = list(KeptHallQuestion.objects.filter(session=session))
    assert len(kept) == VOTERS // 2
    assert sorted({row.votes for row in kept}) == [0, VOTERS]


def test_while_it_is_open_the_keys_are_there_to_be_found():
    session, keys, gone = filled()
    with connections[settings.LIVE_DATABASE].cursor() as cursor:
        if cursor.db.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert found([*keys[:5], *gone]) == 5 + len(gone)
    close_session(session)
    assert found([*keys, *gone]) == 0


def test_kept_questions_stand_in_an_order_that_tells_nothing_of_their_coming():
    session = opened_session()
    questions = [asked(session, f"Vraag {n}?", n) for n in range(30)]
    close_session(session)
    with connection.cursor() as cursor:
        place = "ctid" if connection.vendor == "postgresql" else "rowid"
        cursor.execute(f"SELECT text FROM polls_kepthallquestion ORDER BY {place}")
        stored = [text for (text,) in cursor.fetchall()]
    by_uid = [question.text for question in sorted(questions, key=lambda question: str(question.uid))]
    assert stored == by_uid
    assert by_uid != [question.text for question in questions]  # control: not the order in which they were asked


def test_no_table_of_the_main_database_knows_a_key():
    session, keys, _gone = filled()
    close_session(session)
    needles = {key.hex() for key in keys}
    for model in apps.get_app_config("polls").get_models():
        for row in model.objects.all().values():
            assert not {v.hex() for v in row.values() if isinstance(v, (bytes, memoryview))} & needles, model


@pytest.mark.parametrize("step", ["_keep_approved", "empty_session"])
def test_a_closing_that_broke_off_is_finished_by_the_sweep(monkeypatch, step):
    session = opened_session()
    asked(session, "Wanneer?")

    def die(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(sessions, step, die)
        with pytest.raises(KeyboardInterrupt):
            close_session(session)
    assert HallBox.objects.exists()
    sweep_sessions()
    assert HallSession.objects.get(pk=session.pk).state == HallState.CLOSED
    assert [row.text for row in KeptHallQuestion.objects.all()] == ["Wanneer?"]
    assert not HallBox.objects.exists()
    assert not HallQuestion.objects.exists()


def test_a_session_that_was_forgotten_is_closed_by_the_sweep_and_another_is_left_alone():
    from datetime import timedelta

    from django.utils import timezone

    old, young = opened_session(), opened_session()
    HallSession.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(hours=13))
    sweep_sessions()
    assert HallSession.objects.get(pk=old.pk).state == HallState.CLOSED
    assert HallSession.objects.get(pk=young.pk).state == HallState.OPEN


def test_support_of_a_shuffled_hall_is_exact():
    session = opened_session()
    question = asked(session, "Wanneer?")
    order = [n for n in range(200) for _twice in range(2)]
    random.Random(7).shuffle(order)
    write_support([Support(voter(session, n), question.uid, True) for n in order])
    close_session(session)
    assert KeptHallQuestion.objects.get().votes == 200


@pytest.mark.postgres
def test_postgresql_keeps_no_examples_of_questions_and_support():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's statistics hold numbers only")

    def examples() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE polls_hallquestion, polls_upvote, polls_hallsession")
            cursor.execute("SELECT tablename, attname FROM pg_stats WHERE tablename LIKE 'polls_%%'", [])
            return {f"{table}.{column}" for table, column in cursor.fetchall()}

    session, _keys, _gone = filled()
    found_columns = examples()
    secret = {"polls_upvote.voter_key", "polls_hallquestion.author_key", "polls_hallquestion.text"}
    assert not found_columns & secret
    assert "polls_hallquestion.state" in found_columns  # control: of other columns it keeps them
    close_session(session)
