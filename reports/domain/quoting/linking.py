"""Where a person quoted finds the question besides in the mail."""

from typing import Any

from django.urls import reverse

from core.enums import LinkPurpose
from core.models import AccessLink
from core.tokens import link_token
from reports.enums import QuoteState
from reports.models import QuoteConsent


def quote_links_of(registration: Any) -> list[str]:
    """The addresses at which somebody with a registration answers about quotes of her own; two queries at most."""
    consents = QuoteConsent.objects.filter(registration=registration).exclude(state=QuoteState.WITHDRAWN)
    keys = list(consents.values_list("pk", flat=True))
    if not keys:
        return []
    links = AccessLink.objects.usable().filter(purpose=LinkPurpose.QUOTED, target__in=keys)
    return [reverse("reports:quoted", args=[link_token(link)]) for link in links]
