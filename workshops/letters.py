"""The letters to who does what was agreed, and to speakers. Organisers can give them own words."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import day
from core.origin import absolute
from core.tokens import link_token
from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import EVENT, LINK, NAME, ORGANISATION, LetterKind, Placeholder, declare_letter, name_of
from mailing.domain.markup import Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from mailing.models import OutboxMessage
from workshops.domain.actions import UNFINISHED, link_of
from workshops.domain.passages import LETTER as PASSAGE_LETTER
from workshops.domain.passages import passage_link
from workshops.domain.reminding import LETTER
from workshops.models import ActionContact, ActionItem, Passage

ACTION = Placeholder("action", "actiepunt", _("what was agreed"))
DUE = Placeholder("due", "wanneer", _("when it is due"))


def _example(event: Any, language: str) -> Values:
    with translation.override(language):
        return {
            "name": "Robin de Wit",
            "event": name_of(event),
            "action": gettext("Make one list of who can be called at night."),
            "due": gettext("Tuesday 3 December"),
            "link": absolute("/actiepunt/voorbeeld/"),
        }


REMINDER = LetterKind(
    name=LETTER,
    title=_("Action item: how far is it?"),
    when=_("Two weeks before the date, on the date and once a week after it, to who is asked about an action item."),
    subject=_("How far is this? An agreement of {event}"),
    body=(
        _("# How far is this?"),
        _("Dear {name},"),
        _("At **{event}** this was agreed:"),
        "{action}",
        _("When: {due}"),
        _("[Say how far it is]({link})"),
        _("It takes one tap. You need no account."),
    ),
    placeholders=(NAME, EVENT, ACTION, DUE, LINK, ORGANISATION),
    example=_example,
    order=210,
)


DEADLINE = Placeholder("deadline", "uiterlijk", _("until when one can answer"))


def _passage_example(event: Any, language: str) -> Values:
    with translation.override(language):
        return {
            "name": "Robin de Wit",
            "event": name_of(event),
            "deadline": gettext("Tuesday 3 December"),
            "link": absolute("/spreker/voorbeeld/"),
        }


PASSAGE = LetterKind(
    name=PASSAGE_LETTER,
    title=_("Speaker: is your passage right?"),
    when=_("When the reporter asks a speaker about what was noted of her talk and gives an address."),
    subject=_("Is this right? Your talk in the report of {event}"),
    body=(
        _("# Is this right?"),
        _("Dear {name},"),
        _("At **{event}** notes were taken of your talk. Will you read them before they are in the report?"),
        _("[Read your passage]({link})"),
        _("Please answer before **{deadline}**. The link is yours alone."),
        _("Did you show slides or hand something out? You can give it to us on the same page."),
    ),
    placeholders=(NAME, EVENT, DEADLINE, LINK, ORGANISATION),
    example=_passage_example,
    stays_on_because=_("Without this mail the speaker has no link."),
    order=211,
)


def declare_letters() -> None:
    """Tell the outbox who writes them, and organisers what they say."""
    declare_letter(REMINDER)
    declare_letter(PASSAGE)
    register_composer(LETTER, _write)
    register_composer(PASSAGE_LETTER, _to_speaker)


def _to_speaker(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the question was withdrawn."""
    passage = Passage.objects.select_related("sheet__event").filter(pk=message.argument).first()
    link = passage_link(passage) if passage is not None else None
    if passage is None or link is None:
        return None
    event = passage.sheet.event
    with translation.override(message.language):
        values: Values = {
            "name": passage.name,
            "event": name_of(event),
            "deadline": day(passage.answer_by),
            "link": absolute(reverse("workshops:passage", args=[link_token(link)])),
        }
    return write_letter(PASSAGE, event=event, language=message.language, values=values, sender=sender_of(event))


def when_of(action: ActionItem) -> str:
    """When it is due, in words: the date, or the period."""
    return day(action.due_on) if action.due_on else action.period or gettext("no date")


def _write(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the contact is gone or the action is finished."""
    rows = ActionContact.objects.select_related("action__sheet__event")
    contact = rows.filter(pk=message.argument, action__state__in=UNFINISHED).first()
    if contact is None:
        return None
    event = contact.action.sheet.event
    with translation.override(message.language):
        values: Values = {
            "name": contact.name or gettext("colleague"),
            "event": name_of(event),
            # A mail about a sensitive meeting says nothing of what was spoken about.
            "action": gettext("You can read it behind the link.") if event.is_sensitive else contact.action.text,
            "due": when_of(contact.action),
            "link": absolute(reverse("workshops:action", args=[link_token(link_of(contact))])),
        }
    return write_letter(REMINDER, event=event, language=message.language, values=values, sender=sender_of(event))
