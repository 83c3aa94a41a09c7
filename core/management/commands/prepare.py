"""``manage.py prepare``: everything between installing and serving; what is right already stays as it is."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Brings databases and static files up to date, and with ``--demo`` the demo data too."""

    help = "Apply migrations to every database, collect static files, and with --demo load the demo data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether the demo data is wanted."""
        parser.add_argument("--demo", action="store_true", help="also load the demo data and print its addresses")

    def handle(self, *, demo: bool, verbosity: int, **options: Any) -> None:
        """Do what is needed, in order."""
        for alias in connections:
            executor = MigrationExecutor(connections[alias])
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self.stdout.write(f"Preparing the database '{alias}' …")
                call_command("migrate", database=alias, verbosity=max(0, verbosity - 1), interactive=False)
        self._collect_static()
        if demo:
            for command in ("load_demo", "demo_addresses"):
                if command in get_commands():
                    call_command(command, stdout=self.stdout)

    def _collect_static(self) -> None:
        digest, stamp = _static_digest(), Path(settings.STATIC_ROOT) / ".collected"
        if stamp.exists() and stamp.read_text() == digest:
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def _static_digest() -> str:
    """A digest of the names, sizes and times of every static file."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{storage.location}/{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
