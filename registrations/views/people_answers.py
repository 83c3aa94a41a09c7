"""Organisers change what one person answered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.domain.answering import answers_of
from registrations.domain.asking import has_questions
from registrations.domain.editing import EditConflict
from registrations.domain.editing_answers import edit_answers
from registrations.forms.person_answers import PersonAnswersForm
from registrations.views.people_person import PersonFormView


class PersonAnswersView(PersonFormView):
    """The answers of somebody; an event that asks nothing has no such page."""

    last_crumb = gettext_lazy("Answers")
    form_class = PersonAnswersForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only where something is asked."""
        if not has_questions(self.event):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the answers as they are now."""
        kwargs = super().get_form_kwargs()
        return {**kwargs, "registration": self.registration, "answers": answers_of(self.registration)}

    def form_valid(self, form: PersonAnswersForm) -> HttpResponse:
        """Save, or show both."""
        seen = form.cleaned_data["seen"]
        try:
            edit_answers(
                self.registration,
                form.questions,
                form.given,
                seen=seen,
                sectors=form.chosen_sectors(),
                actor=str(self.request.user),
            )
        except EditConflict as error:
            form.add_conflict(error, seen)
            return self.form_invalid(form)
        return self.done(_("Saved."))
