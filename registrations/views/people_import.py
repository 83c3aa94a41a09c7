"""Organisers read in a list: a file, what its columns hold, what each row means, and then the work."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.scoped import EventScopedMixin
from registrations.domain.importing.planning import PlannedRow, RowKind
from registrations.domain.importing.starting import plan_of, read_people, rounds_of, start_import
from registrations.domain.reading_tables import UnreadableTable
from registrations.enums import JobKind
from registrations.forms.importing import CHOICE_WORDS, ImportForm, ListFileForm
from registrations.models import PeopleJob

MOST_SHOWN = 300
MOST_NEW_SHOWN = 20


class ImportMixin(EventScopedMixin, WagtailAdminTemplateMixin):
    """For the pages of reading in a list."""

    header_icon = "upload"
    page_title = gettext_lazy("Read in a list")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Event, list, reading in."""
        return [
            {"url": reverse("workspace:event", args=[self.event.pk]), "label": str(self.event)},
            {"url": reverse("registrations_admin:list", args=[self.event.pk]), "label": _("Registrations")},
            {"url": "", "label": str(self.page_title)},
        ]


class ImportFileView(ImportMixin, FormView):
    """Takes the file. Nothing is registered yet."""

    template_name = "registrations/admin/import_file.html"
    form_class = ListFileForm

    def form_valid(self, form: ListFileForm) -> HttpResponse:
        """On to the columns, or what is wrong with the file."""
        content = form.cleaned_data["file"].read()
        empty = _("There is nobody in this file. The first line must hold headings, with people under it.")
        try:
            job = read_people(self.event, content, actor=str(self.request.user), empty=empty)
        except UnreadableTable as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("registrations_admin:import_rows", self.event.pk, job.pk)

    def form_invalid(self, form: ListFileForm) -> HttpResponse:
        """The page again."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class ImportRowsView(ImportMixin, TemplateView):
    """Columns, rows and choices; "look again" shows what another choice would mean, "read in" does it."""

    template_name = "registrations/admin/import_rows.html"

    @cached_property
    def job(self) -> PeopleJob:
        """The list, if it belongs to this event."""
        jobs = self.scoped(PeopleJob).filter(kind=JobKind.IMPORT).select_related("event")
        return get_object_or_404(jobs, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What was started is looked at on its own page."""
        if not self.job.is_prepared:
            return redirect("registrations_admin:job", self.event.pk, self.job.pk)
        return super().dispatch(request, *args, **kwargs)

    def form_for(self, data: Any = None) -> ImportForm:
        """The form, with the columns of this file."""
        settings = self.job.settings
        rounds = rounds_of(self.event)
        return ImportForm(data, headings=settings["headings"], columns=settings["columns"], rounds=rounds)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the rows mean with the columns as they are."""
        form = kwargs.pop("form", None) or self.form_for()
        is_chosen = form.is_bound and form.is_valid()
        planned = plan_of(self.job, form.columns if is_chosen else self.job.settings["columns"])
        return super().get_context_data(form=form, **_shown(planned, form.wanted() if form.is_bound else {}), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look again, or start."""
        form = self.form_for(request.POST)
        if form.is_valid() and request.POST.get("action") == "start":
            start_import(
                self.job,
                columns=form.columns,
                wanted=form.wanted(),
                for_all=form.for_all,
                with_mail=form.cleaned_data["with_mail"],
                when_full=form.cleaned_data["when_full"],
            )
            return redirect("registrations_admin:job", self.event.pk, self.job.pk)
        return render(request, self.template_name, self.get_context_data(form=form), status=422 if form.errors else 200)


def _shown(planned: list[PlannedRow], wanted: dict[int, str]) -> dict[str, Any]:
    """The rows by what they are: those with a problem and those with a choice first."""
    by_kind = {kind: [row for row in planned if row.kind is kind] for kind in RowKind}
    doubtful = [row for kind in (RowKind.EXISTING, RowKind.SAME_NAME, RowKind.GONE) for row in by_kind[kind]]
    return {
        "total": len(planned),
        "new": by_kind[RowKind.NEW],
        "first_new": by_kind[RowKind.NEW][:MOST_NEW_SHOWN],
        "wrong": by_kind[RowKind.WRONG][:MOST_SHOWN],
        "wrong_number": len(by_kind[RowKind.WRONG]),
        "twice": by_kind[RowKind.TWICE][:MOST_SHOWN],
        "twice_number": len(by_kind[RowKind.TWICE]),
        "doubtful_number": len(doubtful),
        "doubtful": [
            {
                "row": row,
                "choices": [(choice.value, CHOICE_WORDS[choice]) for choice in row.choices],
                "chosen": wanted.get(row.number, ""),
                "why": KIND_WORDS[row.kind],
            }
            for row in doubtful[:MOST_SHOWN]
        ],
    }


KIND_WORDS = {
    RowKind.EXISTING: gettext_lazy("Registered with this address"),
    RowKind.SAME_NAME: gettext_lazy("Somebody with this name and organisation is registered"),
    RowKind.GONE: gettext_lazy("Was registered and does not come"),
}
