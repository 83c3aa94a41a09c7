"""Fixtures that every test may use."""

import pytest
from django.conf import settings

from tests import databases


def pytest_collection_modifyitems(items):
    """Every database test sees all database aliases (on SQLite the live tables have a file of their own)."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            mark.kwargs["databases"] = "__all__"


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """On SQLite Django keeps the file that was copied from the template; it goes with its temporary folder."""
    return settings.LIVE_DATABASE != "default" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Test databases are copies of a template that is migrated once."""
    databases.prepare()
