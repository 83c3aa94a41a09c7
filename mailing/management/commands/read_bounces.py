"""``manage.py read_bounces < message``: a pipe from the mail server; or ``--folder``: every mail in a folder."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mailing.domain.refusals import LARGEST, note_refusal, read_report


class Command(BaseCommand):
    """Reads refusals and marks the addresses; what is no report of a message of ours changes nothing."""

    help = "Reads mails that came back (RFC 3464), from standard input or from a folder, and marks the addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the mails are."""
        parser.add_argument("--folder", type=Path, help="Reads every file in this folder and removes what it has read.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, mark, say how many."""
        folder: Path | None = options["folder"]
        if folder is None:
            self._say(1, self._read(sys.stdin.buffer.read(LARGEST)))
            return
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
        marked = 0
        for path in files:
            with path.open("rb") as file:
                marked += self._read(file.read(LARGEST))
            path.unlink()
        self._say(len(files), marked)

    def _read(self, raw: bytes) -> int:
        refusal = read_report(raw)
        return note_refusal(refusal) if refusal else 0

    def _say(self, mails: int, marked: int) -> None:
        self.stdout.write(f"{mails} mails read, {marked} messages came back.")
