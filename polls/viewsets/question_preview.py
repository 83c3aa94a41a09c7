"""What people will see of a question, while it is being written. It saves nothing and opens nothing."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from core.enums import Role
from core.scoped import EventScopedMixin
from polls.domain.drafts import Draft, draft_of, options_of, question_of
from polls.domain.kinds import generated_options
from polls.domain.rooms import get_or_create_room
from polls.domain.snapshots import preview_snapshot
from polls.enums import QuestionKind
from polls.models import Poll, Question
from polls.views.previews import phone_preview, screen_preview
from polls.viewsets.question_forms import QuestionForm

PLACES = {"telefoon": phone_preview, "scherm": screen_preview}


class QuestionPreviewView(EventScopedMixin, View):
    """A phone or the big screen with one question, as it is kept (GET) or as it is typed (POST)."""

    roles = (Role.CHAIR,)
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question as it is kept; a new one is empty."""
        question = self._question(request.GET)
        return self._show(request, draft_of(question) if question.pk else Draft(QuestionKind(question.kind)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question as it is typed, whether or not it can be saved so."""
        form = QuestionForm(request.POST, question=self._question(request.POST))
        form.is_valid()
        return self._show(request, form.draft())

    def _question(self, data: Any) -> Question:
        poll = get_object_or_404(self.scoped(Poll), pk=self.kwargs["poll_id"])
        pk, kind = data.get("question", ""), data.get("kind", "")
        if pk.isascii() and pk.isdigit() and len(pk) < 18:
            return get_object_or_404(Question, poll=poll, pk=int(pk))
        if kind not in QuestionKind.values:
            raise Http404
        return Question(poll=poll, kind=kind)

    def _show(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        if self.kwargs["place"] not in PLACES:
            raise Http404
        question = question_of(draft)
        if question.kind == QuestionKind.NUMBER:  # the limits may not have been typed yet
            question.lowest = Decimal(0) if question.lowest is None else question.lowest
            question.highest = question.lowest + 10 if question.highest is None else question.highest
        question.poll = get_object_or_404(self.scoped(Poll), pk=self.kwargs["poll_id"])
        options = options_of(draft, question) or generated_options(question)
        for number, option in enumerate(options, start=1):
            option.pk = number
        room = get_or_create_room(self.event)
        template, context = PLACES[self.kwargs["place"]](room, preview_snapshot(room, question, options))
        response = render(request, template, {"event": self.event, **context})
        response.headers["Cache-Control"] = "no-store, private"
        return response
