"""/healthz and /readyz."""

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.views import health

pytestmark = pytest.mark.setup_matters  # it looks at what this set-up has


@pytest.fixture
def broker(settings, tmp_path):
    """A broker folder that exists."""
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path)}
    return tmp_path


@pytest.fixture(autouse=True)
def _forget(monkeypatch):
    monkeypatch.setattr(health, "_migrated", set())


def test_healthz_without_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_probe_in_production_is_neither_redirected_nor_refused(client, settings, broker, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["bijeenkomst.example"]
    assert client.get(path, headers={"host": "10.0.0.7"}).status_code == 200
    control = client.get("/beheer/", headers={"host": "bijeenkomst.example"})
    assert (control.status_code, control.url[:8]) == (301, "https://")


@pytest.mark.django_db
def test_readyz_in_order_names_every_check(client, broker):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json()["checks"]) == {
        "broker",
        *(f"database:{alias}" for alias in connections),
        *(f"migrations:{alias}" for alias in connections),
    }


@pytest.mark.django_db
def test_readyz_with_a_pending_migration_is_503(client, broker):
    [newest] = MigrationLoader(connection).graph.leaf_nodes("core")
    MigrationRecorder(connection).record_unapplied(*newest)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations:default"] == "pending"


@pytest.mark.django_db
def test_readyz_without_broker_folder_is_503(client, settings, broker):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(broker / "gone")}
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["broker"]) == (503, "missing")


@pytest.mark.django_db
def test_readyz_with_redis_out_of_reach_is_503_and_keeps_the_password(client, settings):
    settings.REDIS_URL = "redis://:hunter2@127.0.0.1:1/0"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["broker"]) == (503, "unreachable")
    assert "hunter2" not in response.content.decode()


@pytest.mark.django_db
def test_readyz_with_database_out_of_reach_is_503_and_says_no_more(client, broker, monkeypatch):
    def broken(alias):
        raise OSError("password=hunter2")

    monkeypatch.setattr(health, "_check_database", broken)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["database:default"]) == (503, "unreachable")
    assert "hunter2" not in response.content.decode()
