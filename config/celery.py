"""Celery's application. Tasks only wake: what must happen stands in the database (DESIGN D8)."""

import os

from celery import Celery

import core.broker  # noqa: F401  makes folder:// known

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
app = Celery("plenair")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
