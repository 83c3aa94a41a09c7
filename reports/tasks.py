"""Background work of the reports app."""

from celery import shared_task

from reports.domain import bundling, standing
from reports.domain.publishing import versions
from reports.domain.signoff import forgetting, reminding


@shared_task(name="reports.tasks.sweep_reports", ignore_result=True)
def sweep_reports() -> None:
    """What time alone brings: reminders to readers. And the files of versions that a lost task left unmade."""
    reminding.remind_readers()
    bundling.sweep_bundles()
    versions.build_versions_left()


@shared_task(name="reports.tasks.build_version", ignore_result=True)
def build_version(version_id: int) -> None:
    """Make the files of a published version."""
    versions.build_version(version_id)


@shared_task(name="reports.tasks.forget_readers", ignore_result=True)
def forget_readers() -> None:
    """Remove who read along when the event's retention period is over."""
    forgetting.forget_readers()


@shared_task(name="reports.tasks.make_bundles", ignore_result=True)
def make_bundles() -> None:
    """Make the files that were asked for; woken after a commit, the sweep does the same."""
    bundling.make_bundles()


@shared_task(name="reports.tasks.draft_reports", ignore_result=True)
def draft_reports() -> None:
    """Draft the reports of meetings whose notes are all in."""
    standing.draft_standing_reports()
