"""``manage.py back_up FOLDER``: a copy of the databases without open votes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.domain.backups import BackupError, back_up


class Command(BaseCommand):
    """Writes the copy and says where it stands."""

    help = "Write a copy of the databases into a folder, without open ballots and their keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it goes."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Make it."""
        try:
            for file in back_up(folder):
                self.stdout.write(str(file))
        except BackupError as error:
            raise CommandError(str(error)) from error
