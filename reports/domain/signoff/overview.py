"""What readers said, for the reporter: who answered what, and every comment at its paragraph."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse

from reports.domain.reading import Reading
from reports.domain.signoff.paragraphs import paragraphs_of
from reports.enums import ReaderAnswer, RedlineState
from reports.models import RedlineChange, RedlineFile, SignOffComment, SignOffReader, SignOffRound


@dataclass
class Remarks:
    """The comments on one paragraph; ``stands`` is whether its block is still in the newest text."""

    excerpt: str
    edit_url: str
    stands: bool
    comments: list[SignOffComment] = field(default_factory=list)
    noted: list[RedlineChange] = field(default_factory=list)


@dataclass(frozen=True)
class Overview:
    """One round as the reporter sees it."""

    round: SignOffRound
    readers: list[SignOffReader]
    remarks: list[Remarks]
    files: list[RedlineFile]

    @property
    def numbers(self) -> dict[str, int]:
        """How many readers gave each answer."""
        return {answer.value: sum(reader.answer == answer for reader in self.readers) for answer in ReaderAnswer}

    @property
    def open_remarks(self) -> int:
        """How many comments and conditions still wait."""
        comments = sum(not comment.is_handled for remark in self.remarks for comment in remark.comments)
        comments += sum(not change.is_handled for remark in self.remarks for change in remark.noted)
        conditions = sum(bool(reader.condition) and not reader.is_handled for reader in self.readers)
        return comments + conditions


def overview_of(sign_off: SignOffRound) -> Overview:
    """Readers with their answers, and the comments in reading order. The number of queries is fixed."""
    readers = list(sign_off.readers.prefetch_related("comments"))
    said: dict[str, Remarks] = {}
    for reader in readers:
        for comment in reader.comments.all():
            comment.reader = reader
            said.setdefault(comment.key, Remarks("", "", False)).comments.append(comment)
    noted = RedlineChange.objects.filter(file__reader__round=sign_off, state=RedlineState.NOTED)
    for change in noted.select_related("file__reader").defer("file__content").order_by("file", "position"):
        said.setdefault(change.key, Remarks("", "", False)).noted.append(change)
    return Overview(sign_off, readers, _placed(sign_off, said) if said else [], _files_of(sign_off))


def _placed(sign_off: SignOffRound, said: dict[str, Remarks]) -> list[Remarks]:
    """What was said in reading order, with its place in the editor."""
    standing = {str(child.id) for child in sign_off.page.get_latest_revision_as_object().body}
    edit_url = reverse("wagtailadmin_pages:edit", args=[sign_off.page_id])
    remarks = []
    for paragraph in paragraphs_of(Reading(sign_off.revision.as_object(), "")):
        found = said.pop(paragraph.key, None)
        if found:
            found.excerpt, found.edit_url = paragraph.excerpt, edit_link(edit_url, paragraph.piece.id)
            found.stands = paragraph.piece.id in standing
            remarks.append(found)
    left = Remarks(
        "", edit_url, False
    )  # on a block that leads nowhere any more, for example a picture that was thrown away
    for one in said.values():
        left.comments += one.comments
        left.noted += one.noted
    return [*remarks, left] if said else remarks


def _files_of(sign_off: SignOffRound) -> list[RedlineFile]:
    """The Word files that came back, with how many changes are in them and how many wait for a decision."""
    files = RedlineFile.objects.filter(reader__round=sign_off).select_related("reader", "received_by").defer("content")
    waiting = Count("changes", filter=Q(changes__state=RedlineState.OPEN))
    return list(files.annotate(number=Count("changes"), waiting=waiting))


def edit_link(edit_url: str, block_id: str) -> str:
    """The editor, scrolled to a block of the text."""
    return f"{edit_url}#block-{block_id}-section"
