"""Letters to people without a registration: who left an address, who is invited. Written at delivery, like all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import translation
from django.utils.translation import gettext as _

from core.origin import absolute
from events.models import EventDate, EventPage
from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import (
    EVENT,
    FACTS,
    ORGANISATION,
    WHEN,
    WHERE,
    LetterKind,
    Placeholder,
    Text,
    declare_letter,
)
from mailing.domain.markup import Value, Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_letter
from mailing.models import OutboxMessage
from registrations.domain.programme import DayPlan
from registrations.letters.values import event_values


class Addressee(Protocol):
    """Whom such a letter is about."""

    event: EventPage
    language: str


@dataclass(frozen=True)
class PersonalLetter:
    """One purpose of mail to an addressee.

    ``find`` gives the addressee of a reference, or None when the letter no longer holds; it then stays
    unsent. ``values`` are its placeholders besides those of the event, ``example`` the same in previews.
    """

    name: str
    title: Text
    when: Text
    subject: Text
    body: tuple[Text, ...]
    placeholders: tuple[Placeholder, ...]
    find: Callable[[str], Any]
    values: Callable[[Any], dict[str, Value]]
    example: Callable[[], dict[str, Value]]
    stays_on_because: Text = ""
    caution: Text = ""
    order: int = 100

    def declare(self) -> None:
        """Tell the outbox who writes it, and the organisers what it says."""
        kind = LetterKind(
            name=f"registrations.{self.name}",
            title=self.title,
            when=self.when,
            subject=self.subject,
            body=self.body,
            placeholders=(EVENT, FACTS, WHEN, WHERE, ORGANISATION, *self.placeholders),
            example=self._example,
            stays_on_because=self.stays_on_because,
            caution=self.caution,
            order=self.order,
        )
        declare_letter(kind)
        register_composer(kind.name, lambda message: self._write(message, kind))

    def _example(self, event: Any, language: str) -> Values:
        with translation.override(language):
            return {**any_event_values(event), **self.example()}

    def _write(self, message: OutboxMessage, kind: LetterKind) -> ComposedMail | None:
        """The mail; None when whom it is about is gone or the letter no longer holds."""
        found = self.find(message.argument)
        if found is None:
            return None
        with translation.override(found.language):
            values = {**any_event_values(found.event), **self.values(found)}
        return write_letter(
            kind, event=found.event, language=found.language, values=values, sender=sender_of(found.event)
        )


def any_event_values(event: Any) -> dict[str, Value]:
    """What every such letter may say of the event; a sensitive one has no name for who is not registered yet."""
    dates = EventDate.objects.filter(page_id=event.pk).order_by("starts_at", "pk")
    values = event_values(event, [DayPlan(date, ()) for date in dates])
    return {**values, "event": _("a meeting") if event.is_sensitive else event.title}


def example_link(path: str) -> str:
    """An address for a preview; it leads nowhere."""
    return absolute(path)
