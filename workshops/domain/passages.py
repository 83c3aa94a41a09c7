"""A speaker reads what was captured of her own item and says yes, yes if, or no."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.enums import LinkPurpose
from core.models import AccessLink
from mailing.domain.outbox import queue_message
from workshops.domain.deadlines import end_of_working_day
from workshops.enums import PassageState
from workshops.models import ActionItem, CaptureSheet, Outcome, Passage, Quote

WORKING_DAYS_TO_ANSWER = 5
LETTER = "workshops.passage"


class TooLate(Exception):
    """The deadline has passed."""

    def __init__(self) -> None:
        super().__init__(_("The time to answer has passed. Please contact the organiser."))


def usual_deadline() -> datetime:
    """The end of the fifth working day from now."""
    return end_of_working_day(timezone.now(), WORKING_DAYS_TO_ANSWER)


def ask_speaker(sheet: CaptureSheet, *, name: str, answer_by: datetime) -> Passage:
    """Ask a speaker about her passage. Asked again, the deadline moves and an earlier answer stays."""
    with transaction.atomic():
        CaptureSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        passage, _made = Passage.objects.update_or_create(sheet=sheet, name=name, defaults={"answer_by": answer_by})
        link = passage_link(passage)
        if link is None:
            AccessLink.objects.create(
                event_id=sheet.event_id, purpose=LinkPurpose.PASSAGE, target=passage.pk, label=name[:120]
            )
        return passage


def passage_link(passage: Passage) -> AccessLink | None:
    """The link that opens a passage."""
    links = AccessLink.objects.usable().filter(event=passage.sheet.event_id, purpose=LinkPurpose.PASSAGE)
    return links.filter(target=passage.pk).first()


def mail_passage(passage: Passage, address: str) -> None:
    """Mail a speaker her link. The address is kept with the mail only, and goes with it; twice the same is one mail."""
    event = passage.sheet.event
    occasion = hashlib.sha256(f"{address.lower()}{passage.answer_by}".encode()).hexdigest()[:12]
    queue_message(
        f"{LETTER}:{passage.pk}:{occasion}",
        event=event,
        purpose=LETTER,
        to_name=passage.name,
        to_address=address,
        composer=LETTER,
        argument=str(passage.pk),
        language="en" if event.locale.language_code.startswith("en") else "nl",
    )


def withdraw(passage: Passage) -> None:
    """Stop asking: the link does not work any more; what was answered goes too."""
    with transaction.atomic():
        links = AccessLink.objects.filter(event=passage.sheet.event_id, purpose=LinkPurpose.PASSAGE, target=passage.pk)
        links.delete()
        passage.delete()


def answer_passage(passage: Passage, *, state: PassageState, condition: str) -> Passage:
    """Write down what the speaker says, about the text as it stands now. She may change it until the deadline.

    Raises TooLate.
    """
    with transaction.atomic():
        row = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
        if not row.is_open:
            raise TooLate
        row.state = state
        row.condition = condition if state == PassageState.AGREED_IF else ""
        row.answered_at = timezone.now()
        row.fingerprint = fingerprint_of(row.sheet_id)
        row.save()
        return row


def fingerprint_of(sheet_id: int) -> str:
    """SHA-256 over the texts that the speaker reads, in order."""
    return fingerprints_of([sheet_id])[sheet_id]


def fingerprints_of(sheet_ids: Iterable[int]) -> dict[int, str]:
    """The fingerprints of some sheets, in three queries."""
    texts: dict[int, list[tuple[Any, ...]]] = {sheet_id: [] for sheet_id in sheet_ids}
    for model in (Outcome, Quote, ActionItem):
        rows = model._default_manager.filter(sheet__in=texts).values_list("sheet_id", "prompt_id", "text")
        for sheet_id, *row in rows:
            texts[sheet_id].append((model.__name__, *row))
    return {sheet_id: hashlib.sha256(repr(rows).encode()).hexdigest() for sheet_id, rows in texts.items()}


def is_about_present_text(passage: Passage) -> bool:
    """Whether the answer was about the text as it stands now."""
    return passage.fingerprint == fingerprint_of(passage.sheet_id)
