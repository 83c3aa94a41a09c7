"""Loads the demo meetings. Refuses where real people are registered."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workspace.domain.demo.load import load_demo


class Command(BaseCommand):
    """manage.py load_demo"""

    help = (
        "Loads the demo: a finished meeting, one that is today and an upcoming masterclass. Twice is the same as once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say why not."""
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError("The demo has a known password; it is only loaded where DEMO_ALLOWED is set.")
        load_demo()
        self.stdout.write("The demo is loaded.")
