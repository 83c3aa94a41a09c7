"""Preparing polls: one per programme item or workshop. Their questions have pages of their own."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from core.enums import Role
from core.scoped import EventViewSet, ScopedCreateView, ScopedDeleteView, ScopedEditView, ScopedIndexView
from polls.domain.preparing import was_asked
from polls.models import Poll
from polls.viewsets.forms import PollForm


class PollIndexView(ScopedIndexView):
    """The polls of one event in their order."""

    default_ordering = "position"

    def get_base_queryset(self) -> QuerySet[Poll]:
        """With what the list shows."""
        polls = super().get_base_queryset().select_related("programme_item", "workshop")
        return polls.annotate(question_count=Count("questions"))

    def get_edit_url(self, instance: Model) -> str:
        """A poll opens at its questions."""
        return reverse("polls_questions:list", args=(self.event.pk, instance.pk))


class PollAddView(ScopedCreateView):
    """After making a poll: on to its questions."""

    def get_success_url(self) -> str:
        """The questions of the new poll."""
        return reverse("polls_questions:list", args=(self.event.pk, self.object.pk))


class PollEditView(ScopedEditView):
    """Title, place and who may vote."""

    def get_success_url(self) -> str:
        """The questions of the poll."""
        return reverse("polls_questions:list", args=(self.event.pk, self.object.pk))


class PollDeleteView(ScopedDeleteView):
    """A poll that was put to the room stays: its results refer to it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete, or say why not."""
        if was_asked(self.kwargs["pk"]):
            messages.error(request, _("This poll was put to the room already, so it cannot be deleted."))
            return redirect(self.get_index_url())
        return super().post(request, *args, **kwargs)


class PollViewSet(EventViewSet):
    """Polls of an event."""

    name = "polls_prepare"
    path_name = "peilingen"
    model = Poll
    icon = "list-ul"
    roles = (Role.CHAIR,)
    index_view_class = PollIndexView
    add_view_class = PollAddView
    edit_view_class = PollEditView
    delete_view_class = PollDeleteView
    list_display = [
        "title",
        Column(
            "belongs_to", label=gettext_lazy("Belongs to"), accessor=lambda poll: poll.workshop or poll.programme_item
        ),
        Column("question_count", label=gettext_lazy("Questions")),
    ]
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("programme_item"), FieldPanel("workshop")]),
        FieldRowPanel([FieldPanel("voters"), FieldPanel("position")]),
    ]

    @cached_property
    def _edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=PollForm).bind_to_model(self.model)
