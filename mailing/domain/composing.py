"""Who writes which mail: higher apps register a composer, the outbox calls it at delivery (decision 0030).

A row then holds only what the mail is about, so that the transaction that causes it stays short and
the mail tells how things stand when it leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mailing.models import OutboxMessage


@dataclass
class ComposedMail:
    """What a composer gives back: subject, text, and if there is any, HTML and a calendar.

    ``unsubscribe_url``: only for mails that people get from a list that they can leave (RFC 8058).
    """

    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    calendar_method: str = ""
    unsubscribe_url: str = ""


Composer = Callable[[OutboxMessage], ComposedMail | None]
_composers: dict[str, Composer] = {}


class UnknownComposer(Exception):
    """A message names a composer that no installed app registered."""


def register_composer(name: str, composer: Composer) -> None:
    """Let ``composer`` write the messages queued under ``name``; None means: not needed any more."""
    _composers[name] = composer


def compose(message: OutboxMessage) -> bool:
    """Fill in the text of a message that has none yet; False when it is no longer needed."""
    if message.is_composed:
        return True
    try:
        composer = _composers[message.composer]
    except KeyError:
        raise UnknownComposer(message.composer) from None
    mail = composer(message)
    if mail is None:
        return False
    message.subject = mail.subject[:300]
    message.text = mail.text
    message.html = mail.html
    message.calendar = mail.calendar
    message.calendar_method = mail.calendar_method
    message.unsubscribe_url = mail.unsubscribe_url
    message.save(update_fields=["subject", "text", "html", "calendar", "calendar_method", "unsubscribe_url"])
    return True
