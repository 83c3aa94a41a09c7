"""The test databases themselves."""

import pytest
from django.db import connections

from core.routers import LiveRouter
from live.models import ChannelVersion
from tests.databases import database_url


@pytest.mark.django_db
def test_test_database_copied_from_the_template_has_every_table():
    assert ChannelVersion.objects.count() == 0
    tables = connections[LiveRouter().db_for_read(ChannelVersion)].introspection.table_names()
    assert "live_channelversion" in tables


def test_database_url_of_another_database_keeps_server_and_options(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@127.0.0.1:5432/plenair?sslmode=disable")
    assert database_url("other") == "postgres://someone@127.0.0.1:5432/other?sslmode=disable"
