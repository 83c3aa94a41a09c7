"""Fixtures that every test may use."""

import pytest
from django.conf import settings
from django.db import connections
from pytest_django.plugin import blocking_manager_key

from tests import databases

COMMITTING_FIXTURES = {"transactional_db", "live_server"}


def pytest_collection_modifyitems(items):
    """Database tests see all aliases, and tests that commit get back what migrations had put there.

    On SQLite the live tables have a file of their own.
    """
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is None and COMMITTING_FIXTURES & set(item.fixturenames):
            item.add_marker(pytest.mark.django_db(transaction=True))
            mark = item.get_closest_marker("django_db")
        if mark is not None:
            mark.kwargs.setdefault("databases", "__all__")
        if mark is not None and (mark.kwargs.get("transaction") or COMMITTING_FIXTURES & set(item.fixturenames)):
            mark.kwargs.setdefault("serialized_rollback", True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a test that commits, Django empties all tables; the root page, groups and the like come back."""
    result = yield
    mark = item.get_closest_marker("django_db")
    # After the last test the database itself is gone.
    if nextitem is not None and mark is not None and mark.kwargs.get("serialized_rollback"):
        with item.config.stash[blocking_manager_key].unblock():
            for connection in connections.all():
                connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
                connection.close()
    return result


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """On SQLite Django keeps the file that was copied from the template; it goes with its temporary folder."""
    return settings.LIVE_DATABASE != "default" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Test databases are copies of a template that is migrated once."""
    databases.prepare()
