"""What a reader does: comment on paragraphs, and agree or agree if."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from reports.enums import ReaderAnswer
from reports.models import SignOffComment, SignOffReader


class RoundClosed(Exception):
    """The time to answer has passed; the message is for the reader."""

    def __init__(self) -> None:
        super().__init__(_("The time to answer has passed. Please contact the organiser."))


def save_reading(
    reader: SignOffReader, comments: Mapping[str, str], *, answer: ReaderAnswer | None, condition: str = ""
) -> SignOffReader:
    """Write down comments by paragraph ("block-place") and, if given, the answer. Raises RoundClosed.

    An empty comment takes the earlier one away. ``answer=None`` leaves the earlier answer as it was.
    """
    with transaction.atomic():
        row = SignOffReader.objects.select_for_update(of=("self",)).select_related("round__page").get(pk=reader.pk)
        if not row.may_answer:
            raise RoundClosed
        _save_comments(row, comments)
        if answer is not None:
            row.condition = condition if answer == ReaderAnswer.AGREED_IF else ""
            row.answer = answer
            row.answered_at = timezone.now()
            row.was_late = row.round.is_late
            row.is_handled = False
            row.save()
            log(instance=row.round.page, action="reports.sign_off_answer", data={"answer": str(answer)})
        return row


def _save_comments(reader: SignOffReader, comments: Mapping[str, str]) -> None:
    present = {comment.key: comment for comment in reader.comments.all()}
    for key, text in comments.items():
        known = present.get(key)
        if known is not None and not text:
            known.delete()
        elif known is not None and known.text != text:
            known.text, known.is_handled = text, False
            known.save()
        elif known is None and text:
            block_id, _dash, place = key.rpartition("-")
            SignOffComment.objects.create(reader=reader, block_id=block_id, place=int(place), text=text)


def set_comment_handled(comment: SignOffComment, *, is_handled: bool) -> None:
    """Tick a comment off, or take the tick away."""
    SignOffComment.objects.filter(pk=comment.pk).update(is_handled=is_handled)


def set_condition_handled(reader: SignOffReader, *, is_handled: bool) -> None:
    """Tick off what a reader made her agreement depend on."""
    SignOffReader.objects.filter(pk=reader.pk, answer=ReaderAnswer.AGREED_IF).update(is_handled=is_handled)
