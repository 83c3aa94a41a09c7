"""Which database a model lives in."""

from typing import Any

from django.conf import settings
from django.db.models import Model


class LiveRouter:
    """Models marked ``live_database = True`` live in LIVE_DATABASE, everything else in ``default``.

    On PostgreSQL both are the same database. On SQLite they are two files, so nothing may join or
    hold a foreign key across them.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """The alias to read from."""
        return settings.LIVE_DATABASE if getattr(model, "live_database", False) else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        """Tables are made only where their rows live."""
        from django.apps import apps

        if settings.LIVE_DATABASE == "default":
            return None
        if model_name is None:
            return None if db == "default" else hints.get("live_database", False)
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError:
            return db == "default"
        return (db == settings.LIVE_DATABASE) if getattr(model, "live_database", False) else db == "default"
