"""Words that somebody had taken out are in no file of a reader and in no change that was read from one."""

import re

from reports.domain.quoting.scrubbing import scrub_text
from reports.models import RedlineChange, RedlineFile, ReportPage


def forget_in_files(page: ReportPage, block_id: str, pattern: re.Pattern[str] | None) -> None:
    """The files lose their content, as nobody can take words out of them; changes about the words go. In a transaction.

    A remark stays, without the words.
    """
    RedlineFile.objects.filter(reader__round__page=page).update(content=b"", size=0)
    changes = RedlineChange.objects.filter(file__reader__round__page=page)
    changes.filter(block_id=block_id).delete()
    if pattern is None:
        return
    for change in changes.iterator():
        lines = [change.before, change.after, change.follows, *_versions(change.pieces)]
        if not change.remark and any(pattern.search(line) for line in lines):
            change.delete()
            continue
        fields = ("before", "after", "follows", "remark")
        cleaned = {name: scrub_text(getattr(change, name), pattern) for name in fields}
        pieces = [[kind, scrub_text(text, pattern), *rest] for kind, text, *rest in change.pieces]
        if pieces != change.pieces or any(cleaned[name] != getattr(change, name) for name in fields):
            RedlineChange.objects.filter(pk=change.pk).update(**cleaned, pieces=pieces)


def _versions(pieces: list[list[str]]) -> list[str]:
    """The line as it was, as it becomes, and with everything in it."""
    return [
        "".join(piece[1] for piece in pieces if piece[0] != "ins"),
        "".join(piece[1] for piece in pieces if piece[0] != "del"),
        "".join(piece[1] for piece in pieces),
    ]
