"""Test databases are copied from a template that is migrated once per set of migrations.

Running all migrations takes some twenty seconds a database; copying the result takes none. The
template is named by a digest of every migration and of the pinned requirements, so a changed
migration makes a new one by itself. Where only migrations were added, the new one goes on from the old.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import IntegrityError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "var" / "test-templates"
MADE_OF = "made-of.json"
_EARLIER = """
SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database
WHERE datname LIKE 'plenair_template_%' AND datname NOT LIKE '%_building'
    AND shobj_description(oid, 'pg_database') IS NOT NULL
ORDER BY oid DESC
"""


def what_tables_depend_on() -> dict[str, str]:
    """A short digest of every migration and of the pinned requirements, by path."""
    paths = sorted([*ROOT.glob("*/migrations/*.py"), ROOT / "requirements" / "runtime.txt"])
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in paths}


def migrations_digest() -> str:
    """A short digest of what the tables of a test database depend on."""
    return hashlib.sha256(json.dumps(what_tables_depend_on()).encode()).hexdigest()[:12]


def is_earlier(made_of: str) -> bool:
    """Whether a template that was made of these files only lacks migrations that came since."""
    now = what_tables_depend_on()
    try:
        before = json.loads(made_of)
    except ValueError:
        return False
    return isinstance(before, dict) and bool(before) and before.items() <= now.items()


@contextmanager
def _one_builder(name: str) -> Iterator[None]:
    """Only one test process builds a template; the others wait and find it."""
    with (Path(tempfile.gettempdir()) / f"plenair-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(alias: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "migrate", "--database", alias, "--verbosity", "0"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", **environment}
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def _finish(*processes: subprocess.Popen[bytes]) -> None:
    codes = [process.wait() for process in processes]
    if any(codes):
        raise RuntimeError("The template of the test databases could not be migrated; its messages stand above.")


def sqlite_templates() -> Path:
    """The folder that holds a migrated file for each alias."""
    folder = TEMPLATES / migrations_digest()
    with _one_builder(hashlib.sha256(str(folder).encode()).hexdigest()[:16]):
        if not folder.exists():
            building = folder.with_suffix(".building")
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir(parents=True)
            for earlier in _earlier_sqlite_templates():
                shutil.copytree(earlier, building, dirs_exist_ok=True)
            environment = {"PLENAIR_VAR_DIR": str(building)}
            _finish(_migrate("default", environment), _migrate("live", environment))
            (building / MADE_OF).write_text(json.dumps(what_tables_depend_on()))
            for old in TEMPLATES.iterdir():
                if old != building:
                    shutil.rmtree(old, ignore_errors=True)
            building.rename(folder)
    return folder


def _earlier_sqlite_templates() -> list[Path]:
    """At most one template to go on from."""
    return [path.parent for path in TEMPLATES.glob(f"*/{MADE_OF}") if is_earlier(path.read_text())][:1]


def postgres_template() -> str:
    """The name of a migrated database that ``CREATE DATABASE … TEMPLATE`` copies."""
    import psycopg
    from psycopg import sql

    database = settings.DATABASES["default"]
    name = f"plenair_template_{migrations_digest()}"
    keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    access = {key: database[source] for key, source in keys.items() if database.get(source)}
    with (
        _one_builder(name),
        psycopg.connect(dbname="postgres", autocommit=True, **access) as connection,
    ):
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            building = f"{name}_building"
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(building)))
            earlier = [old for old, made_of in connection.execute(_EARLIER).fetchall() if is_earlier(made_of)]
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(building), sql.Identifier(earlier[0] if earlier else "template1")
                )
            )
            _finish(_migrate("default", {"DATABASE_URL": database_url(building)}))
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                    sql.Identifier(building), sql.Literal(json.dumps(what_tables_depend_on()))
                )
            )
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
            )
    return name


def database_url(name: str) -> str:
    """DATABASE_URL of another database on the server under test."""
    base, _, query = os.environ["DATABASE_URL"].partition("?")
    return base.rsplit("/", 1)[0] + f"/{name}" + (f"?{query}" if query else "")


def prepare() -> None:
    """Point Django at copies of the template; called before it creates the test databases."""
    if settings.LIVE_DATABASE == "default":
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = postgres_template()
        return
    templates = sqlite_templates()
    for alias, source in (("default", "plenair.sqlite3"), ("live", "live.sqlite3")):
        shutil.copy(templates / source, settings.DATABASES[alias]["TEST"]["NAME"])


# --- What migrations had put there comes back after a test that commits ------------------------
# Django's own way empties every table, filled or not, and saves some thousand objects one by one.
Content = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
CHUNK = 200  # rows in one INSERT
EMPTYING_ATTEMPTS = 10
_contents: dict[str, Content] = {}


def remember() -> None:
    """Keep the rows of every table of every alias, as they are now."""
    for connection in connections.all():
        _contents[connection.alias] = rows_now(connection)
        connection._test_serialized_contents = "[]"  # so Django's flush makes no permissions of its own
        type(connection.ops).sql_flush = _empty_what_is_filled
        type(connection.ops).execute_sql_flush = _empty


def rows_now(connection: BaseDatabaseWrapper) -> Content:
    """Columns and rows of every table that has any."""
    return {table: _read(connection, table) for table in _filled(connection)}


def put_back() -> None:
    """Write the remembered rows into the emptied tables."""
    for connection in connections.all():
        quote = connection.ops.quote_name
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for table, (columns, rows) in _contents.get(connection.alias, {}).items():
                names = ", ".join(quote(column) for column in columns)
                places = f"({', '.join(['%s'] * len(columns))})"
                for start in range(0, len(rows), CHUNK):
                    chunk = rows[start : start + CHUNK]
                    values = [value for row in chunk for value in row]
                    into = f"INSERT INTO {quote(table)} ({names}) VALUES {', '.join([places] * len(chunk))}"
                    cursor.execute(into, values)


def _all_tables(connection: BaseDatabaseWrapper) -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _filled(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> list[str]:
    """The names of the tables that hold a row."""
    wanted = sorted(set(tables if tables is not None else _all_tables(connection)))
    wanted = [name for name in wanted if not name.endswith("_fts")]  # triggers keep these in step
    questions = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})" for name in wanted]
    found = []
    with connection.cursor() as cursor:
        for start in range(0, len(questions), CHUNK):
            cursor.execute(" UNION ALL ".join(questions[start : start + CHUNK]))
            found += [name for (name,) in cursor.fetchall()]
    return found


def _read(connection: BaseDatabaseWrapper, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows; on SQLite as they are stored, without Django's converters."""
    query = f"SELECT * FROM {connection.ops.quote_name(table)}"
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as file:
            cursor = file.execute(query)
            return [column[0] for column in cursor.description], cursor.fetchall()
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [column[0] for column in cursor.description], cursor.fetchall()


def _empty_what_is_filled(
    operations: Any, style: Any, tables: Iterable[str], *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    """In place of Django's TRUNCATE of everything; foreign keys are deferred until the end of the transaction."""
    filled = _filled(operations.connection, tables)
    return [f"DELETE FROM {operations.quote_name(table)}" for table in filled]


def _empty(operations: Any, statements: list[str]) -> None:
    """A request that outlives its test may still fill a table that was empty: look again then."""
    for attempt in range(EMPTYING_ATTEMPTS):
        try:
            with transaction.atomic(using=operations.connection.alias), operations.connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        except IntegrityError:
            if attempt == EMPTYING_ATTEMPTS - 1:
                raise
            time.sleep(0.2)
            statements = _empty_what_is_filled(operations, no_style(), _all_tables(operations.connection))
        else:
            return


if __name__ == "__main__":  # before the first test, so that nobody waits
    postgres_template() if settings.LIVE_DATABASE == "default" else sqlite_templates()
