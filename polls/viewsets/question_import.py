"""Organisers read in questions from a table: the file, what every row means, and then the work."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls.domain.errors import PollError
from polls.domain.importing import Plan, example_rows, plan_import
from polls.domain.question_editing import add_questions, last_question
from polls.viewsets.question_forms import TableForm
from polls.viewsets.questions import PollPage, read_seen
from registrations.domain.reading_tables import Row, UnreadableTable, read_lines, read_table

MOST_SHOWN = 50
MOST_ERRORS = 200


class QuestionImportView(PollPage):
    """One page: choose a file, look at what it would bring, read it in."""

    template_name = "polls/admin/import.html"
    header_icon = "upload"
    page_title = gettext_lazy("Read in questions")

    @cached_property
    def form(self) -> TableForm:
        """The file."""
        return TableForm(self.request.POST, self.request.FILES) if self.request.FILES else TableForm()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A file is looked at; the text of a table that was looked at is read in."""
        if "table" in request.POST and not request.FILES:
            return self._read_in(request.POST["table"])
        if not self.form.is_valid():
            if not request.FILES:
                self.form = TableForm(request.POST, request.FILES)
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            rows = read_table(self.form.cleaned_data["file"].read())
        except UnreadableTable as error:
            self.form.add_error("file", str(error))
            return self.render_to_response(self.get_context_data(), status=422)
        return self._look(rows)

    def _look(self, rows: list[Row], status: int = 200) -> HttpResponse:
        plan = plan_import(rows)
        if plan.problem:
            self.form.add_error("file", plan.problem) if self.form.is_bound else messages.error(
                self.request, plan.problem
            )
            return self.render_to_response(self.get_context_data(), status=422)
        return self.render_to_response(self.get_context_data(plan=plan, table=_as_text(rows)), status=status)

    def _read_in(self, text: str) -> HttpResponse:
        """What was looked at is judged once more; rows with an error are left out."""
        try:
            plan = plan_import(read_lines(text))
            number = len(add_questions(self.poll, plan.drafts, seen=read_seen(self.request))) if not plan.problem else 0
        except (PollError, UnreadableTable) as error:
            messages.error(self.request, str(error))
            return redirect(self.list_url)
        words = ngettext("%(number)d question is read in.", "%(number)d questions are read in.", number)
        messages.success(self.request, words % {"number": number})
        return redirect(self.list_url)

    def get_context_data(self, plan: Plan | None = None, **kwargs: Any) -> dict[str, Any]:
        """The form, or the rows as they were understood."""
        shown = (
            {}
            if plan is None
            else {
                "plan": plan,
                "seen": last_question(self.poll),
                "drafts": plan.drafts[:MOST_SHOWN],
                "row_errors": plan.errors[:MOST_ERRORS],
                "more": max(len(plan.drafts) - MOST_SHOWN, 0),
                "wrong_rows": len({error.number for error in plan.errors}),
            }
        )
        return super().get_context_data(form=self.form, **shown, **kwargs)


class QuestionExampleView(PollPage):
    """A table that can be read in as it is."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As CSV that a Dutch spreadsheet opens in columns."""
        self.poll  # noqa: B018 (another event's poll is a 404 here too)
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(example_rows())
        response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
        name = _("questions-example")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response


def _as_text(rows: list[Row]) -> str:
    """The table once more as CSV; every row stands on the line of its number, so that errors name the same row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    line = 1
    for row in rows:
        out.write("\n" * max(row.number - line, 0))
        writer.writerow([cell.replace("\n", " ") for cell in row.cells])
        line = max(row.number, line) + 1
    return out.getvalue()
