"""What production refuses to start without."""

import os
import subprocess
import sys

import pytest

from tests.databases import ROOT

GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "bijeenkomst.example",
    "PUBLIC_ORIGIN": "https://bijeenkomst.example",
    "DATABASE_URL": "postgres://plenair@db/plenair",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "REDIS_URL": "redis://redis:6379/0",
}


def load(environment):
    """Import the production settings in a fresh process."""
    names = {*GOOD, "DJANGO_SETTINGS_MODULE"}
    environment = {**{key: value for key, value in os.environ.items() if key not in names}, **environment}
    code = "from config.settings import production as p; print(p.DEBUG, p.SERVE_MEDIA, p.SECURE_SSL_REDIRECT)"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_production_with_everything_set_is_strict():
    result = load(GOOD)
    assert result.stdout.split() == ["False", "False", "True"], result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_ORIGIN", "DATABASE_URL", "EMAIL_URL"])
def test_production_without_a_needed_variable_says_which(name):
    result = load({key: value for key, value in GOOD.items() if key != name})
    assert result.returncode != 0
    assert f"{name} must be set in production" in result.stderr


def test_production_with_a_short_key_is_refused():
    assert "SECRET_KEY is too short" in load({**GOOD, "SECRET_KEY": "short"}).stderr


@pytest.mark.parametrize("address", ["mysql://plenair@db/plenair", "onzin"])
def test_another_kind_of_database_is_refused_in_words(address):
    assert "DATABASE_URL must begin with postgres:// or sqlite:///" in load({**GOOD, "DATABASE_URL": address}).stderr


def test_an_empty_address_of_the_database_counts_as_none():
    code = "from config.settings import base; print(base.DATABASES['default']['ENGINE'])"
    environment = {**os.environ, "DATABASE_URL": " "}
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.stdout.strip() == "django.db.backends.sqlite3", result.stderr
