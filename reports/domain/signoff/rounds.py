"""Starting, widening and ending a sign-off round; the links of its readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.enums import LinkPurpose
from core.models import AccessLink, User
from core.models.access import AccessLinkQuerySet
from mailing.domain.outbox import queue_message
from reports.domain.publishing.stages import set_stage
from reports.enums import ReaderRole, Stage
from reports.models import ReportPage, SignOffReader, SignOffRound

INVITATION = "reports.signoff"
REMINDER = "reports.signoff_reminder"


@dataclass(frozen=True)
class NewReader:
    """Somebody who is asked to read along."""

    name: str
    email: str
    role: ReaderRole


def open_round_of(page: ReportPage) -> SignOffRound | None:
    """The round that runs, if one does."""
    return SignOffRound.objects.filter(page=page, ended_at=None).first()


def start_round(
    page: ReportPage,
    readers: Iterable[NewReader],
    *,
    answer_by: datetime,
    message: str = "",
    remind_days: int = 2,
    offers_files: bool = True,
    actor: User | None,
) -> SignOffRound:
    """Ask readers about the newest text. A round that still ran ends; its links stop. Pressed twice, one round runs."""
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=page.pk)
        running = open_round_of(page)
        if running is not None:
            end_round(running, actor=actor)
        revision = page.get_latest_revision() or page.save_revision(user=actor)
        made = SignOffRound.objects.create(
            page=page,
            revision=revision,
            answer_by=answer_by,
            message=message,
            remind_days=remind_days,
            offers_files=offers_files,
            started_by=actor,
        )
        for reader in readers:
            add_reader(made, reader)
        set_stage(page, Stage.SIGN_OFF)
        log(instance=page, action="reports.sign_off_start", user=actor, revision=revision)
    return made


def add_reader(sign_off: SignOffRound, reader: NewReader) -> SignOffReader:
    """Ask one more reader. Somebody who is asked already keeps answer and link, and gets no second mail."""
    with transaction.atomic():
        row, made = SignOffReader.objects.get_or_create(
            round=sign_off, email=reader.email.lower(), defaults={"name": reader.name, "role": reader.role}
        )
        if made:
            _invite(row)
    return row


def links_of(reader: SignOffReader) -> AccessLinkQuerySet:
    """All links of a reader, revoked ones too."""
    return AccessLink.objects.filter(purpose=LinkPurpose.READER, target=reader.pk)


def revoke_reader(reader: SignOffReader) -> int:
    """Make the reader's link worthless at once; what she said stays. Returns how many links worked."""
    return links_of(reader).usable().update(revoked_at=timezone.now())


def renew_reader(reader: SignOffReader) -> None:
    """A new link by mail; older ones stop."""
    with transaction.atomic():
        revoke_reader(reader)
        _invite(reader)


def end_round(sign_off: SignOffRound, *, actor: User | None) -> None:
    """No more answers; the links stop. What was said stays until the people of the event are forgotten."""
    with transaction.atomic():
        ended = SignOffRound.objects.filter(pk=sign_off.pk, ended_at=None).update(ended_at=timezone.now())
        readers = list(sign_off.readers.values_list("pk", flat=True))
        links = AccessLink.objects.filter(purpose=LinkPurpose.READER, target__in=readers)
        links.usable().update(revoked_at=timezone.now())
        if ended:
            log(instance=sign_off.page, action="reports.sign_off_end", user=actor)


def _invite(reader: SignOffReader) -> AccessLink:
    """Make the link and queue the mail that carries it."""
    event_id = reader.round.page.get_parent().pk
    link = AccessLink.objects.create(
        event_id=event_id, purpose=LinkPurpose.READER, target=reader.pk, label=reader.name[:120]
    )
    queue_reader_mail(reader, INVITATION, key=f"{INVITATION}:{link.pk}")
    return link


def queue_reader_mail(reader: SignOffReader, letter: str, *, key: str) -> None:
    """One letter to one reader, written when it leaves."""
    page = reader.round.page
    queue_message(
        key,
        event=page.get_parent(),
        purpose=letter,
        to_name=reader.name,
        to_address=reader.email,
        composer=letter,
        argument=str(reader.pk),
        language="en" if page.locale.language_code.startswith("en") else "nl",
    )
