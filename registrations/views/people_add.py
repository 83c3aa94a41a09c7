"""Organisers add somebody by hand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.adding import add_by_hand
from registrations.domain.editing import AddressTaken
from registrations.domain.errors import NoSeat, PlacesTaken
from registrations.forms.people import AddPersonForm, WorkshopsForm


class PersonAddView(EventScopedMixin, WagtailAdminTemplateMixin, FormView):
    """Who, which workshops, with or without mail, and what to do when there is no place."""

    template_name = "registrations/admin/person_add.html"
    header_icon = "plus"
    page_title = gettext_lazy("Add somebody")
    form_class = AddPersonForm

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, add."""
        return [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": _("Add somebody")},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the sectors of the event."""
        return {**super().get_form_kwargs(), "event": self.event}

    @cached_property
    def workshops(self) -> WorkshopsForm:
        """The second part of the form: a workshop for each round."""
        return WorkshopsForm(self.request.POST if self.request.method == "POST" else None, event=self.event)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the workshops."""
        fields = [self.workshops[f"round_{pk}"] for pk in self.workshops.rounds]
        return super().get_context_data(workshop_fields=fields, **kwargs)

    def form_valid(self, form: AddPersonForm) -> HttpResponse:
        """Add the person, or say why not."""
        if not self.workshops.is_valid():
            return self.form_invalid(form)
        when_full = form.cleaned_data["when_full"]
        try:
            registration = add_by_hand(
                self.event,
                form.to_data(self.workshops.choices),
                submission_key=form.cleaned_data["submission_key"],
                actor=str(self.request.user),
                with_mail=form.cleaned_data["with_mail"],
                anyway=when_full == "anyway",
                may_wait=when_full == "wait",
            )
        except NoSeat as error:
            form.add_error("when_full", str(error))
        except AddressTaken as error:
            form.add_error("email", str(error))
        except PlacesTaken as error:
            for round_id, message in error.by_round.items():
                self.workshops.add_error(f"round_{round_id}", message)
        else:
            messages.success(self.request, _("%(name)s is added.") % {"name": registration.name})
            return redirect("registrations_admin:detail", self.event.pk, registration.pk)
        return self.form_invalid(form)

    def form_invalid(self, form: AddPersonForm) -> HttpResponse:
        """The page again, with what is wrong and everything that was typed."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response
