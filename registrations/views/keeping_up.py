"""Organisers' pages: who hears of a change, and who still comes."""

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
from registrations.domain.reconfirming import answers_of_event, remind, schedule_of, unanswered_people
from registrations.domain.rules import rules_of
from registrations.domain.telling import QUIET, people_to_tell, tell_nobody, tell_now
from registrations.models import CalendarChange


class _OrganiserPage(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Under the registrations of an event."""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, registrations, this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": self.get_page_title()},
        ]


class ChangesView(_OrganiserPage):
    """Whose calendar differs from the programme as it is now: mail them now, or nobody."""

    template_name = "registrations/admin/changes.html"
    header_icon = "calendar-alt"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Who hears of a change")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The people, and when the mail leaves by itself."""
        change = CalendarChange.objects.filter(event=self.event).first()
        people = [registration for chunk in people_to_tell(self.event) for registration in chunk]
        leaves_at = change.changed_at + QUIET if change else None
        return super().get_context_data(people=people, leaves_at=leaves_at, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mail now, or take it that people know."""
        if request.POST.get("what") == "now":
            number = tell_now(self.event)
            text = ngettext("%(number)s person is told by mail.", "%(number)s people are told by mail.", number)
        else:
            number = tell_nobody(self.event)
            text = ngettext("%(number)s person gets no mail.", "%(number)s people get no mail.", number)
        messages.success(request, text % {"number": number})
        return redirect("registrations_admin:changes", self.event.pk)


class ReconfirmationView(_OrganiserPage):
    """How many people say that they come, and who did not answer yet."""

    template_name = "registrations/admin/reconfirmation.html"
    header_icon = "help"

    def get_page_title(self) -> str:
        """Of this page."""
        return _("Who still comes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Counts, moments and the list."""
        return super().get_context_data(
            schedule=schedule_of(self.event),
            rules=rules_of(self.event),
            answers=answers_of_event(self.event),
            people=unanswered_people(self.event),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remind now who did not answer and was not reminded yet."""
        now = timezone.now()
        number = remind(self.event, now=now, asked_before=now)
        text = ngettext("%(number)s person is reminded.", "%(number)s people are reminded.", number)
        messages.success(request, text % {"number": number})
        return redirect("registrations_admin:reconfirmation", self.event.pk)
