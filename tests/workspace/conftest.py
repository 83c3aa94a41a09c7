"""The demo, for tests of it and on it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from tests import databases


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of this folder; afterwards the tables are as migrations left them."""
    with django_db_blocker.unblock(), override_settings(DEMO_ALLOWED=True):
        call_command("load_demo", stdout=StringIO())
        yield
        for connection in connections.all():
            call_command("flush", database=connection.alias, interactive=False, verbosity=0, inhibit_post_migrate=True)
        databases.put_back()
        connections.close_all()


def addresses() -> dict[str, str]:
    out = StringIO()
    call_command("demo_addresses", json=True, stdout=out)
    return json.loads(out.getvalue())
