"""A Word file came back: known by its stamp, read with care, compared with what was sent, and kept with its reader."""

import hashlib
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from core.tokens import BadToken
from core.uploads import clean_name
from reports.domain.redline.lines import SentLine, sent_lines
from reports.domain.redline.sending import PROPERTY, is_text_of, round_of_stamp
from reports.domain.redline.telling import tell_reporters
from reports.enums import QuoteState, RedlineSort, RedlineState
from reports.models import QuoteConsent, RedlineChange, RedlineFile, ReportPage, SignOffReader, SignOffRound
from reports.models.quotes import mark_of
from reports.wordfile.comparing import Difference, compare_lines
from reports.wordfile.lines import Line, read_lines, read_notes
from reports.wordfile.package import WordFile, WordRefused, open_word

MOST_CHANGES = 2_000
MOST_FILES = 20  # of one reader
_QUOTED = " \u00a0“”‘’\"'„«»—–.…"


def receive_file(reader: SignOffReader, content: bytes, *, name: str, actor: User | None) -> RedlineFile:
    """Read and keep a file for a reader; ``actor`` is the reporter who sends it in for her. Raises WordRefused.

    The same file sent twice is kept once. A new file takes the place of earlier ones of which nothing was decided yet.
    What a reader sends herself is told to the reporters.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = RedlineFile.objects.filter(reader=reader, sha256=digest).first()
    if known is not None and known.content:
        return known
    word = open_word(content)
    sent_in = _sent_in(word, reader.round.page_id)
    changes = list(_changes(word, sent_in))
    if not changes:
        raise WordRefused(_("Nothing was changed in this file."))
    with transaction.atomic():
        page = ReportPage.objects.select_for_update().get(pk=reader.round.page_id)
        if not is_text_of(SignOffRound.objects.select_related("revision").get(pk=sent_in.pk), _stamp(word)[1]):
            raise _words_are_gone()
        files = RedlineFile.objects.filter(reader=reader)
        if (twin := files.filter(sha256=digest).first()) is not None:
            if twin.content:
                return twin
            twin.delete()
        decided = RedlineChange.objects.filter(file__reader=reader).exclude(state=RedlineState.OPEN)
        files.exclude(pk__in=decided.values("file")).delete()
        if files.count() >= MOST_FILES:
            raise WordRefused(_("There are %(most)s files of this reader already.") % {"most": MOST_FILES})
        kept = RedlineFile.objects.create(
            reader=reader,
            sent_in=sent_in,
            name=clean_name(name)[:120],
            content=content,
            size=len(content),
            sha256=digest,
            received_by=actor,
        )
        for change in changes:
            change.file = kept
        RedlineChange.objects.bulk_create(changes, batch_size=200)
        if actor is None:
            tell_reporters(kept)
        log(instance=page, action="reports.redline_received", user=actor)
    return kept


def _stamp(word: WordFile) -> tuple[int, str]:
    try:
        return round_of_stamp(word.properties.get(PROPERTY, ""))
    except BadToken as error:
        raise WordRefused(
            _("This is not a file of this report. Download the draft, change that file, and send it in.")
        ) from error


def _sent_in(word: WordFile, page_id: int) -> SignOffRound:
    """The round in which the file was made, if it is one of this report and its text is still the same."""
    number, mark = _stamp(word)
    found = SignOffRound.objects.select_related("page", "revision").filter(pk=number, page_id=page_id).first()
    if found is None:
        raise WordRefused(_("This is not a file of this report. Download the draft, change that file, and send it in."))
    if not is_text_of(found, mark):
        raise _words_are_gone()
    return found


def _words_are_gone() -> WordRefused:
    return WordRefused(
        _(
            "Since this file was made, words were taken out of the text at the request of a person quoted. "
            "Download the draft again and make your changes in that file."
        )
    )


def _changes(word: WordFile, sent_in: SignOffRound) -> Iterator[RedlineChange]:
    body, notes = sent_lines(sent_in)
    lines, note_lines = read_lines(word), read_notes(word)
    found = [*_compared(body, lines), *_compared(notes, note_lines)]
    if len(found) > MOST_CHANGES:
        raise WordRefused(_("This file differs too much from the draft that was sent."))
    taken_out = set(
        QuoteConsent.objects.filter(page_id=sent_in.page_id, state=QuoteState.WITHDRAWN).values_list("mark", flat=True)
    )
    for position, (line, difference) in enumerate(found):
        if not taken_out or mark_of(difference.after.strip(_QUOTED)) not in taken_out:
            yield _change(position, line, difference)


def _compared(sent: Sequence[SentLine], lines: Sequence[Line]) -> Iterator[tuple[SentLine, Difference]]:
    if len(lines) > 3 * len(sent) + 1_000:
        raise WordRefused(_("This file differs too much from the draft that was sent."))
    for difference in compare_lines([line.text for line in sent], lines):
        yield sent[difference.place] if difference.place >= 0 else SentLine("", ""), difference


def _change(position: int, line: SentLine, difference: Difference) -> RedlineChange:
    block_id, _dash, place = line.key.rpartition("-")
    remark = difference.remark
    authors = dict.fromkeys(piece.author for piece in difference.pieces if piece.author)
    tracked = next((piece for piece in difference.pieces if piece.when), None)
    is_new = difference.sort == RedlineSort.INSERTED
    return RedlineChange(
        position=position,
        block_id=block_id[:40],
        place=int(place or 0),
        sort=difference.sort,
        before=line.text if remark else difference.before,
        after=difference.after,
        follows=line.text if is_new else difference.moved_after,
        pieces=[[piece.kind, piece.text, piece.author, piece.when] for piece in difference.pieces]
        if not remark
        else [["same", remark.about, "", ""]],
        remark=remark.text if remark else "",
        author=(remark.author if remark else ", ".join(authors))[:200],
        written_at=(remark.when if remark else tracked.when if tracked else "")[:40],
    )
