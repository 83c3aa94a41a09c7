"""Organisers do something with several people at once: choose, confirm, and see what came of it."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.bulk import prepare_action, start_action
from registrations.enums import JobKind, RegistrationState
from registrations.filters import RegistrationFilterSet, chosen_registrations
from registrations.forms.bulk import BulkConfirmForm, BulkForm
from registrations.models import PeopleJob, Registration
from registrations.organiser.actions import EXPORT, Action, bulk_action_named
from registrations.views.people_term import term_of


class BulkView(EventScopedMixin, View):
    """Writes down who is meant, and goes on to the confirmation. Nothing is done yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Those ticked, or everybody whom the filters and the search show at this moment."""
        form = BulkForm(request.POST)
        query = RegistrationFilterSet.query_of(request.POST.get("query", ""))
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(map(str, errors)))
            return redirect(reverse("registrations_admin:list", args=[self.event.pk]) + (f"?{query}" if query else ""))
        people = self.scoped(Registration).filter(pk__in=form.ticked)
        if form.cleaned_data["everybody"]:
            people = chosen_registrations(self.event, QueryDict(query), term_of(request, self.event))
        action = form.cleaned_data["action"]
        job = prepare_action(self.event, action, people, actor=str(request.user))
        if action == EXPORT:
            return redirect(reverse("registrations_admin:export", args=[self.event.pk]) + f"?selection={job.pk}")
        return redirect("registrations_admin:bulk_confirm", self.event.pk, job.pk)


class BulkConfirmView(EventScopedMixin, WagtailAdminTemplateMixin, FormView):
    """Says how many it is about and what happens to them; on a POST it starts."""

    template_name = "registrations/admin/bulk_confirm.html"
    header_icon = "tasks"
    form_class = BulkConfirmForm

    @cached_property
    def job(self) -> PeopleJob:
        """The choice that was made, if it belongs to this event."""
        return get_object_or_404(self.scoped(PeopleJob).filter(kind=JobKind.ACTION), pk=self.kwargs["pk"])

    @cached_property
    def action(self) -> Action:
        """What is to be done."""
        action = bulk_action_named(self.job.settings.get("action", ""))
        if action is None:
            raise Http404
        return action

    def get_page_title(self) -> str:
        """What is to be done."""
        return str(self.action.label)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, this."""
        return [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": self.get_page_title()},
        ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What was started is looked at on its own page."""
        if not self.job.is_prepared:
            return redirect("registrations_admin:job", self.event.pk, self.job.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With what the action needs to know."""
        kwargs = {"event": self.event, "needs": self.action.needs, "can_exceed": self.action.can_exceed}
        return {**super().get_form_kwargs(), **kwargs}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many of each state it is for, and of each state it is not for."""
        states = self.scoped(Registration).filter(pk__in=self.job.items).values_list("state", flat=True)
        counted = Counter(states)
        rows = [(state.label, counted[state.value], self.action.fits(state)) for state in RegistrationState]
        return super().get_context_data(
            action=self.action,
            fitting=[(label, number) for label, number, fits in rows if number and fits],
            others=[(label, number) for label, number, fits in rows if number and not fits],
            number=sum(number for _label, number, fits in rows if fits),
            **kwargs,
        )

    def form_valid(self, form: BulkConfirmForm) -> HttpResponse:
        """Start, and show how far it is."""
        start_action(self.job, options=form.cleaned_data, label=str(self.action.label))
        return redirect("registrations_admin:job", self.event.pk, self.job.pk)

    def form_invalid(self, form: BulkConfirmForm) -> HttpResponse:
        """The page again."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response
