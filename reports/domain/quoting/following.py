"""A card on which somebody no longer agrees takes the quote off the live page, whoever changed the card.

What was refused goes from published versions too. Run after the card was saved, in a transaction of its own.
"""

from django.db import transaction

from events.models import EventPage
from reports.domain.publishing.withdrawing import take_out_of_versions
from reports.domain.quoting.reissuing import reissue
from reports.domain.quoting.scrubbing import pattern_of
from reports.models import QuoteConsent, ReportPage
from reports.models.quotes import CARD
from workshops.enums import ConsentState
from workshops.models import Quote


def follow_cards(sheet_id: int) -> bool:
    """Whether the live report of the sheet's event held a quote that may not stand there any more."""
    event = EventPage.objects.filter(capture_sheets=sheet_id).only("pk", "path", "depth").first()
    if event is None or not ReportPage.objects.child_of(event).live().exists():
        return False
    with transaction.atomic():
        page = ReportPage.objects.child_of(event).live().select_for_update(of=("self",)).first()
        withheld = QuoteConsent.objects.withheld_places(page.pk, page.body) if page is not None else set()
        if page is None or not withheld:
            return False
        quotes = [page.body[place] for place in withheld]
        refused = _refused({str(block.value.get("source") or "") for block in quotes})
        for block in quotes:
            if block.value.get("source") in refused:
                take_out_of_versions(page, str(block.id), pattern_of({str(block.value["text"])}))
        reissue(page)
    return True


def _refused(sources: set[str]) -> set[str]:
    uids = [source.removeprefix(CARD) for source in sources if source.startswith(CARD)]
    found = Quote.objects.filter(uid__in=uids, consent=ConsentState.REFUSED).values_list("uid", flat=True)
    return {f"{CARD}{uid}" for uid in found}
