"""The letter to the reporter when a reader sent a Word file back. Nothing of what is in the file stands in it."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import EVENT, LINK, NAME, ORGANISATION, LetterKind, Placeholder, declare_letter
from mailing.domain.markup import Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from mailing.models import OutboxMessage
from reports.domain.redline.telling import LETTER
from reports.domain.reporters import reporters_of
from reports.enums import RedlineState
from reports.letters import HELLO, absolute, name_of
from reports.models import RedlineFile, SignOffReader

READER = Placeholder("reader", "lezer", _("the name of who sent a file back"))
WAITING = Placeholder("waiting", "wacht", _("how many changes wait for a decision"))


def _waiting(number: int) -> str:
    told = ngettext("%(number)s change waits for you", "%(number)s changes wait for you", number)
    return told % {"number": number}


def _example(event: Any, language: str) -> Values:
    with translation.override(language):
        return {
            "name": "Kim Bakker",
            "reader": "Robin de Wit",
            "event": name_of(event),
            "waiting": _waiting(3),
            "link": absolute("/beheer/"),
        }


RECEIVED = LetterKind(
    name=LETTER,
    title=_("Sign-off round: a Word file came back"),
    when=_("When a reader sends a changed Word file back; of one reader at most one mail in four hours."),
    subject=_("{reader} sent the draft back"),
    body=(
        _("# A Word file came back"),
        HELLO,
        _("{reader} changed the draft report of **{event}** in Word and sent it back. {waiting}."),
        _("[Look at the changes]({link})"),
        _("You choose what to do with each change. Nothing changes in the text until you do."),
    ),
    placeholders=(NAME, EVENT, READER, WAITING, LINK, ORGANISATION),
    example=_example,
    order=312,
)


def declare_redline_letter() -> None:
    """Tell the outbox who writes it, and organisers what it says."""
    declare_letter(RECEIVED)
    register_composer(LETTER, _to_reporter)


def _to_reporter(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the reader or the role is gone, or everything was decided meanwhile."""
    reader_id, _colon, user_id = message.argument.partition(":")
    reader = SignOffReader.objects.select_related("round__page").filter(pk=reader_id).first()
    if reader is None:
        return None
    event = reader.round.page.get_parent().specific
    person = next((one for one in reporters_of(event) if str(one.pk) == user_id), None)
    files = RedlineFile.objects.filter(reader=reader, changes__state=RedlineState.OPEN).defer("content")
    waiting = files.annotate(number=Count("changes")).order_by("-pk").first()
    if person is None or waiting is None:
        return None
    with translation.override(message.language):
        values: Values = {
            "name": person.get_full_name() or person.get_username(),
            "reader": reader.name,
            "event": name_of(event),
            "waiting": _waiting(waiting.number),
            "link": absolute(reverse("reports_admin:redline", args=(event.pk, waiting.pk))),
        }
    return write_letter(RECEIVED, event=event, language=message.language, values=values, sender=sender_of(event))
