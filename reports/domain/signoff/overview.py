"""What readers said, for the reporter: who answered what, and every comment at its paragraph."""

from dataclasses import dataclass, field

from django.urls import reverse

from reports.domain.reading import Reading
from reports.domain.signoff.paragraphs import paragraphs_of
from reports.enums import ReaderAnswer
from reports.models import SignOffComment, SignOffReader, SignOffRound


@dataclass
class Remarks:
    """The comments on one paragraph; ``stands`` is whether its block is still in the newest text."""

    excerpt: str
    edit_url: str
    stands: bool
    comments: list[SignOffComment] = field(default_factory=list)


@dataclass(frozen=True)
class Overview:
    """One round as the reporter sees it."""

    round: SignOffRound
    readers: list[SignOffReader]
    remarks: list[Remarks]

    @property
    def numbers(self) -> dict[str, int]:
        """How many readers gave each answer."""
        return {answer.value: sum(reader.answer == answer for reader in self.readers) for answer in ReaderAnswer}

    @property
    def open_remarks(self) -> int:
        """How many comments and conditions still wait."""
        comments = sum(not comment.is_handled for remark in self.remarks for comment in remark.comments)
        conditions = sum(bool(reader.condition) and not reader.is_handled for reader in self.readers)
        return comments + conditions


def overview_of(sign_off: SignOffRound) -> Overview:
    """Readers with their answers, and the comments in reading order. The number of queries is fixed."""
    readers = list(sign_off.readers.prefetch_related("comments"))
    by_key: dict[str, list[SignOffComment]] = {}
    for reader in readers:
        for comment in reader.comments.all():
            comment.reader = reader
            by_key.setdefault(comment.key, []).append(comment)
    newest = sign_off.page.get_latest_revision_as_object()
    standing = {str(child.id) for child in newest.body}
    edit_url = reverse("wagtailadmin_pages:edit", args=[sign_off.page_id])
    remarks = []
    for paragraph in paragraphs_of(Reading(sign_off.revision.as_object(), "")) if by_key else ():
        found = by_key.pop(paragraph.key, [])
        if found:
            stands = paragraph.piece.id in standing
            remarks.append(Remarks(paragraph.excerpt, edit_link(edit_url, paragraph.piece.id), stands, found))
    left = [comment for comments in by_key.values() for comment in comments]
    if left:  # on a block that leads nowhere any more, for example a picture that was thrown away
        remarks.append(Remarks("", edit_url, False, left))
    return Overview(sign_off, readers, remarks)


def edit_link(edit_url: str, block_id: str) -> str:
    """The editor, scrolled to a block of the text."""
    return f"{edit_url}#block-{block_id}-section"
