"""Backups that hold no open vote (D4): no copy of a ballot or of its key outlives the round.

Models that live in LIVE_DATABASE are left out, but for those that say ``in_backups``. Their tables are in the
copy, empty.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _


class BackupError(Exception):
    """The backup was not made; the message says why."""


def kept_out() -> list[type[Model]]:
    """The models whose rows are in no backup."""
    return [
        model
        for model in apps.get_models()
        if getattr(model, "live_database", False) and not getattr(model, "in_backups", False)
    ]


def back_up(folder: Path) -> list[Path]:
    """Write the databases into the folder, as files named by the moment; gives them. Raises BackupError."""
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    excluded = sorted(model._meta.db_table for model in kept_out())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if connections["default"].vendor == "postgresql":
            return [_dump_postgresql(folder / f"plenair-{stamp}.dump", excluded)]
        return [
            _copy_sqlite(alias, folder / f"{alias}-{stamp}.sqlite3", excluded)
            for alias in dict.fromkeys(("default", settings.LIVE_DATABASE))
        ]
    except (OSError, sqlite3.Error) as error:
        raise BackupError(str(error)) from error


def dump_command(file: Path, excluded: list[str]) -> list[str]:
    """pg_dump for the default database, without its password (that stands in the environment)."""
    database = connections["default"].settings_dict
    command = ["pg_dump", "--format=custom", f"--file={file}", f"--dbname={database['NAME']}"]
    access = {"host": "HOST", "port": "PORT", "username": "USER"}
    command += [f"--{option}={database[name]}" for option, name in access.items() if database.get(name)]
    return command + [f"--exclude-table-data={table}" for table in excluded]


def _dump_postgresql(file: Path, excluded: list[str]) -> Path:
    if shutil.which("pg_dump") is None:
        raise BackupError(_("pg_dump is not installed here. Run it where PostgreSQL is: see deploy/README.md."))
    password = connections["default"].settings_dict.get("PASSWORD")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = dump_command(file, excluded)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (no input)
    if done.returncode:
        file.unlink(missing_ok=True)
        raise BackupError(done.stderr.strip())
    return file


def _copy_sqlite(alias: str, file: Path, excluded: list[str]) -> Path:
    """A consistent copy. Where tables are kept out, row by row: their pages never come into the file."""
    source = connections[alias].settings_dict["NAME"]
    with contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names & set(excluded):
            database.execute("VACUUM INTO ?", [str(file)])
            return file
        with contextlib.closing(sqlite3.connect(file)) as copy:
            database.execute("BEGIN")
            statements = database.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            )
            for (statement,) in statements.fetchall():
                copy.execute(statement)
            for name in sorted(name for name in names - set(excluded) if not name.startswith("sqlite_")):
                rows = database.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 (names of our own tables)
                if rows:
                    copy.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)  # noqa: S608
            copy.commit()
    return file
