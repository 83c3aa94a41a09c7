"""The letter that asks a speaker for a presentation. Organisers can give it own words."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import day
from core.origin import absolute
from core.tokens import link_token
from handouts.domain.asking import LETTER, link_of
from handouts.models import SpeakerAsk
from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import EVENT, LINK, NAME, ORGANISATION, LetterKind, Placeholder, declare_letter, name_of
from mailing.domain.markup import Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from mailing.models import OutboxMessage

DEADLINE = Placeholder("deadline", "uiterlijk", _("until when one can hand in"))


def _example(event: Any, language: str) -> Values:
    with translation.override(language):
        return {
            "name": "Robin de Wit",
            "event": name_of(event),
            "deadline": gettext("Tuesday 3 December"),
            "link": absolute("/spreker/voorbeeld/bestanden/"),
        }


ASK = LetterKind(
    name=LETTER,
    title=_("Speaker: your presentation"),
    when=_("When an organiser asks a speaker for a presentation or hand-out and gives an address."),
    subject=_("Your presentation for {event}"),
    body=(
        _("# Your presentation"),
        _("Dear {name},"),
        _("You speak at **{event}**. Will you give us your presentation or hand-out? People can read it again then."),
        _("[Hand in your presentation]({link})"),
        _("Please do so before **{deadline}**. You need no account. You can replace a file later with the same link."),
        _("The link is yours alone."),
    ),
    placeholders=(NAME, EVENT, DEADLINE, LINK, ORGANISATION),
    example=_example,
    stays_on_because=_("Without this mail the speaker has no link."),
    order=212,
)


def declare_letters() -> None:
    """Tell the outbox who writes it, and organisers what it says."""
    declare_letter(ASK)
    register_composer(LETTER, _write)


def _write(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the link was taken back."""
    rows = SpeakerAsk.objects.select_related("folder__event", "folder__item", "folder__workshop__round")
    ask = rows.filter(pk=message.argument).first()
    link = link_of(ask) if ask is not None else None
    if ask is None or link is None:
        return None
    event = ask.folder.event
    with translation.override(message.language):
        values: Values = {
            "name": ask.name,
            "event": name_of(event),
            "deadline": day(ask.deliver_by or ask.folder.starts_at),
            "link": absolute(reverse("handouts:speaker", args=[link_token(link)])),
        }
    return write_letter(ASK, event=event, language=message.language, values=values, sender=sender_of(event))
