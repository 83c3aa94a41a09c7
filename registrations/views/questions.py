"""Organisers' pages: the questions of one event's form, with a preview that keeps up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.asking import load
from registrations.domain.errors import RegistrationError
from registrations.domain.question_editing import (
    Removed,
    copy_set,
    move_question,
    remove_question,
    restore_question,
    save_as_set,
    save_question,
    sets_for,
)
from registrations.enums import QuestionKind
from registrations.forms.question_editor import QuestionForm, SetForm
from registrations.forms.registration import RegistrationForm
from registrations.forms.sectors import flat, sector_choices
from registrations.models import FormQuestion


class QuestionPage(EventScopedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the pages share: breadcrumbs, and the questions of this event."""

    header_icon = "form"

    def questions(self) -> Any:
        """All questions of this event, archived ones too."""
        return self.scoped(FormQuestion).order_by("position", "pk")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, registrations, questions."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": reverse("registrations_admin:questions", args=[self.event.pk]), "label": _("Questions")},
        ]

    def back(self) -> HttpResponse:
        """To the list of questions."""
        return redirect("registrations_admin:questions", self.event.pk)


class QuestionListView(QuestionPage):
    """The questions in order, with buttons to move them, sets to copy, and the form as visitors see it."""

    template_name = "registrations/admin/questions.html"

    def get_page_title(self) -> str:
        """What it is about."""
        return _("Questions on the form")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Questions that are asked, archived ones, kinds, sets."""
        questions = list(self.questions().prefetch_related("options").select_related("depends_on"))
        return super().get_context_data(
            questions=[question for question in questions if question.archived_at is None],
            archived=[question for question in questions if question.archived_at is not None],
            kinds=QuestionKind,
            sets=sets_for(self.event),
            **{"set_form": SetForm(), **kwargs},
        )


class QuestionChangeView(QuestionPage):
    """Moves, takes out, brings back; copies a set or makes one. Only by POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was pressed, say what came of it, and go back."""
        try:
            message = self._do(request.POST.get("do", ""))
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, message)
        return self.back()

    def _question(self) -> FormQuestion:
        pk = self.request.POST.get("question", "")
        return get_object_or_404(self.questions(), pk=int(pk) if pk.isdecimal() and len(pk) < 18 else 0)

    def _do(self, what: str) -> str:
        match what:
            case "up" | "down":
                move_question(self._question(), up=what == "up")
                return _("The order is changed.")
            case "remove":
                removed = remove_question(self._question())
                if removed == Removed.ARCHIVED:
                    return _("The question is no longer asked. It has answers, so it stands in the archive below.")
                return _("The question is deleted. Nobody had answered it.")
            case "restore":
                restore_question(self._question())
                return _("The question is asked again.")
            case "copy":
                return self._copy()
            case "keep":
                form = SetForm(self.request.POST)
                if not form.is_valid():
                    raise RegistrationError(" ".join(str(error) for error in form.errors["title"]))
                return _("The set “%(title)s” is kept.") % {
                    "title": save_as_set(self.event, form.cleaned_data["title"])
                }
            case _unknown:
                raise Http404

    def _copy(self) -> str:
        pk = self.request.POST.get("set", "")
        chosen = get_object_or_404(sets_for(self.event), pk=int(pk) if pk.isdecimal() and len(pk) < 18 else 0)
        number = copy_set(chosen, self.event)
        return ngettext("%(number)d question is copied.", "%(number)d questions are copied.", number) % {
            "number": number
        }


class QuestionEditView(QuestionPage):
    """Makes a question of a kind, or changes one."""

    template_name = "registrations/admin/question.html"

    @cached_property
    def question(self) -> FormQuestion:
        """The question of this event, or a new one of the kind in the address."""
        if "pk" in self.kwargs:
            return get_object_or_404(self.questions(), pk=self.kwargs["pk"], archived_at=None)
        kind = self.kwargs["kind"]
        if kind not in QuestionKind.values:
            raise Http404
        return FormQuestion(event=self.event, kind=kind)

    @cached_property
    def form(self) -> QuestionForm:
        """The form, with what was typed."""
        data = self.request.POST if self.request.method == "POST" else None
        sectors = dict(flat(sector_choices(self.event)))
        return QuestionForm(data, instance=self.question, sectors=sectors)

    def get_page_title(self) -> str:
        """The kind of question."""
        return f"{_('Question')}: {QuestionKind(self.question.kind).label}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show again what was typed with what is wrong."""
        if self.form.is_pressed:
            self.form.errors.clear()
            return self.render_to_response(self.get_context_data())
        if self.form.is_valid():
            try:
                save_question(self.question, self.form.draft())
            except RegistrationError as error:
                self.form.add_error(None, str(error))
            else:
                messages.success(request, _("The question is saved."))
                return self.back()
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and how many people answered."""
        number = self.question.answers.values("registration").distinct().count() if self.question.pk else 0
        return super().get_context_data(form=self.form, question=self.question, answered=number, **kwargs)


class QuestionPreviewView(EventScopedMixin, View):
    """The form of visitors with what an organiser is typing. It saves nothing and registers nobody."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form as it is now."""
        return self._show(request, load(self.scoped(FormQuestion).filter(archived_at=None)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form with the question as typed in its place."""
        rows = self.scoped(FormQuestion).filter(archived_at=None)
        pk, kind = request.POST.get("question", ""), request.POST.get("kind", "")
        question = rows.filter(pk=int(pk) if pk.isdecimal() and len(pk) < 18 else 0).first()
        if question is None and kind not in QuestionKind.values:
            raise Http404
        question = question or FormQuestion(event=self.event, kind=kind)
        form = QuestionForm(request.POST, instance=question, sectors=dict(flat(sector_choices(self.event))))
        form.full_clean()
        asked, typed = load(rows), form.as_asked()
        if question.pk:
            return self._show(request, [typed if item.id == typed.id else item for item in asked])
        return self._show(request, [*asked, typed])

    def _show(self, request: HttpRequest, questions: Any) -> HttpResponse:
        self.event.known_has_questions = False
        form = RegistrationForm(event=self.event)
        form.add_questions(questions, form.sectors_by_id)
        response = render(request, "registrations/form_preview.html", {"form": form, "event": self.event})
        response["Cache-Control"] = "no-store, private"
        return response
