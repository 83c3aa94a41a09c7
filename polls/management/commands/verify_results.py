"""``manage.py verify_results``: check the fingerprint of every kept result."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls.domain.results import is_genuine
from polls.models import FrozenResult


class Command(BaseCommand):
    """Exits with an error when a kept result is no longer what was frozen."""

    help = "Check the fingerprint of every kept result."

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk all results."""
        checked = 0
        changed: list[FrozenResult] = []
        for result in (
            FrozenResult.objects.filter(round__is_rehearsal=False)
            .select_related("round__question")
            .iterator(chunk_size=500)
        ):
            checked += 1
            if not is_genuine(result):
                changed.append(result)
        for result in changed:
            self.stderr.write(f"changed: round {result.round_id} ({result.round}), fingerprint {result.sha256}")
        if changed:
            raise CommandError(f"{len(changed)} of {checked} results are not what was frozen.")
        self.stdout.write(f"{checked} results checked, all genuine.")
