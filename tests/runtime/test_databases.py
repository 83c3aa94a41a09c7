"""The test databases themselves."""

import json

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connections
from django.db.backends.base.operations import BaseDatabaseOperations
from wagtail.models import Page

from core.routers import LiveRouter
from live.models import ChannelVersion
from tests import databases
from tests.databases import database_url
from tests.factories import EventPageFactory, ProgrammeItemFactory, SectorFactory

pytestmark = pytest.mark.setup_matters  # addresses and templates differ


@pytest.mark.django_db
def test_test_database_copied_from_the_template_has_every_table():
    assert ChannelVersion.objects.count() == 0
    tables = connections[LiveRouter().db_for_read(ChannelVersion)].introspection.table_names()
    assert "live_channelversion" in tables


def test_database_url_of_another_database_keeps_server_and_options(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@127.0.0.1:5432/plenair?sslmode=disable")
    assert database_url("other") == "postgres://someone@127.0.0.1:5432/other?sslmode=disable"


def everything():
    """Every row of every table of every alias; PostgreSQL itself gives rows in any order."""
    return {
        connection.alias: {
            table: (columns, sorted(rows, key=repr))
            for table, (columns, rows) in databases.rows_now(connection).items()
        }
        for connection in connections.all()
    }


@pytest.mark.django_db(transaction=True)
def test_what_migrations_put_there_comes_back_as_it_was_after_emptying():
    before = everything()
    assert {"wagtailcore_page", "auth_permission", "django_content_type"} <= set(before["default"])
    Page.objects.all().delete()
    SectorFactory()
    assert everything() != before
    call_command("flush", interactive=False, inhibit_post_migrate=True)
    assert everything()["default"] == {}  # the control
    databases.put_back()
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_row_of_a_late_request_is_emptied_too():
    event = EventPageFactory()
    connection = connections["default"]
    tables = connection.introspection.django_table_names(only_existing=True)
    statements = connection.ops.sql_flush(no_style(), tables)
    ProgrammeItemFactory(page=event)  # after the tables that hold something were listed
    with pytest.raises(IntegrityError):  # the control
        BaseDatabaseOperations.execute_sql_flush(connection.ops, statements)
    connection.ops.execute_sql_flush(statements)
    assert everything()["default"] == {}


def test_template_goes_on_only_from_one_whose_migrations_all_still_stand():
    now = databases.what_tables_depend_on()
    path = next(name for name in now if "/migrations/" in name)
    assert databases.is_earlier(json.dumps({name: digest for name, digest in now.items() if name != path}))
    assert not databases.is_earlier(json.dumps(now | {path: "changed"}))
    assert not databases.is_earlier(json.dumps(now | {"polls/migrations/0999_gone.py": "0"}))
    assert not databases.is_earlier("")
    assert not databases.is_earlier("{}")
