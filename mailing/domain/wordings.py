"""Own words for letters: what a letter says at an event, and changing that. Every change is written down."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from core.models import User
from mailing.domain.letters import LetterKind, Text
from mailing.domain.senders import site_of
from mailing.enums import WordingAction
from mailing.models import LetterWording, WordingChange

TEXTS = ("subject_nl", "body_nl", "subject_en", "body_en")


class WordingError(Exception):
    """A letter cannot be changed so; the message is for the editor."""


class EditConflict(WordingError):
    """Somebody else changed the letter since it was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this letter in the meantime. Your text stands below; compare and save again.")
        )


@dataclass(frozen=True)
class Owner:
    """Whose words: those of one event, or of all events of a site."""

    event: Any = None
    site: Site | None = None

    def lookup(self) -> dict[str, Any]:
        """The fields that find and make its rows."""
        return {"event": self.event, "site": self.site}


@dataclass(frozen=True)
class Words:
    """What a letter says now, and whether it is sent."""

    subject: str
    body: str
    is_on: bool
    is_own: bool


def rows_for(event: Any, letter: str | None = None) -> dict[str, tuple[LetterWording | None, LetterWording | None]]:
    """Per letter the row of the event and that of its site. One query."""
    site = site_of(event)
    rows = LetterWording.objects.filter(event=event) | LetterWording.objects.filter(site=site, event=None)
    if letter is not None:
        rows = rows.filter(letter=letter)
    found: dict[str, tuple[LetterWording | None, LetterWording | None]] = {}
    for row in rows:
        own, general = found.get(row.letter, (None, None))
        found[row.letter] = (row, general) if row.event_id else (own, row)
    return found


def words_for(kind: LetterKind, event: Any, language: str) -> Words:
    """The words of one letter at one event: its own, else the organisation's, else the standard text."""
    own, general = rows_for(event, kind.name).get(kind.name, (None, None))
    return words_of(kind, own, general, language)


def words_of(kind: LetterKind, own: LetterWording | None, general: LetterWording | None, language: str) -> Words:
    """The same from rows that are known already."""
    rows = [row for row in (own, general) if row is not None]
    subject = next(filter(None, (row.subject(language) for row in rows)), "")
    body = next(filter(None, (row.body(language) for row in rows)), "")
    is_on = rows[0].is_on if rows else True
    return Words(
        subject or kind.standard_subject(language),
        body or kind.standard_body(language),
        is_on or not kind.can_be_switched_off,
        bool(subject or body),
    )


def save_words(kind: LetterKind, owner: Owner, texts: dict[str, str], *, version: int, actor: User) -> LetterWording:
    """Give a letter own words; a text that equals the one above it is not kept. Raises EditConflict.

    ``version``: that of the row when the editor opened it, 0 when there was none.
    """
    texts = {name: texts.get(name, "").strip() for name in TEXTS}
    above = _texts_above(kind, owner)
    kept = {name: "" if _same(text, above[name]) else text for name, text in texts.items()}
    with transaction.atomic():
        row = _row(kind, owner, version)
        for name, text in kept.items():
            setattr(row, name, text)
        row.save(update_fields=TEXTS)
        action = WordingAction.REWORDED if any(kept.values()) else WordingAction.STANDARD
        _note(row, action, actor)
    return row


def back_to_standard(kind: LetterKind, owner: Owner, *, version: int, actor: User) -> LetterWording:
    """Drop the own words; whether the letter is sent stays as it was. Raises EditConflict."""
    return save_words(kind, owner, {}, version=version, actor=actor)


def switch_letter(kind: LetterKind, owner: Owner, *, on: bool, actor: User) -> LetterWording:
    """Send a letter or leave it out. Raises WordingError with the reason when it must stay on."""
    if not on and not kind.can_be_switched_off:
        raise WordingError(str(kind.stays_on_because))
    with transaction.atomic():
        row, is_new = LetterWording.objects.get_or_create(letter=kind.name, **owner.lookup(), defaults={"is_on": on})
        if not is_new and row.is_on == on:
            return row
        row.is_on = on
        row.save(update_fields=["is_on"])
        _note(row, WordingAction.SWITCHED_ON if on else WordingAction.SWITCHED_OFF, actor)
    return row


def changes_of(kind: LetterKind, owner: Owner) -> list[WordingChange]:
    """The last changes of a letter, newest first. One query."""
    return list(WordingChange.objects.filter(letter=kind.name, **owner.lookup()).select_related("user")[:20])


def texts_now(kind: LetterKind, owner: Owner, row: LetterWording | None) -> dict[str, str]:
    """What the editor starts from: the own words, else what stands above them."""
    above = _texts_above(kind, owner)
    return {name: (getattr(row, name) if row else "") or str(above[name]) for name in TEXTS}


def _texts_above(kind: LetterKind, owner: Owner) -> dict[str, Text]:
    general = None
    if owner.event is not None:
        general = LetterWording.objects.filter(letter=kind.name, site=site_of(owner.event), event=None).first()
    found: dict[str, Text] = {}
    for language in ("nl", "en"):
        words = words_of(kind, None, general, language)
        found[f"subject_{language}"], found[f"body_{language}"] = words.subject, words.body
    return found


def _same(text: str, other: Text) -> bool:
    return text.splitlines() == str(other).strip().splitlines()


def _row(kind: LetterKind, owner: Owner, version: int) -> LetterWording:
    """The row, with its version counted up, if nobody changed it since; a first row is made."""
    if version == 0:
        general_is_on = True
        if owner.event is not None:
            general = LetterWording.objects.filter(letter=kind.name, site=site_of(owner.event), event=None).first()
            general_is_on = general.is_on if general else True
        try:
            with transaction.atomic():
                return LetterWording.objects.create(letter=kind.name, is_on=general_is_on, **owner.lookup())
        except IntegrityError:
            raise EditConflict from None
    rows = LetterWording.objects.filter(letter=kind.name, **owner.lookup())
    if not rows.filter(version=version).update(version=version + 1):
        raise EditConflict
    return rows.get()


def _note(row: LetterWording, action: WordingAction, actor: User) -> None:
    WordingChange.objects.create(
        letter=row.letter,
        event=row.event,
        site=row.site,
        action=action,
        user=actor,
        texts={name: getattr(row, name) for name in TEXTS},
    )
