"""Organisers' pages: the questions of one poll in order, and one question with a preview that keeps up."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.enums import Role
from core.scoped import EventScopedMixin
from polls.domain.errors import PollError
from polls.domain.library import copy_from_library, keep_in_library, sets_for
from polls.domain.preparing import asked_question_ids
from polls.domain.question_editing import (
    delete_question,
    duplicate_question,
    fingerprint,
    last_question,
    move_question,
    ordered_questions,
    save_question,
)
from polls.enums import QuestionKind
from polls.models import Poll, Question
from polls.viewsets.question_forms import QuestionForm, SetForm

A_PAGE = 100


class PollPage(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the pages under one poll share: the poll of this event, and the way back."""

    roles = (Role.CHAIR,)
    header_icon = "list-ul"

    @cached_property
    def poll(self) -> Poll:
        """The poll, if it belongs to this event."""
        return get_object_or_404(self.scoped(Poll).select_related("event"), pk=self.kwargs["poll_id"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, polls, this poll."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("polls_prepare:index", args=[self.event.pk]), "label": _("Polls")},
            {"url": self.list_url, "label": str(self.poll)},
        ]

    @property
    def list_url(self) -> str:
        """The questions of the poll."""
        return reverse("polls_questions:list", args=[self.event.pk, self.poll.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every page knows its poll."""
        return super().get_context_data(poll=self.poll, **kwargs)


class QuestionListView(PollPage):
    """The questions in order, with buttons to move, copy and take out; and the library."""

    template_name = "polls/admin/questions.html"

    def get_page_title(self) -> str:
        """The poll."""
        return str(self.poll)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of questions, the kinds that can be added, and the sets of the library."""
        questions = ordered_questions(self.poll)
        page = Paginator(questions, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page=page,
            asked=asked_question_ids(question.pk for question in page),
            kinds=QuestionKind,
            sets=sets_for(self.event),
            seen=last_question(self.poll),
            set_form=SetForm(initial={"title": self.poll.title}),
            **kwargs,
        )


class QuestionChangeView(PollPage):
    """Moves, copies and takes out; copies from the library or keeps in it. Only by POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was pressed, say what came of it, and go back to the place in the list."""
        question = self._question() if "question" in request.POST else None
        try:
            message = self._do_with(request.POST.get("do", ""), question)
        except PollError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, message)
        page = request.POST.get("p", "")
        anchor = f"#question-{question.pk}" if question else ""
        return redirect(f"{self.list_url}{f'?p={page}' if page.isdecimal() and page != '1' else ''}{anchor}")

    def _question(self) -> Question:
        questions = Question.objects.filter(poll=self.poll).select_related("poll")
        return get_object_or_404(questions, pk=_number(self.request.POST["question"]))

    def _do_with(self, what: str, question: Question | None) -> str:
        if question is None:
            return self._do_with_library(what)
        match what:
            case "up" | "down":
                move_question(question, up=what == "up")
                return _("The order is changed.")
            case "copy":
                duplicate_question(question)
                return _("A copy stands at the end.")
            case "delete":
                delete_question(question)
                return _("The question is deleted.")
        raise Http404

    def _do_with_library(self, what: str) -> str:
        match what:
            case "keep":
                form = SetForm(self.request.POST)
                if not form.is_valid():
                    raise PollError(" ".join(str(error) for error in form.errors["title"]))
                kept = keep_in_library(self.poll, form.cleaned_data["title"])
                return _("“%(title)s” is kept in the library.") % {"title": kept}
            case "take":
                chosen = get_object_or_404(sets_for(self.event), pk=_number(self.request.POST.get("set", "")))
                number = copy_from_library(chosen, self.poll, seen=read_seen(self.request))
                return ngettext("%(number)d question is copied.", "%(number)d questions are copied.", number) % {
                    "number": number
                }
            case "forget":
                chosen = get_object_or_404(sets_for(self.event), pk=_number(self.request.POST.get("set", "")))
                chosen.delete()
                return _("“%(title)s” is no longer in the library.") % {"title": chosen}
        raise Http404


class QuestionEditView(PollPage):
    """Makes a question of a kind, or changes one that was not asked yet."""

    template_name = "polls/admin/question.html"

    @cached_property
    def question(self) -> Question:
        """The question of this poll, or a new one of the kind in the address."""
        if "pk" in self.kwargs:
            questions = Question.objects.filter(poll=self.poll).select_related("poll").prefetch_related("options")
            return get_object_or_404(questions, pk=self.kwargs["pk"])
        if self.kwargs["kind"] not in QuestionKind.values:
            raise Http404
        return Question(poll=self.poll, kind=self.kwargs["kind"])

    @cached_property
    def form(self) -> QuestionForm:
        """The form, with what was typed."""
        data = self.request.POST if self.request.method == "POST" else None
        return QuestionForm(data, question=self.question, seen=fingerprint(self.question) if self.question.pk else "")

    def get_page_title(self) -> str:
        """The kind of question."""
        return str(QuestionKind(self.question.kind).label)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show again what was typed with what is wrong."""
        if self.form.pressed:
            self.form.press_row()
            self.form.errors.clear()
            return self.render_to_response(self.get_context_data())
        if self.form.is_valid():
            try:
                save_question(self.question, self.form.draft(), seen=self.form.cleaned_data["seen"])
            except PollError as error:
                self.form.add_error(None, str(error))
                data: Any = self.form.data  # a QueryDict
                self.form.data = {**data.dict(), "seen": self._fresh()}
            else:
                messages.success(request, _("The question is saved."))
                return redirect(self.list_url)
        return self.render_to_response(self.get_context_data(), status=422)

    def _fresh(self) -> str:
        question = Question.objects.filter(pk=self.question.pk).first()
        return fingerprint(question) if question else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and whether the question was asked already."""
        is_asked = bool(self.question.pk and asked_question_ids([self.question.pk]))
        return super().get_context_data(form=self.form, question=self.question, is_asked=is_asked, **kwargs)


def read_seen(request: HttpRequest) -> int | None:
    """The newest question when the page was shown; none when the page did not say."""
    return _number(request.POST["seen"]) if "seen" in request.POST else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
