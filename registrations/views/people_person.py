"""Organisers change one registration: who it is, the workshops, the state, notes for each other."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages

from registrations.domain.assigning import assign_workshops
from registrations.domain.capacity import places_of
from registrations.domain.editing import AddressTaken, EditConflict, edit_registration, values_of
from registrations.domain.errors import NoSeat, PlacesTaken, RegistrationError
from registrations.domain.places import wishes_of
from registrations.enums import RegistrationState
from registrations.forms.people import ActionForm, NoteForm, PersonEditForm, WorkshopsForm
from registrations.models import OrganiserNote
from registrations.organiser.actions import Action, action_named
from registrations.views.people_detail import PersonMixin


class PersonFormView(PersonMixin, FormView):
    """A form about one registration; after it the person's page."""

    template_name = "registrations/admin/person_form.html"
    button: Any = gettext_lazy("Save")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the word on the button."""
        return super().get_context_data(registration=self.registration, button=self.button, **kwargs)

    def get_success_url(self) -> str:
        """The person's page."""
        return reverse("registrations_admin:detail", args=[self.event.pk, self.registration.pk])

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what is wrong and everything that was typed."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def done(self, text: str) -> HttpResponse:
        """Back, with a message."""
        messages.success(self.request, text)
        return HttpResponseRedirect(self.get_success_url())


class PersonEditView(PersonFormView):
    """Who somebody is. What somebody else changed meanwhile is never overwritten unseen."""

    last_crumb = gettext_lazy("Edit")
    form_class = PersonEditForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the fields as they are now."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("initial")
        return {
            **kwargs,
            "event": self.event,
            "registration": self.registration,
            "shown": values_of(self.registration),
        }

    def form_valid(self, form: PersonEditForm) -> HttpResponse:
        """Save, or show both."""
        seen = form.cleaned_data["seen"]
        try:
            edit_registration(self.registration, form.values, seen=seen, actor=str(self.request.user))
        except EditConflict as error:
            form.add_conflict(error, {**seen, **error.theirs})
            return self.form_invalid(form)
        except AddressTaken as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        return self.done(_("Saved."))


class PersonWorkshopsView(PersonFormView):
    """The workshops of somebody."""

    last_crumb = gettext_lazy("Workshops")
    form_class = WorkshopsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the rounds of the event."""
        return {**super().get_form_kwargs(), "event": self.event}

    def get_initial(self) -> dict[str, Any]:
        """The places, or for who has no seat yet the wishes."""
        has_places = self.registration.state == RegistrationState.CONFIRMED
        chosen = places_of(self.registration) if has_places else wishes_of(self.registration)
        return {"with_mail": True, **{f"round_{round_id}": pk for round_id, pk in chosen.items()}}

    def form_valid(self, form: WorkshopsForm) -> HttpResponse:
        """Give the places; a full workshop only when that was ticked."""
        try:
            assign_workshops(
                self.registration,
                form.choices,
                actor=str(self.request.user),
                anyway=form.cleaned_data["anyway"],
                with_mail=form.cleaned_data["with_mail"],
            )
        except PlacesTaken as error:
            for round_id, message in error.by_round.items():
                form.add_error(f"round_{round_id}", message)
            return self.form_invalid(form)
        except RegistrationError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.done(_("Saved."))


class PersonActionView(PersonFormView):
    """Asks before something is done with a registration, and does it on a POST."""

    template_name = "registrations/admin/person_action.html"
    form_class = ActionForm

    @cached_property
    def action(self) -> Action:
        """The action in the address; an unknown one is a 404."""
        action = action_named(self.kwargs["action"])
        if action is None:
            raise Http404
        return action

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Name the page after what is done."""
        super().setup(request, *args, **kwargs)
        self.last_crumb = self.button = str(self.action.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what will happen."""
        return super().get_context_data(action=self.action, **kwargs)

    def form_valid(self, form: ActionForm) -> HttpResponse:
        """Do it; what cannot be done is told."""
        options = {"anyway": form.cleaned_data["anyway"]} if self.action.can_exceed else {}
        try:
            self.action.do(self.registration, actor=str(self.request.user), **options)
        except NoSeat as error:
            form.is_full = True  # type: ignore[attr-defined]
            form.add_error("anyway" if self.action.can_exceed else None, str(error))
            return self.form_invalid(form)
        except RegistrationError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.done(_("Done: %(action)s.") % {"action": self.action.label})


class NoteAddView(PersonFormView):
    """Adds a note for organisers."""

    http_method_names = ["post"]
    last_crumb = gettext_lazy("Notes")
    form_class = NoteForm

    def form_valid(self, form: NoteForm) -> HttpResponse:
        """Write it down, with who and when."""
        OrganiserNote.objects.create(
            registration=self.registration, text=form.cleaned_data["text"], by=str(self.request.user)[:120]
        )
        return self.done(_("Noted."))


class NoteRemoveView(PersonMixin, View):
    """Removes a note."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A note of this person; another one is a 404."""
        get_object_or_404(self.registration.organiser_notes, pk=self.kwargs["note_pk"]).delete()
        messages.success(request, _("The note is removed."))
        return redirect("registrations_admin:detail", self.event.pk, self.registration.pk)
