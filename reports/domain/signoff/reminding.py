"""Reminding readers who did not answer yet: once, some days before the deadline."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from reports.domain.signoff.rounds import REMINDER, queue_reader_mail
from reports.enums import ReaderAnswer
from reports.models import SignOffRound


def remind_readers() -> int:
    """Queue the reminders whose moment has come; returns how many. Run twice, everybody still gets one."""
    now = timezone.now()
    running = SignOffRound.objects.filter(ended_at=None, reminded_at=None, remind_days__gt=0, answer_by__gt=now)
    due = [found.pk for found in running if found.answer_by - timedelta(days=found.remind_days) <= now]
    return sum(_remind(pk) for pk in due)


def _remind(round_id: int) -> int:
    with transaction.atomic():
        now = timezone.now()
        if not SignOffRound.objects.filter(pk=round_id, reminded_at=None, ended_at=None).update(reminded_at=now):
            return 0
        sign_off = SignOffRound.objects.select_related("page").get(pk=round_id)
        readers = list(sign_off.readers.filter(answer=ReaderAnswer.ASKED))
        for reader in readers:
            reader.round = sign_off
            queue_reader_mail(reader, REMINDER, key=f"{REMINDER}:{reader.pk}")
        return len(readers)
