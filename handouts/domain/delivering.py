"""Files come in, are replaced, described and taken away, by a speaker through her link or by an organiser for her."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from core.uploads import UploadRefused
from handouts.domain.asking import kept
from handouts.domain.uploads import LARGEST_TOGETHER, Prepared, prepare
from handouts.enums import Act
from handouts.models import Folder, HandOut, HandOutAct, SpeakerAsk

MOST_OF_ONE = 10  # files of one speaker
MOST_OF_FOLDER = 40


@dataclass(frozen=True)
class Giver:
    """Who does it: a speaker through her link, or an organiser who signed in."""

    ask: SpeakerAsk | None = None
    user: User | None = None

    @property
    def is_speaker(self) -> bool:
        """Whether it came in through a link."""
        return self.user is None


@dataclass(frozen=True)
class Delivered:
    """What came of a form with files."""

    files: list[HandOut]
    known: list[str]  # names of files that were there already
    refused: list[tuple[str, str]]  # name, why


def add_files(folder: Folder, uploads: Iterable[UploadedFile], *, giver: Giver) -> Delivered:
    """Take files in. Those that cannot be taken are named with the reason; the others stand.

    What a speaker adds after the release waits until the organiser shows it.
    """
    found = list(uploads)
    if sum(upload.size or 0 for upload in found) > LARGEST_TOGETHER:
        words = _("Together these files are larger than %(size)s MB. Send them one by one.")
        return Delivered([], [], [("", words % {"size": LARGEST_TOGETHER // 1024 // 1024})])
    delivered = Delivered([], [], [])
    for upload in found:
        try:
            file = prepare(upload)
            kept_file = _keep(folder, file, giver)
        except UploadRefused as refusal:
            delivered.refused.append(((upload.name or "")[:80], str(refusal)))
            continue
        if kept_file is None:
            delivered.known.append(file.name)
        else:
            delivered.files.append(kept_file)
    return delivered


def _keep(folder: Folder, file: Prepared, giver: Giver) -> HandOut | None:
    with transaction.atomic():
        ask = kept(giver.ask) if giver.ask else None
        folder = ask.folder if ask else folder
        row = Folder.objects.select_for_update(of=("self",)).get(pk=folder.pk)
        if row.files.filter(fingerprint=file.fingerprint).exists():
            return None
        _refuse_too_many(row, ask)
        made = HandOut.objects.create(
            folder=row,
            ask=ask,
            title=file.title,
            is_held=giver.is_speaker and row.is_released,
            **_kept_of(file),
        )
        _note(row, Act.ADDED, file.name, giver)
        return made


def _refuse_too_many(folder: Folder, ask: SpeakerAsk | None) -> None:
    if ask is not None and ask.files.count() >= MOST_OF_ONE:
        raise UploadRefused(_("You have %(most)s files here already. Remove one first.") % {"most": MOST_OF_ONE})
    if folder.files.count() >= MOST_OF_FOLDER:
        raise UploadRefused(_("There are %(most)s files here already. Remove one first.") % {"most": MOST_OF_FOLDER})


def replace_file(file: HandOut, new: Prepared, *, giver: Giver) -> HandOut:
    """Put another file in its place; title and description stay. Raises UploadRefused."""
    with transaction.atomic():
        folder = Folder.objects.select_for_update(of=("self",)).get(pk=file.folder_id)
        others = folder.files.exclude(pk=file.pk)
        if others.filter(fingerprint=new.fingerprint).exists():
            raise UploadRefused(_("This file is here already, under another title."))
        row = folder.files.defer("content").filter(pk=file.pk).first()
        if row is None:
            raise UploadRefused(_("The file that you want to replace is gone. Add the new one instead."))
        if row.fingerprint == new.fingerprint:
            return row
        for name, value in _kept_of(new).items():
            setattr(row, name, value)
        row.is_held = row.is_held or (giver.is_speaker and folder.is_released)
        row.save()
        _note(folder, Act.REPLACED, new.name, giver)
        return row


def describe_file(file: HandOut, *, title: str, text: str, giver: Giver) -> bool:
    """Give it another title or description; returns whether it waits for the organiser.

    What others can read already is changed by a speaker only when an organiser takes it over (0358).
    """
    with transaction.atomic():
        row = _locked(file)
        if row is None:
            return False
        is_same = (row.title, row.text) == (title, text)
        if giver.is_speaker and row.is_available and not is_same:
            if (row.proposed_title, row.proposed_text) != (title, text) or not row.proposed_at:
                _propose(row, title, text, timezone.now())
                _note(row.folder, Act.PROPOSED, row.name, giver)
            return True
        if row.proposed_at and (giver.is_speaker or not is_same):
            _propose(row, "", "", None)
        if not is_same:
            HandOut.objects.filter(pk=row.pk).update(title=title, text=text)
            _note(row.folder, Act.CHANGED, row.name, giver)
        return False


def decide_description(file: HandOut, *, seen: str, is_accepted: bool, by: User | None) -> bool:
    """Take the proposed words over, or leave those that stand. False when it is not (any more) what was looked at."""
    with transaction.atomic():
        row = _locked(file)
        if row is None or not row.proposed_at or row.proposal != seen:
            return False
        if is_accepted:
            HandOut.objects.filter(pk=row.pk).update(title=row.proposed_title, text=row.proposed_text)
        _propose(row, "", "", None)
        _note(row.folder, Act.ACCEPTED if is_accepted else Act.DECLINED, row.name, Giver(user=by))
        return True


def _locked(file: HandOut) -> HandOut | None:
    rows = HandOut.objects.select_for_update(of=("self",)).defer("content")
    return rows.select_related("folder__item", "folder__workshop__round").filter(pk=file.pk).first()


def _propose(row: HandOut, title: str, text: str, at: datetime | None) -> None:
    HandOut.objects.filter(pk=row.pk).update(proposed_title=title, proposed_text=text, proposed_at=at)


def remove_file(file: HandOut, *, giver: Giver) -> None:
    """Delete it; that it was there stays written down until the people of the event are forgotten."""
    with transaction.atomic():
        if HandOut.objects.filter(pk=file.pk).delete()[0]:
            _note(file.folder, Act.REMOVED, file.name, giver)


def withdraw_file(file: HandOut, *, by: User | None) -> None:
    """Nobody can have it any more, whatever was released; the organiser still sees it."""
    _set_shown(file, is_withdrawn=True, act=Act.WITHDRAWN, by=by)


def show_file(file: HandOut, *, by: User | None) -> None:
    """Let it follow its folder: what was withdrawn comes back, what came in late is looked at."""
    _set_shown(file, is_withdrawn=False, act=Act.SHOWN, by=by)


def _set_shown(file: HandOut, *, is_withdrawn: bool, act: Act, by: User | None) -> None:
    with transaction.atomic():
        as_wanted = {"is_withdrawn": is_withdrawn, "is_held": False}
        if HandOut.objects.filter(pk=file.pk).exclude(**as_wanted).update(**as_wanted):
            _note(file.folder, act, file.name, Giver(user=by))


def _kept_of(file: Prepared) -> dict[str, object]:
    return {
        "name": file.name,
        "kind": file.kind,
        "size": len(file.content),
        "fingerprint": file.fingerprint,
        "content": file.content,
        "hints": [list(hint) for hint in file.hints],
    }


def _note(folder: Folder, act: Act, name: str, giver: Giver) -> None:
    HandOutAct.objects.create(
        folder=folder, act=act, file_name=name, by=giver.user, by_name=giver.ask.name if giver.ask else ""
    )
