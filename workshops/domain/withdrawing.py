"""Words that somebody took back go from the captured notes as well."""

import re
from collections.abc import Collection

from django.db.models import F
from django.utils import timezone

from workshops.domain.sheets import announce_change
from workshops.models import ActionItem, Outcome, Photo, Quote, RunningNote

REMOVED = "[…]"
CARDS = (Outcome, ActionItem, Photo)


def forget_words(event_id: int, pattern: re.Pattern[str] | None, uids: Collection[str]) -> None:
    """Delete the quotes that were named or that say the words; blank the words in notes and other cards.

    For inside the caller's transaction. Handed-in sheets too: withdrawing has no closing time.
    """
    sheets = set()
    for quote in Quote.objects.filter(sheet__event=event_id):
        if str(quote.uid) in uids or (pattern is not None and pattern.search(quote.text)):
            sheets.add(quote.sheet_id)
            quote.delete()
    if pattern is not None:
        for model in (RunningNote, *CARDS):
            for row in model._base_manager.filter(sheet__event=event_id).only("pk", "text", "sheet_id"):
                cleaned = pattern.sub(REMOVED, row.text)
                if cleaned != row.text:
                    sheets.add(row.sheet_id)
                    changes = {"text": cleaned, "version": F("version") + 1, "updated_at": timezone.now()}
                    model._base_manager.filter(pk=row.pk).update(**changes)
    for sheet_id in sheets:
        announce_change(sheet_id)
