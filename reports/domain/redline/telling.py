"""Telling the reporters that a reader sent a Word file back: one mail per reader in a quiet period, not per file.

The first mail leaves some minutes after the file, so that a reader who sends a better one at once is told of once.
Files that come later in the quiet period are told of when it ends, unless everything was decided by then.
"""

from datetime import timedelta

from django.utils import timezone

from mailing.domain.outbox import new_message, queue_messages
from mailing.enums import MessageState
from mailing.models import OutboxMessage
from reports.domain.drafting import report_language
from reports.domain.reporters import reporters_of
from reports.models import RedlineFile

LETTER = "reports.redline_received"
SOON = timedelta(minutes=5)
QUIET = timedelta(hours=4)


def tell_reporters(file: RedlineFile) -> None:
    """Queue what is not queued yet. In the transaction that keeps the file, which has locked the page."""
    event = file.reader.round.page.get_parent().specific
    now, made = timezone.now(), []
    for person in reporters_of(event):
        argument = f"{file.reader_id}:{person.pk}"
        earlier = OutboxMessage.objects.filter(composer=LETTER, argument=argument)
        # One that is being written at this moment may have been written without this file.
        if earlier.filter(state=MessageState.QUEUED, leased_until=None).exists():
            continue
        last = earlier.order_by("-due_at").first()
        message = new_message(
            f"{LETTER}:{file.pk}:{person.pk}",
            event=event,
            purpose=LETTER,
            to_name=person.get_full_name(),
            to_address=person.email,
            composer=LETTER,
            argument=argument,
            language=report_language(event),
        )
        message.due_at = max(now + SOON, last.due_at + QUIET) if last else now + SOON
        made.append(message)
    queue_messages(made)
