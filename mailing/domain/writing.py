"""Writes a letter of a declared kind: its words at the event, filled in, as text and HTML."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mailing.domain.composing import ComposedMail
from mailing.domain.letters import LetterKind
from mailing.domain.markup import Values, fill_line, to_html, to_text
from mailing.domain.rendering import render_mail
from mailing.domain.senders import Sender
from mailing.domain.wordings import words_for


def write_letter(
    kind: LetterKind,
    *,
    event: Any,
    language: str,
    values: Values,
    sender: Sender,
    calendar: str = "",
    calendar_method: str = "",
    unsubscribe_url: str = "",
) -> ComposedMail | None:
    """The mail of one letter in one language; None when the letter is switched off at this event."""
    words = words_for(kind, event, language)
    if not words.is_on:
        return None
    mail = write_words(
        words.subject,
        words.body,
        event=event,
        language=language,
        values=kind.in_both_languages({"organisation": sender.name, **values}),
        sender=sender,
        unsubscribe_url=unsubscribe_url,
    )
    mail.calendar, mail.calendar_method = calendar, calendar_method
    return mail


def write_words(
    subject: str,
    body: str,
    *,
    event: Any,
    language: str,
    values: Values,
    sender: Sender,
    unsubscribe_url: str = "",
) -> ComposedMail:
    """A subject and a body in light markup as a mail in the house's frame."""
    with translation.override(language):
        line = neutral_subject(fill_line(subject, values), event)
        html = to_html(body, values)
        context = {
            "subject": line,
            "sender": sender,
            "sender_name": sender.name,
            "has_heading": "<h1>" in html,
            "body_html": html,
            "body_text": to_text(body, values),
            "unsubscribe_url": unsubscribe_url,
        }
    text, html = render_mail("mailing/letter", context, language=language)
    return ComposedMail(line, text, html, unsubscribe_url=unsubscribe_url)


def names_the_event(subject: str, event: Any) -> bool:
    """Whether a subject gives away the title of the meeting."""
    title = " ".join(event.title.casefold().split()) if event is not None else ""
    return bool(title) and title in " ".join(subject.casefold().split())


def neutral_subject(subject: str, event: Any) -> str:
    """The subject; at a sensitive event one that does not give the meeting away, whatever was typed."""
    if event is not None and event.is_sensitive and names_the_event(subject, event):
        return _("A message about your meeting")
    return subject
