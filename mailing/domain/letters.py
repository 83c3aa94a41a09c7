"""The registry of letters: what kinds of mail there are, what they say by default, what may be filled in.

A higher app declares each kind once (``declare_letter``); organisers can then give it own words, per
organisation or per event, and switch it off where nothing depends on it. The app's composer asks
``write_letter`` for the mail.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailing.domain.markup import Values, rename_placeholders

Text = str | Promise


@dataclass(frozen=True)
class Placeholder:
    """One thing that a letter can fill in; ``dutch`` is its name in Dutch texts."""

    name: str
    dutch: str
    meaning: Text

    def name_in(self, language: str) -> str:
        """The name that an editor of this language types."""
        return self.dutch if language == "nl" else self.name


NAME = Placeholder("name", "naam", _("the name of who gets the mail"))
EVENT = Placeholder("event", "bijeenkomst", _("the title of the meeting; “your meeting” when its subject is sensitive"))
FACTS = Placeholder("facts", "gegevens", _("a list of when, where and the chosen workshops"))
WHEN = Placeholder("when", "wanneer", _("day and time"))
WHERE = Placeholder("where", "waar", _("the venue with its address"))
LINK = Placeholder("link", "link", _("the address of the personal page"))
ORGANISATION = Placeholder("organisation", "organisatie", _("the organisation that sends the mail"))


def name_of(event: Any) -> str:
    """What a mail calls the meeting: its title, unless its subject is sensitive."""
    return gettext("your meeting") if event.is_sensitive else str(event.title)


@dataclass(frozen=True)
class LetterKind:
    """One purpose of mail. ``body``: paragraphs in light markup, placeholders by their English names."""

    name: str
    title: Text
    when: Text
    subject: Text
    body: tuple[Text, ...]
    placeholders: tuple[Placeholder, ...]
    example: Callable[[Any, str], Values] = field(default=lambda event, language: {})
    schedule: Callable[[Any], tuple[str, str]] | None = None
    stays_on_because: Text = ""
    caution: Text = ""
    order: int = 100

    @property
    def can_be_switched_off(self) -> bool:
        """Whether an organiser may leave this letter out."""
        return not self.stays_on_because

    def standard_subject(self, language: str) -> str:
        """The default subject, its placeholders by their names in the language."""
        with translation.override(language):
            return self._localised(str(self.subject), language)

    def standard_body(self, language: str) -> str:
        """The default body as an editor of the language sees it."""
        with translation.override(language):
            return self._localised("\n\n".join(str(paragraph) for paragraph in self.body), language)

    def known_names(self) -> set[str]:
        """Every name that a text may use, in either language."""
        return {name for one in self.placeholders for name in (one.name, one.dutch)}

    def in_both_languages(self, values: Values) -> Values:
        """The values under their English and their Dutch names."""
        dutch = {one.name: one.dutch for one in self.placeholders}
        return {**{dutch.get(name, name): value for name, value in values.items()}, **values}

    def _localised(self, text: str, language: str) -> str:
        return rename_placeholders(text, {one.name: one.name_in(language) for one in self.placeholders})


_kinds: dict[str, LetterKind] = {}


def declare_letter(kind: LetterKind) -> None:
    """Add a kind of letter. Declaring the same name again replaces it."""
    _kinds[kind.name] = kind


def letter_kinds() -> list[LetterKind]:
    """All kinds, in the order in which people meet them."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name))


def letter_kind(name: str) -> LetterKind | None:
    """The kind of this name."""
    return _kinds.get(name)


def unknown_placeholders(kind: LetterKind, names: Iterable[str]) -> list[str]:
    """The names that this letter cannot fill."""
    known = kind.known_names()
    return [name for name in names if name not in known]


def allowed_names(kind: LetterKind, language: str) -> Mapping[str, Text]:
    """What an editor may type, with the meaning of each."""
    return {one.name_in(language): one.meaning for one in kind.placeholders}
