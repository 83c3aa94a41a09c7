"""Organisers' pages about mailings: write, see who gets it, test, send."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.permissions import signed_in
from mailing.domain.audiences import Audience, Reached, audience_named, audiences, reach
from mailing.domain.campaigns import CampaignChanged, save_campaign, send_test, start_campaign, with_dutch_names
from mailing.domain.markup import Values
from mailing.domain.previewing import Preview, preview_words
from mailing.forms.campaigns import PREFIX, CampaignForm, initial_of
from mailing.models import Campaign
from mailing.views.base import MailPage

SAMPLE = 8


class CampaignPage(MailPage):
    """What writing and checking a mailing share."""

    header_icon = "mail"

    @cached_property
    def campaign(self) -> Campaign:
        """The mailing in the address, if it belongs to this event."""
        return get_object_or_404(self.scoped(Campaign), pk=self.kwargs["pk"])

    @cached_property
    def audience(self) -> Audience:
        """Whom it is for."""
        audience = audience_named(self.campaign.audience)
        if audience is None:
            raise Http404
        return audience

    def example(self, language: str) -> Values:
        """An invented person."""
        return with_dutch_names(self.audience.placeholders, self.audience.example(self.event, language))

    def previews(self, texts: dict[str, str]) -> list[Preview]:
        """How it will look; no English subject: the Dutch one."""
        return preview_words(
            self.event, {**texts, "subject_en": texts["subject_en"] or texts["subject_nl"]}, self.example
        )

    def whom(self, selection: dict[str, list[str]]) -> dict[str, Any]:
        """How many people a selection reaches, some of them, and who is left out."""
        reached: Reached = reach(self.audience, self.event, selection)
        return {
            "number": len(reached.recipients),
            "sample": reached.recipients[:SAMPLE],
            "more": max(len(reached.recipients) - SAMPLE, 0),
            "excluded": [(reason, found[:SAMPLE], len(found)) for reason, found in reached.excluded_by_reason],
        }


class CampaignEditView(CampaignPage):
    """Write a mailing. A new one is saved as a draft first; nothing leaves from this page but a test."""

    template_name = "mailing/admin/campaign_form.html"

    @cached_property
    def campaign(self) -> Campaign:
        """The draft, or a new one of the wished audience."""
        if "pk" in self.kwargs:
            return get_object_or_404(self.scoped(Campaign).select_related("event"), pk=self.kwargs["pk"])
        name = self.request.POST.get("audience") or self.request.GET.get("aan") or ""
        known = audience_named(name) or next(iter(audiences()), None)
        if known is None:
            raise Http404
        return Campaign(event=self.event, audience=known.name, selection=dict(known.default), version=0)

    def get_page_title(self) -> str:
        """The subject."""
        return self.campaign.subject_nl or _("New mailing")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The draft; one that was sent shows how it goes."""
        if not self.campaign.is_draft:
            return HttpResponseRedirect(reverse("event_mail:campaign", args=[self.event.pk, self.campaign.pk]))
        form = CampaignForm(initial=initial_of(self.campaign), event=self.event, audience=self.audience)
        texts = {name: getattr(self.campaign, name) for name in ("subject_nl", "body_nl", "subject_en", "body_en")}
        return self._page(form, texts, self.campaign.selection)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save; then look, send a test, or go on to the check."""
        form = CampaignForm(request.POST, event=self.event, audience=self.audience)
        action = request.POST.get("action", "save")
        if not form.is_valid():
            return self._page(form, form.texts, self._ticked(form), status=422)
        if action == "preview":
            return self._page(form, form.texts, form.selection)
        try:
            self._save(form)
        except CampaignChanged as error:
            form.add_error(None, str(error))
            return self._page(form, form.texts, form.selection, status=409)
        return self._after(action, form)

    def _save(self, form: CampaignForm) -> None:
        """A form sent twice makes one draft."""
        campaign, version = self.campaign, form.cleaned_data["version"]
        if campaign.pk is None:
            key = _uuid(self.request.POST.get("key", ""))
            defaults = {"event": self.event, "audience": campaign.audience, "created_by": self.request.user}
            self.campaign, _is_new = Campaign.objects.get_or_create(key=key, defaults=defaults)
            campaign = self.campaign
            if campaign.event_id != self.event.pk:
                raise Http404
            version = campaign.version
        form.fill(campaign)
        save_campaign(campaign, version=version)

    def _after(self, action: str, form: CampaignForm) -> HttpResponse:
        arguments = [self.event.pk, self.campaign.pk]
        if action == "check":
            return HttpResponseRedirect(reverse("event_mail:campaign_check", args=arguments))
        if action == "test":
            texts = {**form.texts, "subject_en": form.texts["subject_en"] or form.texts["subject_nl"]}
            number = send_test(self.campaign, to=signed_in(self.request), texts=texts)
            if number:
                messages.success(
                    self.request, _("A test goes to %(address)s.") % {"address": signed_in(self.request).email}
                )
            else:
                messages.error(self.request, _("Your account has no e-mail address, so there is nowhere to send it."))
        else:
            messages.success(self.request, _("The mailing is saved as a draft."))
        return HttpResponseRedirect(reverse("event_mail:campaign_edit", args=arguments))

    def _ticked(self, form: CampaignForm) -> dict[str, list[str]]:
        """The selection of a form that is wrong elsewhere."""
        return {name.removeprefix(PREFIX): value for name, value in form.selection.items()}

    def _page(
        self, form: CampaignForm, texts: dict[str, str], selection: dict[str, list[str]], *, status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            campaign=self.campaign,
            audience=self.audience,
            audiences=audiences() if self.campaign.pk is None else [],
            key=self.request.POST.get("key") or uuid.uuid4(),
            previews=self.previews(texts) if texts["body_nl"] else [],
            placeholders=[(one.name_in("nl"), one.meaning) for one in self.audience.placeholders],
            whom=self.whom(selection),
        )
        return self.render_to_response(context, status=status)


class CampaignCheckView(CampaignPage):
    """The last look: who gets it, what it says, and the button."""

    template_name = "mailing/admin/campaign_check.html"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Check and send")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only of a draft."""
        if not self.campaign.is_draft:
            return HttpResponseRedirect(reverse("event_mail:campaign", args=[self.event.pk, self.campaign.pk]))
        texts = {name: getattr(self.campaign, name) for name in ("subject_nl", "body_nl", "subject_en", "body_en")}
        whom = self.whom(self.campaign.selection)
        button = ngettext("Send to %(number)s person", "Send to %(number)s people", whom["number"])
        context = self.get_context_data(
            campaign=self.campaign,
            whom=whom,
            previews=self.previews(texts),
            button=button % {"number": whom["number"]},
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it; a second press finds it started."""
        version = request.POST.get("version", "")
        try:
            start_campaign(self.campaign, version=int(version) if version.isdecimal() else 0, actor=signed_in(request))
        except CampaignChanged as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("event_mail:campaign_edit", args=[self.event.pk, self.campaign.pk]))
        return HttpResponseRedirect(reverse("event_mail:campaign", args=[self.event.pk, self.campaign.pk]))


def _uuid(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return uuid.uuid4()
