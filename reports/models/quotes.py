"""What people say of their own words in a report: good, otherwise, or out."""

import hashlib
import hmac
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import QuoteState
from workshops.enums import ConsentState
from workshops.models import Quote

CARD = "quote:"  # how the source of a block names the card that it was made from
QUOTES = ("quote", "pull_quote")


def same_words(text: str) -> str:
    """The words of a text, whatever the white space between them."""
    return " ".join(text.split())


def mark_of(text: str) -> str:
    """A keyed fingerprint of words, by which they are known when they come back; it tells nobody what they were."""
    return hmac.new(settings.SECRET_KEY.encode(), same_words(text).casefold().encode(), hashlib.sha256).hexdigest()


def is_of_somebody(block: Any) -> bool:
    """Whether a block holds words of a person."""
    return block.block_type == "quote" or (block.block_type == "pull_quote" and bool(block.value.get("attribution")))


class QuoteConsentQuerySet(models.QuerySet["QuoteConsent"]):
    """Queries over consents."""

    def withheld_places(self, page_id: int | None, blocks: Collection[Any]) -> set[int]:
        """The places of quotes that may not be published: nobody was asked, no "good" for these words, or refused.

        A pull quote without a speaker is the report's own line. Two queries, however many quotes; none without quotes.
        """
        quotes = {place: block for place, block in enumerate(blocks) if is_of_somebody(block)}
        if not quotes:
            return set()
        rows = list(self.filter(page_id=page_id))
        known = {row.block_id: row for row in rows}
        taken_out = {row.mark for row in rows if row.state == QuoteState.WITHDRAWN}
        sources = {place: str(block.value.get("source") or "") for place, block in quotes.items()}
        uids = [source[len(CARD) :] for source in sources.values() if source.startswith(CARD) and len(source) == 42]
        agreed = {
            f"{CARD}{uid}"
            for uid in Quote.objects.filter(uid__in=uids, consent=ConsentState.GIVEN).values_list("uid", flat=True)
        }
        found = set()
        for place, block in quotes.items():
            text = str(block.value.get("text") or "")
            row = known.get(str(block.id))
            allowed = row.allows(text) if row is not None else sources[place] in agreed
            if not allowed or mark_of(text) in taken_out:
                found.add(place)
        return found


class QuoteConsent(models.Model):
    """One quote of a report and the person who said it. ``text`` are the exact words that were asked about."""

    page = models.ForeignKey("reports.ReportPage", on_delete=models.CASCADE, related_name="quote_consents")
    block_id = models.CharField(max_length=40)
    text = models.TextField(_("quote"), blank=True)
    attribution = models.CharField(_("who said it"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    registration = models.ForeignKey(
        "registrations.Registration", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("answer"), max_length=10, choices=QuoteState.choices, default=QuoteState.ASKED)
    own_wording = models.TextField(_("own wording"), blank=True)
    reason = models.CharField(_("why no permission is needed"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    mark = models.CharField(max_length=64, blank=True)  # of words that were taken out

    objects = QuoteConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote of a person")
        verbose_name_plural = _("quotes of people")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["page", "block_id"], name="reports_one_consent_a_quote")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.block_id}"

    def allows(self, text: str) -> bool:
        """Whether these very words may be published."""
        if self.state == QuoteState.NOT_NEEDED:
            return True
        return self.state == QuoteState.GOOD and same_words(self.text) == same_words(text)


def taken_out_of(page_id: int, blocks: Collection[Any]) -> set[int]:
    """The places of quotes whose person said "out", or which repeat such words. A new block has no id yet."""
    rows = QuoteConsent.objects.filter(page_id=page_id, state=QuoteState.WITHDRAWN).values_list("block_id", "mark")
    ids, marks = {block_id for block_id, _mark in rows}, {mark for _block_id, mark in rows}
    quotes = [(place, block) for place, block in enumerate(blocks) if block.block_type in QUOTES] if ids else []
    return {
        place for place, block in quotes if str(block.id) in ids or mark_of(str(block.value.get("text") or "")) in marks
    }
