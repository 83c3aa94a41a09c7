"""The stages of a report: who may bring it where, and what an approval is about."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from reports.enums import Stage
from reports.models import ReportPage, ReportStage

# From where each stage can be reached. Signing off is reached by starting a round, publishing by publishing.
REACHED_FROM = {
    Stage.DRAFT: {Stage.REVIEW, Stage.SIGN_OFF, Stage.APPROVED, Stage.PUBLISHED},
    Stage.REVIEW: {Stage.DRAFT, Stage.SIGN_OFF, Stage.PUBLISHED},
    Stage.APPROVED: {Stage.REVIEW, Stage.SIGN_OFF, Stage.APPROVED},
}
ACTIONS = {Stage.DRAFT: "reports.back_to_draft", Stage.REVIEW: "reports.review", Stage.APPROVED: "reports.approve"}
BY_ORGANISER = {Stage.APPROVED, Stage.PUBLISHED}


class WrongStage(Exception):
    """The report is not at a stage from which this can be done."""

    def __init__(self) -> None:
        super().__init__(_("The report is at another stage by now. Look again."))


@dataclass(frozen=True)
class Progress:
    """Where a report is. ``is_approval_current``: the newest text is the one that was approved."""

    stage: Stage
    is_approval_current: bool


def progress_of(page: ReportPage) -> Progress:
    """The stage; a report without one is a draft, or was published before there were stages."""
    row = ReportStage.objects.filter(page=page).first()
    if row is None:
        return Progress(Stage.PUBLISHED if page.live else Stage.DRAFT, is_approval_current=False)
    is_current = row.approved_revision_id is not None and row.approved_revision_id == page.latest_revision_id
    return Progress(Stage(row.stage), is_current)


def move_report(page: ReportPage, stage: Stage, *, actor: User | None) -> None:
    """Bring a report to another stage. Pressed twice, it is there once. Raises WrongStage."""
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=page.pk)
        progress = progress_of(page)
        if progress.stage == stage and (stage != Stage.APPROVED or progress.is_approval_current):
            return
        if progress.stage not in REACHED_FROM.get(stage, set()):
            raise WrongStage
        revision = page.get_latest_revision() if stage == Stage.APPROVED else None
        set_stage(page, stage, approved_revision=revision, approved_by=actor if revision else None)
        log(instance=page, action=ACTIONS[stage], user=actor, revision=revision)


def set_stage(page: ReportPage, stage: Stage, **values: object) -> None:
    """Write the stage down; for inside a transaction of whoever brings the report there."""
    ReportStage.objects.update_or_create(page_id=page.pk, defaults={"stage": stage, **values})
