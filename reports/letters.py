"""The letters of the reports app: to readers of a draft. Organisers can give them own words."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import clock, day
from core.origin import absolute, address_of
from core.tokens import link_token
from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import EVENT, LINK, NAME, ORGANISATION, LetterKind, Placeholder, declare_letter, name_of
from mailing.domain.markup import Facts, Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from mailing.models import OutboxMessage
from reports.domain.publishing import returning
from reports.domain.publishing.owners import find_owner
from reports.domain.quoting import asking
from reports.domain.signoff.rounds import INVITATION, REMINDER, links_of
from reports.enums import QuoteState, ReaderAnswer
from reports.models import QuoteConsent, SignOffReader
from workshops.domain.actions import link_of
from workshops.letters import when_of
from workshops.models import ActionContact, ActionItem

DEADLINE = Placeholder("deadline", "uiterlijk", _("until when one can answer"))
MESSAGE = Placeholder("message", "bericht", _("what the reporter says with it"))
READER = (NAME, EVENT, DEADLINE, MESSAGE, LINK, ORGANISATION)
HELLO = _("Dear {name},")
LINK_IS_YOURS = _("The link is yours alone. Please do not pass it on: the text is not public yet.")


def _reader_example(event: Any, language: str) -> Values:
    with translation.override(language):
        return {
            "name": "Robin de Wit",
            "event": name_of(event),
            "deadline": gettext("Tuesday 3 December, 12:00"),
            "message": gettext("Please look at chapter 2 in particular."),
            "link": absolute("/akkoord/voorbeeld/"),
        }


INVITE = LetterKind(
    name=INVITATION,
    title=_("Sign-off round: please read along"),
    when=_("When the reporter asks somebody to read the draft."),
    subject=_("Will you read along? Answer before {deadline}"),
    body=(
        _("# The draft report is ready for you"),
        HELLO,
        _("The report of **{event}** is almost finished. Will you read it before it is published?"),
        "{message}",
        _("You can comment on every part, and then say “agreed” or “agreed, if”. Please answer before **{deadline}**."),
        _("[Read the draft]({link})"),
        LINK_IS_YOURS,
    ),
    placeholders=READER,
    example=_reader_example,
    stays_on_because=_("Without this mail a reader has no link."),
    order=310,
)
REMIND = LetterKind(
    name=REMINDER,
    title=_("Sign-off round: reminder"),
    when=_("Once, some days before the deadline, to who did not answer yet."),
    subject=_("You can still read along until {deadline}"),
    body=(
        _("# We have no answer from you yet"),
        HELLO,
        _("We asked you to read the draft report of **{event}**. You can answer until **{deadline}**."),
        _("[Read the draft]({link})"),
        LINK_IS_YOURS,
    ),
    placeholders=READER,
    example=_reader_example,
    order=311,
)


def _quoted_example(event: Any, language: str) -> Values:
    with translation.override(language):
        return {"name": "Robin de Wit", "event": name_of(event), "link": absolute("/citaat/voorbeeld/")}


QUOTED = LetterKind(
    name=asking.LETTER,
    title=_("Quote: this is how you stand in the report"),
    when=_("When the reporter asks somebody whether a quote is right."),
    subject=_("May we quote you?"),
    body=(
        _("# May we quote you?"),
        HELLO,
        _("In the report of **{event}** stands something that you said. Will you look whether it is right?"),
        _("[See how you stand in the report]({link})"),
        _("You choose: good, otherwise, or out. As long as you do not answer we do not publish your words."),
        _("The link keeps working. You can take your words out later too; you need not say why."),
    ),
    placeholders=(NAME, EVENT, LINK, ORGANISATION),
    example=_quoted_example,
    stays_on_because=_("Without this mail nobody can agree to a quote."),
    order=312,
)


MINE = Placeholder("workshops", "workshops", _("a list of the workshops that somebody was in, with what came out"))


def _return_example(event: Any, language: str) -> Values:
    with translation.override(language):
        points = gettext("Ask who decides about the money. Agree who calls whom.")
        return {
            "name": "Robin de Wit",
            "event": name_of(event),
            "workshops": Facts(((gettext("Workshop 1"), points),)),
            "link": absolute("/verslag/"),
        }


RETURN = LetterKind(
    name=returning.LETTER,
    title=_("The report, to who was there"),
    when=_("Once, when an organiser sends the published report to the attendees."),
    subject=_("The report of {event} is ready"),
    body=(
        _("# The report is ready"),
        HELLO,
        _("You were at **{event}**. What came out stands in the report."),
        _("[Read the report]({link})"),
        "{workshops}",
        _("Thank you for coming and thinking along."),
    ),
    placeholders=(NAME, EVENT, MINE, LINK, ORGANISATION),
    example=_return_example,
    order=313,
)


ACTIONS = Placeholder("actions", "afspraken", _("a list of what somebody does, each with a link to say how far it is"))


def _owner_example(event: Any, language: str) -> Values:
    with translation.override(language):
        row = (gettext("Make one list of who can be called at night."), f"3-12\n{absolute('/actiepunt/voorbeeld/')}")
        link = absolute("/verslag/")
        return {"name": "Robin de Wit", "event": name_of(event), "actions": Facts((row,)), "link": link}


RETURN_OWNER = LetterKind(
    name=returning.OWNER_LETTER,
    title=_("The report, to who does what was agreed"),
    when=_("Once, when an organiser sends the published report, to who stands with an agreement with an address."),
    subject=_("What you do after {event}"),
    body=(
        _("# What was agreed"),
        HELLO,
        _("At **{event}** agreements were made. These stand with you or your organisation:"),
        "{actions}",
        _("With the link under each you say how far it is. It takes one tap, and you need no account."),
        _("[Read the report]({link})"),
        _(
            "The organiser gave us your address for this only. It goes when the other data of the meeting go. "
            "Is it not for you? Say so behind the link; then we do not mail you about it again."
        ),
    ),
    placeholders=(NAME, EVENT, ACTIONS, LINK, ORGANISATION),
    example=_owner_example,
    order=314,
)


def declare_letters() -> None:
    """Tell the outbox who writes them, and organisers what they say."""
    for kind in (INVITE, REMIND, QUOTED, RETURN, RETURN_OWNER):
        declare_letter(kind)
    register_composer(INVITATION, lambda message: _to_reader(message, INVITE))
    register_composer(REMINDER, lambda message: _to_reader(message, REMIND))
    register_composer(asking.LETTER, _to_quoted)
    register_composer(returning.LETTER, _to_attendee)
    register_composer(returning.OWNER_LETTER, _to_owner)


def _to_reader(message: OutboxMessage, kind: LetterKind) -> ComposedMail | None:
    """The mail; None when the reader is gone, the link was revoked, or there is nothing to remind of."""
    reader = SignOffReader.objects.select_related("round__page").filter(pk=message.argument).first()
    link = links_of(reader).usable().last() if reader is not None else None
    if reader is None or link is None or (kind is REMIND and reader.answer != ReaderAnswer.ASKED):
        return None
    event = reader.round.page.get_parent().specific
    with translation.override(message.language):
        moment = reader.round.answer_by
        values: Values = {
            "name": reader.name,
            "event": name_of(event),
            "deadline": f"{day(moment)}, {clock(moment)}",
            "message": reader.round.message,
            "link": absolute(reverse("reports:reader", args=[link_token(link)])),
        }
    return write_letter(kind, event=event, language=message.language, values=values, sender=sender_of(event))


def _to_attendee(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the registration is gone or the report is not public any more."""
    found = returning.find(message.argument)
    if found is None:
        return None
    event = found.page.event
    with translation.override(message.language):
        # A mail about a sensitive meeting says nothing of what was spoken about.
        rows = () if event.is_sensitive else returning.own_part(found.registration)
        values: Values = {
            "name": found.registration.name,
            "event": name_of(event),
            "workshops": Facts(rows) if rows else "",
            "link": address_of(found.page),
        }
    return write_letter(RETURN, event=event, language=message.language, values=values, sender=sender_of(event))


