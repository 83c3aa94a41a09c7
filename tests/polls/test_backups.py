"""A backup that is made while a question is open holds no ballot and no key (D4)."""

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections

from core.domain import backups
from core.domain.backups import back_up, kept_out
from live.channels import revoke_tokens
from polls.domain.voters import room_channel
from polls.models import Ballot, BallotBox, Round
from tests.databases import ROOT
from tests.polls.rooms import event_id
from tests.polls.test_residue import traces, voted_round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _programs():
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not on this machine")


def content_of(files) -> bytes:
    """The bytes of the files; of a dump its SQL, where bytes stand in hexadecimal."""
    if connection.vendor == "sqlite":
        return b"".join(file.read_bytes() for file in files)
    return b"".join(subprocess.run(["pg_restore", "-f", "-", file], check=True, stdout=-1).stdout for file in files)


def found(wanted, content) -> int:
    written = [trace if connection.vendor == "sqlite" else trace.hex().encode() for trace in wanted]
    return sum(trace in content for trace in written)


def test_backup_of_an_open_question_holds_no_ballot_and_no_key(tmp_path, capsys):
    round_ = voted_round()
    revoke_tokens(room_channel(event_id(round_)))
    wanted = traces()
    call_command("back_up", str(tmp_path))
    files = sorted(tmp_path.iterdir())
    assert sorted(capsys.readouterr().out.split()) == [str(file) for file in files]
    content = content_of(files)
    assert found(wanted, content) == 0
    assert room_channel(event_id(round_)).encode() in content  # revocations are kept
    assert round_.question.text.encode() in content


def test_plain_copy_would_hold_all_of_them_as_control(tmp_path, monkeypatch):
    monkeypatch.setattr(backups, "kept_out", lambda: [])
    voted_round()
    wanted = traces()
    assert found(wanted, content_of(back_up(tmp_path))) == len(wanted) == 601


@pytest.mark.embedded
def test_copy_of_sqlite_can_be_used_again(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    voted_round()
    default, live = back_up(tmp_path)
    for alias, file in (("default", default), (settings.LIVE_DATABASE, live)):
        with closing(sqlite3.connect(file)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            names = {
                name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")
            }
        assert set(connections[alias].introspection.table_names()) <= names
    with closing(sqlite3.connect(default)) as copy:
        assert copy.execute("SELECT count(*) FROM polls_round").fetchone() == (Round.objects.count(),)


def test_every_live_model_with_people_is_kept_out():
    assert {Ballot, BallotBox} < set(kept_out())
    assert all(hasattr(model, "live_database") for model in kept_out())


def test_folder_that_cannot_be_written_gives_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="file"):
        call_command("back_up", str(tmp_path / "file"))


def test_documented_command_keeps_the_same_tables_out():
    text = (ROOT / "deploy" / "README.md").read_text()
    assert set(re.findall(r"--exclude-table-data=(\w+)", text)) == {model._meta.db_table for model in kept_out()}
