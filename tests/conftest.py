"""Fixtures that every test may use."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from core.site_memory import forget_sites
from tests import databases
from tests.skips import pytest_runtest_makereport  # noqa: F401  (a hook)

# A busy machine is no fault of the code: examples may take their time. On CI they are the same in every run.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile("ci", hypothesis_settings.get_profile("patient"), derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "patient")

COMMITTING_FIXTURES = {"transactional_db", "live_server"}
STORING_MARKS = ("django_db", "postgres", "redis", "processes", "setup_matters")


def pytest_collection_modifyitems(items):
    """Database tests see all aliases, and tests that commit get back what migrations had put there.

    On SQLite the live tables have a file of their own. What opens no database is marked ``pure``. Tests that start
    servers come first, then browsers: what takes longest must not be what is left for last.
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
        if "db" not in item.fixturenames and not any(item.get_closest_marker(name) for name in STORING_MARKS):
            item.add_marker(pytest.mark.pure)
    items.sort(key=lambda item: (not item.get_closest_marker("processes"), "chromium" not in item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a test that commits, Django empties all tables; the root page, groups and the like come back."""
    result = yield
    mark = item.get_closest_marker("django_db")
    # After the last test the database itself is gone.
    if nextitem is not None and mark is not None and mark.kwargs.get("serialized_rollback"):
        with item.config.stash[blocking_manager_key].unblock():
            databases.put_back()
            for connection in connections.all():
                connection.close()
    return result


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """On SQLite Django keeps the file that was copied from the template; it goes with its temporary folder."""
    return settings.LIVE_DATABASE != "default" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """As pytest-django makes the test databases, and their content remembered."""
    with django_db_blocker.unblock():
        databases.remember()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Test databases are copies of a template that is migrated once."""
    databases.prepare()


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing that an earlier test counted or kept: limits on forms, sites and their addresses, exports."""
    cache.clear()
    forget_sites()
