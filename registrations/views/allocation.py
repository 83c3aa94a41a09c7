"""Dividing the places in workshops: what stands in the way, run, earlier runs, and who is fixed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.permissions import signed_in
from core.scoped import EventScopedMixin
from registrations.domain.allocating.fixing import fix_place, release_place
from registrations.domain.allocating.problems import round_states
from registrations.domain.allocating.reading import rounds_to_divide
from registrations.domain.allocating.running import run_allocation
from registrations.domain.errors import RegistrationError
from registrations.forms.allocation import FixForm, RunForm
from registrations.models import AllocationRun, FixedPlace, Registration
from workshops.models import Workshop

MOST_RUNS = 20
MOST_FIXED = 200


class AllocationBase(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the pages about dividing places share."""

    header_icon = "group"
    last_crumb: str | Promise = ""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, places, and where one is."""
        places = reverse("registrations_admin:allocation", args=[self.event.pk])
        crumbs = [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": places if self.last_crumb else "", "label": _("Places in workshops")},
        ]
        return [*crumbs, {"url": "", "label": str(self.last_crumb)}] if self.last_crumb else crumbs


class AllocationView(AllocationBase):
    """The rounds, what an allocation should aim for, and the runs so far."""

    template_name = "registrations/admin/allocation/index.html"
    page_title = gettext_lazy("Places in workshops")
    form: RunForm | None = None

    @cached_property
    def runs(self) -> list[AllocationRun]:
        """The newest first."""
        runs = AllocationRun.objects.filter(event=self.event).select_related("made_by", "published_by")
        return list(runs.order_by("-number")[:MOST_RUNS])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move an aim, or run."""
        form = RunForm(request.POST)
        if move := request.POST.get("move", ""):
            self.form = form.moved(move)
            return self.render_to_response(self.get_context_data())
        self.form = form
        if form.is_valid():
            try:
                run = run_allocation(
                    self.event, form.wanted(), actor=signed_in(request), request_key=form.cleaned_data["request_key"]
                )
            except RegistrationError as error:
                form.add_error(None, str(error))
            else:
                messages.success(
                    request, _("Allocation %(number)s is made. Nobody sees it yet.") % {"number": run.number}
                )
                return redirect("registrations_admin:allocation_run", self.event.pk, run.pk)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rounds, the form as the last run was asked, and who is fixed."""
        states = round_states(self.event.pk)
        is_published = any(state.round.places_published_at for state in states)
        last = self.runs[0] if self.runs else None
        parameters = {
            "keeps_places": is_published,
            **({**last.parameters, "keeps_places": is_published} if last else {}),
        }
        fixed = self.scoped(FixedPlace, "round__event").select_related("registration", "workshop__round")
        return super().get_context_data(
            states=states,
            form=self.form or RunForm(parameters=parameters, seed=last.seed if last else None),
            runs=self.runs,
            fixed=list(fixed.order_by("registration__name", "round__starts_at", "pk")[:MOST_FIXED]),
            **kwargs,
        )


class FixView(AllocationBase):
    """Where one person must be, whatever the next allocation does."""

    template_name = "registrations/admin/allocation/fix.html"
    page_title = gettext_lazy("Fix places")
    last_crumb = gettext_lazy("Fix places")
    header_icon = "lock"

    @cached_property
    def registration(self) -> Registration:
        """A registration of this event; another one is a 404."""
        return get_object_or_404(self.scoped(Registration).select_related("sector"), pk=self.kwargs["pk"])

    @cached_property
    def form(self) -> FixForm:
        """A list for each round."""
        rounds = rounds_to_divide(self.event.pk)
        workshops = list(Workshop.objects.filter(round__in=rounds, cancelled_at=None).order_by("number", "pk"))
        fixed = FixedPlace.objects.filter(registration=self.registration)
        initial = {f"round_{round_id}": pk for round_id, pk in fixed.values_list("round_id", "workshop_id")}
        data = self.request.POST if self.request.method == "POST" else None
        return FixForm(data, rounds=rounds, workshops=workshops, initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fix and release, round by round."""
        if self.form.is_valid():
            workshops = Workshop.objects.select_related("round").in_bulk(
                [pk for pk in self.form.choices.values() if pk is not None]
            )
            try:
                for round_id, pk in self.form.choices.items():
                    if pk is None:
                        release_place(self.registration, round_id)
                    else:
                        fix_place(self.registration, workshops[pk])
            except (RegistrationError, KeyError) as error:
                words = str(error) if isinstance(error, RegistrationError) else _("This workshop is gone.")
                self.form.add_error(None, words)
            else:
                messages.success(request, _("Saved. It counts from the next allocation on; run again to see it."))
                return redirect("registrations_admin:allocation", self.event.pk)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The person and the form."""
        return super().get_context_data(registration=self.registration, form=self.form, **kwargs)
