"""How a mailing goes: its numbers, its buttons, and the log per recipient."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core.scoped import EventScopedMixin
from mailing.domain.campaigns import numbers_of, pause_campaign, resume_campaign, stop_campaign
from mailing.enums import CampaignState, MessageState
from mailing.models import Campaign, OutboxMessage
from mailing.views.base import MailPage

PAGE = 50


def progress_context(campaign: Campaign) -> dict[str, Any]:
    """The numbers of a mailing as the progress shows them. One query."""
    numbers = numbers_of(campaign)
    waiting = numbers[MessageState.QUEUED] + numbers[MessageState.HELD]
    return {
        "campaign": campaign,
        "total": numbers["total"],
        "finished": numbers["total"] - waiting,
        "numbers": [(state, numbers[state]) for state in MessageState if numbers[state]],
        "is_paused": campaign.state == CampaignState.PAUSED,
        "can_stop": campaign.is_under_way or campaign.state == CampaignState.PAUSED,
    }


class CampaignView(MailPage):
    """How one mailing goes, and who got it."""

    template_name = "mailing/admin/campaign.html"
    header_icon = "mail"

    @cached_property
    def campaign(self) -> Campaign:
        """The mailing in the address, if it belongs to this event."""
        return get_object_or_404(self.scoped(Campaign).select_related("started_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The subject."""
        return self.campaign.subject_nl

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A draft is written, not watched."""
        if self.campaign.is_draft:
            return HttpResponseRedirect(reverse("event_mail:campaign_edit", args=[self.event.pk, self.campaign.pk]))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Numbers, and a page of the log."""
        chosen = self.request.GET.get("state", "")
        log = OutboxMessage.objects.filter(campaign=self.campaign).defer("text", "html", "calendar").order_by("pk")
        if chosen in MessageState.values:
            log = log.filter(state=chosen)
        page = Paginator(log, PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **progress_context(self.campaign), page=page, chosen=chosen, states=MessageState.choices, **kwargs
        )


class CampaignProgressView(EventScopedMixin, TemplateView):
    """The numbers alone, asked for every few seconds while something happens."""

    template_name = "mailing/admin/progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The same numbers as on the page."""
        campaign = get_object_or_404(self.scoped(Campaign), pk=self.kwargs["pk"])
        return super().get_context_data(**progress_context(campaign), **kwargs)


class CampaignActionView(EventScopedMixin, View):
    """Pause, go on, or stop."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One conditional step; pressed twice it happens once."""
        campaign = get_object_or_404(self.scoped(Campaign), pk=kwargs["pk"])
        match request.POST.get("action"):
            case "pause":
                if pause_campaign(campaign):
                    messages.success(request, _("The mailing is paused."))
            case "resume":
                if resume_campaign(campaign):
                    messages.success(request, _("The mailing goes on."))
            case "stop":
                if stop_campaign(campaign):
                    messages.success(request, _("The mailing is stopped. Who has not got it yet, gets it no more."))
        return HttpResponseRedirect(reverse("event_mail:campaign", args=[self.event.pk, campaign.pk]))