def _to_owner(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when nothing is left to do or ask, or the report is not public any more."""
    found = find_owner(message.argument)
    if found is None:
        return None
    page, contacts = found
    event = page.event
    with translation.override(message.language):
        rows = tuple(
            (_said(contact.action, number, event), f"{when_of(contact.action)}\n{_action_link(contact)}")
            for number, contact in enumerate(contacts, 1)
        )
        values: Values = {
            "name": message.to_name or gettext("colleague"),
            "event": name_of(event),
            "actions": Facts(rows),
            "link": address_of(page),
        }
    return write_letter(RETURN_OWNER, event=event, language=message.language, values=values, sender=sender_of(event))


def _said(action: ActionItem, number: int, event: Any) -> str:
    """What was agreed; a mail about a sensitive meeting says nothing of what was spoken about."""
    if event.is_sensitive:
        return gettext("Agreement %(number)s, which you read behind the link") % {"number": number}
    return Truncator(" ".join(action.text.split())).chars(returning.LONGEST)


def _action_link(contact: ActionContact) -> str:
    return absolute(reverse("workshops:action", args=[link_token(link_of(contact))]))


def _to_quoted(message: OutboxMessage) -> ComposedMail | None:
    """The mail; None when the question was answered or taken back meanwhile. The words themselves are not in it."""
    consent = QuoteConsent.objects.select_related("page").filter(pk=message.argument, state=QuoteState.ASKED).first()
    link = asking.links_of(consent).usable().last() if consent is not None else None
    if consent is None or link is None:
        return None
    event = consent.page.get_parent().specific
    with translation.override(message.language):
        values: Values = {
            "name": consent.name,
            "event": name_of(event),
            "link": absolute(reverse("reports:quoted", args=[link_token(link)])),
        }
    return write_letter(QUOTED, event=event, language=message.language, values=values, sender=sender_of(event))
