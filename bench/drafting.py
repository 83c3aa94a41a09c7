"""Drafting the verslag of the demo's meeting of 5 March 2015 anew: seconds per draft; run in an installation."""

import json
import statistics
import time

TURNS = 5
LEAST_BLOCKS = 20


def measure() -> float:
    """Median seconds of a draft after a warming turn; every turn is undone."""
    import django

    django.setup()
    from django.db import transaction

    from reports.domain.drafting import draft_report
    from reports.models import ReportPage

    event = ReportPage.objects.filter(slug="verslag").order_by("pk")[0].get_parent().specific
    seconds = []
    for _turn in range(TURNS + 1):
        with transaction.atomic():
            for report in ReportPage.objects.child_of(event):
                report.delete()
            started = time.perf_counter()
            drafted = draft_report(event, actor=None)
            seconds.append(time.perf_counter() - started)
            if len(drafted.body) < LEAST_BLOCKS:
                raise RuntimeError("the draft is not that of the meeting")
            transaction.set_rollback(True)
    return statistics.median(seconds[1:])


if __name__ == "__main__":
    print(json.dumps(measure()))
