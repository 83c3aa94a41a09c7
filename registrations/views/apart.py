"""Organisers' pages about the safety of one person: contact person, badge, and who must not meet whom."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.apart import keep_apart, meet_now, pairs_of
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.enums import HistoryKind
from registrations.forms.apart import ApartForm, SafetyForm
from registrations.models import KeepApart, Registration

MOST = 20


class SafetyView(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Change what keeps somebody safe. Pairs are seen here and nowhere else."""

    template_name = "registrations/admin/safety.html"
    header_icon = "lock"

    @cached_property
    def registration(self) -> Registration:
        """The registration, if it belongs to this event."""
        return get_object_or_404(self.scoped(Registration).select_related("event"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """What it is about."""
        return _("Taking part safely")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, registrations, person."""
        person = reverse("registrations_admin:detail", args=[self.event.pk, self.registration.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": person, "label": self.registration.name},
            {"url": "", "label": _("Taking part safely")},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the wishes, keep somebody apart, or stop doing so."""
        match request.POST.get("do"):
            case "apart":
                return self._keep_apart(ApartForm(request.POST))
            case "together":
                return self._together(request.POST.get("pair", ""))
            case _other:
                return self._save(SafetyForm(request.POST, instance=self.registration))

    def _save(self, form: SafetyForm) -> HttpResponse:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        note_history(self.registration, HistoryKind.CHANGED, actor=str(self.request.user))
        messages.success(self.request, _("Saved."))
        return self._again()

    def _keep_apart(self, form: ApartForm) -> HttpResponse:
        """With one person found it is done; with more, the organiser picks one."""
        if form.is_valid():
            others = self._found(form.cleaned_data["who"], form.cleaned_data["other"])
            if len(others) == 1:
                try:
                    keep_apart(self.registration, others[0], note=form.cleaned_data["note"])
                except RegistrationError as error:
                    form.add_error("who", str(error))
                else:
                    messages.success(self.request, _("They are kept apart. Nobody but organisers sees this."))
                    return self._again()
            elif not others:
                form.add_error("who", _("Nobody of this event is found under this name."))
            else:
                form.found = others
                return self.render_to_response(self.get_context_data(apart_form=form))
        return self.render_to_response(self.get_context_data(apart_form=form), status=422)

    def _found(self, who: str, other: int | None) -> list[Registration]:
        people = self.scoped(Registration).exclude(pk=self.registration.pk).order_by("name", "pk")
        if other:
            return list(people.filter(pk=other))
        words = Q(name__icontains=who) | Q(email__icontains=who) | Q(organisation_name__icontains=who)
        return list(people.filter(words)[:MOST])

    def _together(self, pk: str) -> HttpResponse:
        mine = [partner.pair.pk for partner in pairs_of(self.registration)]
        number = int(pk) if pk.isdecimal() and len(pk) < 18 else 0
        KeepApart.objects.filter(pk=number, pk__in=mine).delete()
        messages.success(self.request, _("They are no longer kept apart."))
        return self._again()

    def _again(self) -> HttpResponse:
        return redirect("registrations_admin:safety", self.event.pk, self.registration.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms, the pairs, and where they sit together now."""
        forms = {"form": SafetyForm(instance=self.registration), "apart_form": ApartForm()}
        return super().get_context_data(
            registration=self.registration,
            partners=pairs_of(self.registration),
            meetings=meet_now(self.registration),
            **{**forms, **kwargs},
        )
