"""Making a question of dots: the room says which outcomes matter most."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from core.enums import Role
from polls.domain.dots import DotsError, prepare_dots
from polls.room_card_forms import DotsForm
from polls.viewsets.protection import RoomPage


class DotsView(RoomPage, FormView):
    """The form; the question that it makes stands among the polls and is opened by the chair."""

    roles = (Role.CHAIR, Role.REPORTER)
    template_name = "polls/admin/dots.html"
    header_icon = "pick"
    page_title = gettext_lazy("Dots on outcomes")
    form_class = DotsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The prompts of this event."""
        return {**super().get_form_kwargs(), "event": self.event}

    def form_valid(self, form: DotsForm) -> HttpResponse:
        """Make the question, or say why not."""
        data = form.cleaned_data
        try:
            question = prepare_dots(
                self.event,
                data["prompt"],
                dots=data["dots"],
                text=data["text"],
                by_group=data["about"] == "groups",
            )
        except DotsError as error:
            form.add_error("about", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The question stands ready. The chair opens it on the remote."))
        return redirect("polls_questions:list", self.event.pk, question.poll_id)
