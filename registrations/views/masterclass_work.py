"""The organiser's pages about work in a masterclass: materials, homework, what was handed in, cases."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from registrations.domain.series.attending import people_of
from registrations.domain.series.cases import FIELDS, answer_case, flags_of
from registrations.domain.series.dates import series_of
from registrations.domain.series.lessons import hand_ins_of, save_lesson
from registrations.enums import CaseState
from registrations.forms.cases import CLUE_NAMES, CaseAnswerForm
from registrations.forms.masterclass import HomeworkForm, LessonForm
from registrations.models import Homework, Material, OwnCase, StoredFile
from registrations.views.files import file_response
from registrations.views.masterclass import FormPage, MasterclassPage, SeriesScopedMixin

KINDS: dict[str, tuple[type[Material] | type[Homework], type[LessonForm]]] = {
    "materiaal": (Material, LessonForm),
    "huiswerk": (Homework, HomeworkForm),
}
OF_EVENT = "event_date__page"


class LessonsView(MasterclassPage):
    """Everything by date, with how many handed in."""

    template_name = "registrations/admin/series/lessons.html"
    page_title = gettext_lazy("Homework and materials")
    tab = "lessons"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Dates with their homework and materials. A fixed number of queries."""
        series = series_of(self.event.pk)
        homework = self.scoped(Homework, OF_EVENT).select_related("file").defer("file__content")
        homework = homework.prefetch_related("hand_ins")
        materials = list(self.scoped(Material, OF_EVENT).select_related("file").defer("file__content"))
        tasks = list(homework)
        days = [
            {
                "date": date,
                "group": series.group(date),
                "homework": [item for item in tasks if item.event_date_id == date.pk],
                "materials": [item for item in materials if item.event_date_id == date.pk],
            }
            for date in series.dates
        ]
        return super().get_context_data(days=days, **kwargs)


class LessonEditView(FormPage):
    """New or changed material or homework."""

    tab = "lessons"
    done = gettext_lazy("Saved.")
    multipart = True

    def get_page_title(self) -> str:
        """What is edited."""
        return _("Homework") if self.kwargs["kind"] == "huiswerk" else _("Material")

    @cached_property
    def form(self) -> LessonForm:
        """Of a lesson of this event; an unknown kind is a 404."""
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        model, form_class = KINDS[self.kwargs["kind"]]
        pk = self.kwargs.get("pk")
        lesson = get_object_or_404(self.scoped(model, OF_EVENT), pk=pk) if pk else model()
        is_post = self.request.method == "POST"
        return form_class(
            self.request.POST if is_post else None,
            self.request.FILES if is_post else None,
            instance=lesson,
            series=series_of(self.event.pk),
            event=self.event,
            initial=None if pk else {"event_date": self.request.GET.get("datum", "")[:18]},
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form."""
        _form = self.form
        return super().get(request, *args, **kwargs)

    def save(self) -> HttpResponse:
        """Write it with its file, and copies for the other groups."""
        cleaned, lesson = self.form.cleaned_data, self.form.instance
        if cleaned.get("remove_file"):
            StoredFile.objects.filter(**{type(lesson).__name__.lower(): lesson}).delete()
        copies = save_lesson(
            lesson,
            series=series_of(self.event.pk),
            upload=cleaned.get("file"),
            in_all_groups=bool(cleaned.get("in_all_groups")),
        )
        if copies:
            text = ngettext("%(n)s other group got a copy.", "%(n)s other groups got a copy.", copies)
            messages.info(self.request, text % {"n": copies})
        return redirect("registrations_admin:lessons", self.event.pk)


class LessonDeleteView(SeriesScopedMixin, View):
    """Deletes material, or homework with everything that was handed in."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, event_id: int, kind: str, pk: int) -> HttpResponse:
        """One press."""
        if kind not in KINDS:
            raise Http404
        get_object_or_404(self.scoped(KINDS[kind][0], OF_EVENT), pk=pk).delete()
        messages.success(request, _("Deleted."))
        return redirect("registrations_admin:lessons", self.event.pk)


class LessonFileView(SeriesScopedMixin, View):
    """A file of this event: of a lesson, or handed in."""

    def get(self, request: HttpRequest, event_id: int, pk: int) -> HttpResponse:
        """To save."""
        for lookup in ("material__event_date__page", "homework__event_date__page", "hand_in__registration__event"):
            file = self.scoped(StoredFile, lookup).filter(pk=pk).first()
            if file is not None:
                return file_response(file)
        raise Http404


class HandInsView(MasterclassPage):
    """Who handed in what for one piece of homework, and who did not yet."""

    template_name = "registrations/admin/series/hand_ins.html"
    tab = "lessons"

    @cached_property
    def homework(self) -> Homework:
        """Of this event."""
        rows = self.scoped(Homework, OF_EVENT).select_related("event_date")
        found: Homework = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_page_title(self) -> str:
        """The homework's title."""
        return self.homework.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """By name."""
        handed_in = hand_ins_of(self.homework)
        keys = {hand_in.registration_id for hand_in in handed_in}
        missing = [
            person.registration
            for person in people_of(self.event)
            if person.registration.pk not in keys
            and any(item.part.date.pk == self.homework.event_date_id for item in person.followed)
        ]
        return super().get_context_data(homework=self.homework, hand_ins=handed_in, missing=missing, **kwargs)


class CasesView(MasterclassPage):
    """The cases by state; those that wait for an answer first."""

    template_name = "registrations/admin/series/cases.html"
    page_title = gettext_lazy("Own cases")
    tab = "cases"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One query."""
        rows = self.scoped(OwnCase, "registration__event").select_related("registration")
        order = {CaseState.SENT: 0, CaseState.RETURNED: 1, CaseState.APPROVED: 2}
        cases = sorted(rows, key=lambda case: (order[CaseState(case.state)], case.sent_at))
        return super().get_context_data(cases=cases, **kwargs)


class CaseView(FormPage):
    """One case: read it, approve it or send it back."""

    template_name = "registrations/admin/series/case.html"
    tab = "cases"
    page_title = gettext_lazy("Own case")
    done = gettext_lazy("The registrant hears of it by mail.")

    @cached_property
    def case(self) -> OwnCase:
        """Of this event."""
        rows = self.scoped(OwnCase, "registration__event").select_related("registration")
        found: OwnCase = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @cached_property
    def form(self) -> CaseAnswerForm:
        """The answer."""
        data = self.request.POST if self.request.method == "POST" else None
        return CaseAnswerForm(data, initial={"feedback": self.case.feedback})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A case of another event is a 404, whatever the form says."""
        _case = self.case
        return super().post(request, *args, **kwargs)

    def save(self) -> HttpResponse:
        """Approve or send back."""
        state = CaseState.APPROVED if self.form.cleaned_data["action"] == "approve" else CaseState.RETURNED
        answer_case(self.case, state, feedback=self.form.cleaned_data["feedback"], actor=self.actor)
        return redirect("registrations_admin:cases", self.event.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The case with what could tell who it is about."""
        flags = flags_of({name: getattr(self.case, name) for name in FIELDS})
        found = [(flag.text, CLUE_NAMES[flag.clue]) for items in flags.values() for flag in items]
        return super().get_context_data(case=self.case, flags=found, **kwargs)
