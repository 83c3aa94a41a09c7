"""Every quote of a report with how it stands, for the reporter and for the review list."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.domain.signoff.overview import edit_link
from reports.enums import QuoteState
from reports.models import QuoteConsent, ReportPage
from reports.models.quotes import CARD, is_of_somebody, same_words
from workshops.enums import ConsentState
from workshops.models import Quote


@dataclass(frozen=True)
class ListedQuote:
    """A quote block of the newest text. ``is_withheld``: it is left out when the report is published."""

    block_id: str
    text: str
    attribution: str
    consent: QuoteConsent | None
    has_card: bool
    is_withheld: bool
    edit_url: str

    @property
    def is_changed(self) -> bool:
        """Whether the words are others than those that were asked about."""
        consent = self.consent
        if consent is None or consent.state == QuoteState.NOT_NEEDED:
            return False
        return same_words(consent.text) != same_words(self.text)

    @property
    def is_open(self) -> bool:
        """Whether nobody said yet that it may be published, or why that is not needed."""
        return self.consent is None and not self.has_card

    @property
    def standing(self) -> str:
        """How it stands, in words."""
        if self.consent is None:
            if self.has_card:
                return _("Agreed at the meeting, says the scribe")
            return _("Nobody was asked")
        if self.consent.state == QuoteState.GOOD and self.is_changed:
            return _("The words were changed after “good”")
        return str(self.consent.get_state_display())


def quotes_of(page: ReportPage) -> list[ListedQuote]:
    """The quotes of the newest text in order; a pull quote without a speaker is the report's own line."""
    newest = page.get_latest_revision_as_object()
    blocks = [block for block in newest.body if is_of_somebody(block)]
    consents = {consent.block_id: consent for consent in QuoteConsent.objects.filter(page=page)}
    withheld = QuoteConsent.objects.withheld_places(page.pk, blocks)
    agreed = _cards_that_agree(blocks)
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [
        ListedQuote(
            block_id=str(block.id),
            text=block.value["text"],
            attribution=block.value.get("attribution") or "",
            consent=consents.get(str(block.id)),
            has_card=str(block.value.get("source") or "") in agreed,
            is_withheld=place in withheld,
            edit_url=edit_link(edit_url, str(block.id)),
        )
        for place, block in enumerate(blocks)
    ]


def _cards_that_agree(blocks: list[Any]) -> set[str]:
    sources = [str(block.value.get("source") or "") for block in blocks]
    uids = [source[len(CARD) :] for source in sources if source.startswith(CARD) and len(source) == 42]
    if not uids:
        return set()
    cards = Quote.objects.filter(uid__in=uids, consent=ConsentState.GIVEN)
    return {f"{CARD}{uid}" for uid in cards.values_list("uid", flat=True)}
