"""``manage.py serve``: the whole of Plenair on one machine."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from core.serve.ports import PortProblem, require_free
from core.serve.programs import Layout, environment, make_folders, programs
from core.serve.supervisor import Supervisor


class Command(BaseCommand):
    """Serves pages, the live room and background work, and keeps them running."""

    help = "Serve pages on PORT and the live room on PORT+1, with a background worker and the clock, all supervised."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and how wide."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
        parser.add_argument("--port", type=int, default=8000, help="port of the main door; the gateway takes the next")
        parser.add_argument("--workers", type=int, default=2, help="processes of the main door (default: 2)")
        parser.add_argument("--demo", action="store_true", help="first do what prepare --demo does")
        parser.add_argument("--no-worker", action="store_true", help="without background worker and clock")

    def handle(self, *, host: str, port: int, workers: int, demo: bool, no_worker: bool, **options: Any) -> None:
        """Run until a signal ends it."""
        if not 1 <= port <= 65534:
            raise CommandError("--port must lie between 1 and 65534 (the gateway takes the next one).")
        if workers < 1:
            raise CommandError("--workers must be at least 1.")
        layout = Layout(host=host, port=port, workers=workers, background=not no_worker)
        try:
            require_free(host, port, port + 1)
        except PortProblem as problem:
            raise CommandError(str(problem)) from problem
        surroundings = environment(layout)
        make_folders()
        if demo:
            # Addresses in the demo's mails and in what is printed are those of the door that opens below.
            settings.PUBLIC_ORIGIN = surroundings["PUBLIC_ORIGIN"]
            call_command("prepare", demo=True, stdout=self.stdout)
            connections.close_all()
        self._say(f"Starting Plenair on port {port} …")
        Supervisor(
            programs(layout),
            environment=surroundings,
            folder=settings.BASE_DIR,
            say=self._say,
            on_ready=lambda: self._say(f"Plenair is ready: {surroundings['PUBLIC_ORIGIN']}/ (stop with Ctrl-C)"),
        ).run()
        self._say("Plenair has stopped.")

    def _say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()
