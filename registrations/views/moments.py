"""Organisers' pages about when letters leave, and for calling a meeting off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.moments import planned, save_moments
from registrations.domain.telling import call_off
from registrations.enums import ACTIVE_STATES
from registrations.forms.moments import CallOffForm, MomentsForm
from registrations.models import Registration


class _MailPage(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Under "Mail" of an event."""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, mail, this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("event_mail:index", args=[self.event.pk]), "label": _("Mail")},
            {"url": "", "label": self.get_page_title()},
        ]


class MomentsView(_MailPage):
    """When reminders, practical information and thanks leave."""

    template_name = "registrations/admin/moments.html"
    header_icon = "time"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Moments of the letters")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The moments as they are."""
        return self._page(MomentsForm(event=self.event))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save them."""
        form = MomentsForm(request.POST, event=self.event)
        if not form.is_valid():
            return self._page(form, status=422)
        save_moments(self.event, form.chosen)
        messages.success(request, _("The moments are saved."))
        return redirect("registrations_admin:moments", self.event.pk)

    def _page(self, form: MomentsForm, *, status: int = 200) -> HttpResponse:
        now = timezone.now()
        context = self.get_context_data(form=form, planned=[(one, one.due_at <= now) for one in planned(self.event)])
        return self.render_to_response(context, status=status)


class CallOffView(_MailPage):
    """Calls the whole meeting off, after one tick."""

    template_name = "registrations/admin/call_off.html"
    header_icon = "warning"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Call the meeting off")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What will happen."""
        return self._page(CallOffForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; a second time changes nothing."""
        form = CallOffForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        number = call_off(self.event, reason=form.cleaned_data["reason"])
        text = ngettext("%(number)s person is told by mail.", "%(number)s people are told by mail.", number)
        messages.success(request, _("The meeting is called off.") + " " + text % {"number": number})
        return redirect("workspace:event", self.event.pk)

    def _page(self, form: CallOffForm, *, status: int = 200) -> HttpResponse:
        number = Registration.objects.filter(event=self.event, state__in=ACTIVE_STATES).count()
        return self.render_to_response(self.get_context_data(form=form, number=number), status=status)
