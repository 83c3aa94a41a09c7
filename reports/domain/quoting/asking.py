"""Asking people about their own words; deciding, with a reason, that nobody has to be asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.enums import LinkPurpose
from core.models import AccessLink, User
from core.models.access import AccessLinkQuerySet
from mailing.domain.outbox import queue_message
from registrations.models import Registration
from reports.domain.quoting.listing import quotes_of
from reports.domain.quoting.reissuing import reissue, replace_words
from reports.enums import QuoteState
from reports.models import QuoteConsent, ReportPage

LETTER = "reports.quoted"


class UnknownQuote(Exception):
    """There is no such quote in the newest text (any more)."""

    def __init__(self) -> None:
        super().__init__(_("This quote is no longer in the text."))


def ask_about_quote(page: ReportPage, block_id: str, *, name: str, email: str, actor: User | None) -> QuoteConsent:
    """Mail the person a link to the exact words. Asked again about the same words, nothing changes.

    Raises UnknownQuote.
    """
    with transaction.atomic():
        ReportPage.objects.select_for_update().get(pk=page.pk)
        quote = next((found for found in quotes_of(page) if found.block_id == block_id), None)
        if quote is None:
            raise UnknownQuote
        known = quote.consent
        if known is not None and known.state == QuoteState.ASKED and known.email == email and not quote.is_changed:
            return known
        event_id = page.get_parent().pk
        consent, _made = QuoteConsent.objects.update_or_create(
            page=page,
            block_id=block_id,
            defaults={
                "text": quote.text,
                "attribution": quote.attribution,
                "name": name,
                "email": email,
                "registration": Registration.objects.filter(event_id=event_id, email__iexact=email).first(),
                "state": QuoteState.ASKED,
                "own_wording": "",
                "reason": "",
                "asked_at": timezone.now(),
                "answered_at": None,
                "decided_by": actor,
            },
        )
        _mail_link(consent, event_id)
        log(instance=page, action="reports.quote_asked", user=actor)
        reissue(page)
        return consent


def links_of(consent: QuoteConsent) -> AccessLinkQuerySet:
    """All links of a person quoted. The label is empty: the link outlives the name."""
    return AccessLink.objects.filter(purpose=LinkPurpose.QUOTED, target=consent.pk)


def need_nobody(page: ReportPage, block_id: str, *, reason: str, actor: User | None) -> QuoteConsent:
    """Write down why these words may stand without asking, with who decided it. Raises UnknownQuote."""
    with transaction.atomic():
        quote = next((found for found in quotes_of(page) if found.block_id == block_id), None)
        if quote is None:
            raise UnknownQuote
        values = {"state": QuoteState.NOT_NEEDED, "reason": reason, "decided_by": actor, "answered_at": timezone.now()}
        consent, _made = QuoteConsent.objects.update_or_create(
            page=page, block_id=block_id, defaults={**values, "text": quote.text, "attribution": quote.attribution}
        )
        log(instance=page, action="reports.quote_decided", user=actor)
        return consent


def accept_wording(consent: QuoteConsent, *, actor: User | None) -> None:
    """Take the words as the person wrote them; they are good by that."""
    with transaction.atomic():
        row = QuoteConsent.objects.select_for_update().get(pk=consent.pk)
        if row.state != QuoteState.OTHERWISE or not row.own_wording:
            return
        replace_words(row.page, row.block_id, row.own_wording, actor=actor)
        row.text, row.own_wording, row.state = row.own_wording, "", QuoteState.GOOD
        row.decided_by = actor
        row.save()
        log(instance=row.page, action="reports.quote_decided", user=actor)


def _mail_link(consent: QuoteConsent, event_id: int) -> None:
    link = links_of(consent).usable().first() or AccessLink.objects.create(
        event_id=event_id, purpose=LinkPurpose.QUOTED, target=consent.pk
    )
    page = consent.page
    moment = consent.asked_at or timezone.now()
    queue_message(
        f"{LETTER}:{link.pk}:{moment.timestamp():.0f}",
        event=page.get_parent(),
        purpose=LETTER,
        to_name=consent.name,
        to_address=consent.email,
        composer=LETTER,
        argument=str(consent.pk),
        language="en" if page.locale.language_code.startswith("en") else "nl",
    )
