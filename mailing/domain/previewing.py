"""How a text will look, with invented people, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mailing.domain.composing import ComposedMail
from mailing.domain.letters import LetterKind, Text
from mailing.domain.markup import Values
from mailing.domain.senders import sender_of
from mailing.domain.writing import write_words

LANGUAGES: tuple[tuple[str, Text], ...] = (("nl", _("In Dutch")), ("en", _("In English")))


@dataclass(frozen=True)
class Preview:
    """One language of a preview."""

    language: str
    title: Text
    sender_name: str
    mail: ComposedMail


def preview_letter(kind: LetterKind, event: Any, texts: Mapping[str, str]) -> list[Preview]:
    """A letter in these words; an empty text is the standard one."""

    def values(language: str) -> Values:
        return kind.in_both_languages(kind.example(event, language))

    full = {}
    for language, _title in LANGUAGES:
        full[f"subject_{language}"] = texts.get(f"subject_{language}") or kind.standard_subject(language)
        full[f"body_{language}"] = texts.get(f"body_{language}") or kind.standard_body(language)
    return preview_words(event, full, values)


def preview_words(event: Any, texts: Mapping[str, str], values: Callable[[str], Values]) -> list[Preview]:
    """Any words, in the languages in which there are some."""
    sender = sender_of(event)
    return [
        Preview(
            language,
            title,
            sender.name,
            write_words(
                texts[f"subject_{language}"],
                texts[f"body_{language}"],
                event=event,
                language=language,
                values={"organisation": sender.name, "organisatie": sender.name, **values(language)},
                sender=sender,
            ),
        )
        for language, title in LANGUAGES
        if texts.get(f"body_{language}")
    ]
