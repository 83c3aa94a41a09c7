"""What the person quoted does: good, otherwise with own words, or out."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from reports.domain.quoting.reissuing import reissue
from reports.domain.quoting.withdrawing import withdraw_quote
from reports.enums import QuoteState
from reports.models import QuoteConsent


def answer_quote(consent: QuoteConsent, *, answer: QuoteState, own_wording: str = "") -> None:
    """Write down the answer about the words as they were asked. It may be changed at any time; "out" is for good."""
    if answer == QuoteState.WITHDRAWN:
        withdraw_quote(consent)
        return
    with transaction.atomic():
        row = QuoteConsent.objects.select_for_update(of=("self",)).select_related("page").get(pk=consent.pk)
        if row.state == QuoteState.WITHDRAWN or answer not in (QuoteState.GOOD, QuoteState.OTHERWISE):
            return
        row.state = answer
        row.own_wording = own_wording if answer == QuoteState.OTHERWISE else ""
        row.answered_at = timezone.now()
        row.save()
        log(instance=row.page, action="reports.quote_answer")
        reissue(row.page)
