"""Declares the letters about a registration and writes them at delivery (decision 0030).

To add one: put ``LETTERS = [Letter(name="…", …)]`` in a module of this package and queue it with
``queue_mail(registration, "<name>")``. The body is a tuple of paragraphs in light markup
(``mailing.domain.markup``) with the placeholders of ``STANDARD`` and those in ``extra``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.utils import translation

from mailing.domain.composing import ComposedMail, register_composer
from mailing.domain.letters import (
    EVENT,
    FACTS,
    LINK,
    NAME,
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
from registrations import letters
from registrations.domain.calendar import calendar_of, note_sent
from registrations.enums import ACTIVE_STATES, RegistrationState
from registrations.letters.values import example_values, values_of
from registrations.models import Registration

STANDARD = (NAME, EVENT, FACTS, WHEN, WHERE, LINK, ORGANISATION)


def _holds(registration: Registration, about: str) -> bool:
    return True


def _nothing(*args: Any) -> dict[str, Value]:
    return {}


@dataclass(frozen=True)
class Letter:
    """One purpose of mail about a registration.

    ``states``: in which the letter still holds; in another it stays unsent.
    ``calendar_method``: REQUEST or CANCEL adds the calendar; a later change then overtakes the letter.
    ``holds``: what else must be true at delivery, of the registration and of ``about`` (see ``queue_mail``).
    ``extra``: placeholders of its own, filled by ``extra_values(registration, about)`` and in previews by
    ``extra_example(event)``; both run in the reader's language.
    ``of_called_off``: also sent of a meeting that is called off; the others then stay unsent.
    ``schedule(event)``: what the list of letters says about its moments, and where they are chosen.
    ``stays_on_because``: why organisers cannot switch it off; empty: they can. ``caution``: what happens then.
    """

    name: str
    title: Text
    when: Text
    subject: Text
    body: tuple[Text, ...]
    states: Collection[RegistrationState] = ACTIVE_STATES
    calendar_method: str = ""
    holds: Callable[[Registration, str], bool] = _holds
    extra: tuple[Placeholder, ...] = ()
    extra_values: Callable[[Registration, str], dict[str, Value]] = _nothing
    extra_example: Callable[[Any], dict[str, Value]] = _nothing
    of_called_off: bool = False
    schedule: Callable[[Any], tuple[str, str]] | None = None
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
            placeholders=(*STANDARD, *self.extra),
            example=self._example,
            stays_on_because=self.stays_on_because,
            schedule=self.schedule,
            caution=self.caution,
            order=self.order,
        )
        declare_letter(kind)
        register_composer(kind.name, lambda message: self._write(message, kind))

    def _example(self, event: Any, language: str) -> Values:
        with translation.override(language):
            return {**example_values(event), **self.extra_example(event)}

    def _write(self, message: OutboxMessage, kind: LetterKind) -> ComposedMail | None:
        """The mail; None when the registration is gone or no longer stands as the letter would say."""
        reference, sequence, about = (*message.argument.split(":", 2), "", "")[:3]
        registration = Registration.objects.select_related("event__venue").filter(reference=reference).first()
        if registration is None or registration.state not in self.states or not self.holds(registration, about):
            return None
        if registration.event.is_cancelled and not self.of_called_off:
            return None
        if self.calendar_method and sequence != str(registration.calendar_sequence):
            return None
        sender = sender_of(registration.event)
        with translation.override(registration.language):
            calendar = calendar_of(registration, method=self.calendar_method) if self.calendar_method else ""
            values = {**values_of(registration), **self.extra_values(registration, about)}
        mail = write_letter(
            kind,
            event=registration.event,
            language=registration.language,
            values=values,
            sender=sender,
            calendar=calendar,
            calendar_method=self.calendar_method,
        )
        if mail is not None and self.calendar_method:
            note_sent(registration, method=self.calendar_method)
        return mail


def declare_letters() -> None:
    """Declare what stands in ``LETTERS`` of every module of this package."""
    for module in iter_modules(letters.__path__):
        for letter in getattr(import_module(f"{letters.__name__}.{module.name}"), "LETTERS", ()):
            letter.declare()
