"""Forms about letters: their words, and the sender of an event."""

from collections.abc import Iterable
from typing import Any

from django import forms

from mailing.domain.letters import LetterKind, allowed_names
from mailing.forms.words import WordsForm
from mailing.models import EventSender


class LetterForm(WordsForm):
    """Own words for one letter."""

    def __init__(self, *args: Any, kind: LetterKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def allowed(self, language: str) -> Iterable[str]:
        """What this letter can fill in."""
        return allowed_names(self.kind, language)

    def known(self) -> set[str]:
        """The same, in either language."""
        return self.kind.known_names()


class SenderForm(forms.ModelForm[EventSender]):
    """From whom the mails of one event come."""

    class Meta:
        model = EventSender
        fields = ["sender_name", "reply_to"]

    def clean_sender_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["sender_name"].split())
