"""The mail of one event at a glance, and the addresses that bounce."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from core.scoped import EventScopedMixin
from mailing.domain.audiences import audiences
from mailing.domain.bouncing import release_address
from mailing.domain.letters import letter_kinds
from mailing.domain.senders import sender_of
from mailing.domain.wordings import rows_for, words_of
from mailing.enums import MessageState
from mailing.models import AddressBounce, Campaign, OutboxMessage
from mailing.views.base import MailPage

LAST = 30


def addresses_that_bounce(event: Any) -> Any:
    """The addresses of an event that refuse mail, with how many mails are held for each."""
    return AddressBounce.objects.filter(event=event).order_by("-last_at")


class MailView(MailPage):
    """Mailings, letters, sender, and what came back."""

    template_name = "mailing/admin/overview.html"
    header_icon = "mail"
    is_index = True

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Mail")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A fixed number of queries."""
        rows = rows_for(self.event)
        kinds = letter_kinds()
        words = [words_of(kind, *rows.get(kind.name, (None, None)), "nl") for kind in kinds]
        recipients = Count("messages", filter=~Q(messages__state=MessageState.SKIPPED))
        return super().get_context_data(
            campaigns=self.scoped(Campaign).annotate(recipients=recipients)[:LAST],
            audiences=audiences(),
            letters=len(kinds),
            own_words=sum(one.is_own for one in words),
            switched_off=sum(not one.is_on for one in words),
            sender=sender_of(self.event),
            bounces=addresses_that_bounce(self.event)[:LAST],
            held=self.scoped(OutboxMessage).filter(state=MessageState.HELD, campaign=None).count(),
            **kwargs,
        )


class BounceReleaseView(EventScopedMixin, View):
    """Tries an address again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The mark goes, what was held is sent."""
        bounce = get_object_or_404(self.scoped(AddressBounce), pk=kwargs["pk"])
        number = release_address(bounce.address, event=self.event)
        messages.success(request, _("This address is tried again; %(number)s held mails go out.") % {"number": number})
        return HttpResponseRedirect(reverse("event_mail:index", args=[self.event.pk]))
